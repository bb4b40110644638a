"""What the channels' tests stand on: no proxy, a clock that stands still, and no real waiting."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gkplan.watch.notify.interface import Means, Message
from gkplan.watch.notify.pace import Pace

NOW = datetime(2016, 12, 1, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service on this machine is reached without a go-between, whatever the machine's settings."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves this machine: a connection to another one is a failure."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test would call {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def waited() -> list[float]:
    """The waits there were, in seconds."""
    return []


@pytest.fixture
def means(tmp_path: Path, waited: list[float]) -> Means:
    """Variables to be filled in, and more patience than a busy machine needs."""
    return Means({}, tmp_path, lambda: NOW, waited.append, Pace(lambda: NOW, waited.append), timeout=60)


@pytest.fixture
def hasty(means: Means) -> Means:
    """The same with a patience of half a second an attempt."""
    return means._replace(timeout=0.5)


@pytest.fixture
def message() -> Message:
    """What a unit is told, with what services would take for markup."""
    text = '市房管局工作提醒\n分解表\n\n逾期（1）\n1. 2.1@2016-11-30 检查<@all>情况<at user_id="all">，**通报**。\n'
    return Message("市房管局", "市房管局工作提醒", text, "<p>检查&lt;@all&gt;情况</p>", {"unit": "市房管局"})
