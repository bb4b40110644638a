"""What the tests under fire share: how long they go on, processes that mark, and what a ledger must then hold."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Collection
from pathlib import Path

import pytest
import yaml

from gkplan.ledger.decode import Kept
from gkplan.ledger.journal import read

INSTANT = random.Random(4)  # noqa: S311 - moments, no secrets
LONG = os.environ.get("GKPLAN_CRASH") == "long"
"""Whether this is `make crash`; else the short form, of a few seconds."""
MARKING = (sys.executable, str(Path(__file__).with_name("marking.py")))
STRACE = shutil.which("strace") or ""
needs_strace = pytest.mark.skipif(not STRACE and "CI" not in os.environ, reason="strace is not installed: make system")


def started(ledger: Path, count: int) -> subprocess.Popen[str]:
    """A process that records marks and says their ids."""
    return subprocess.Popen([*MARKING, str(ledger), str(count)], stdout=subprocess.PIPE, text=True)


def killed(process: subprocess.Popen[str], seconds: float) -> list[str]:
    """Let a process record for so long after its first mark, kill it, and tell what it had acknowledged."""
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    rest, _nothing = process.communicate(timeout=60)
    return whole_lines(first + rest)


def whole_lines(said: str) -> list[str]:
    """The ids that were said to the end."""
    return said.split("\n")[:-1]


def kept(ledger: Path) -> Kept:
    """What the ledger holds; nothing in it may be wrong but an end that was torn off."""
    outline = read(ledger)
    assert all(flaw.torn for flaw in outline.flaws)
    return outline.whole()


def assert_sound(ledger: Path, acknowledged: Collection[str]) -> None:
    """Every acknowledged record is there once, the next mark succeeds, and then it is YAML to any reader."""
    ids = [record.id for record in kept(ledger).records]
    assert len(ids) == len(set(ids))
    assert set(acknowledged) <= set(ids)
    done = subprocess.run([*MARKING, str(ledger), "1"], capture_output=True, text=True, timeout=60, check=True)
    after = read(ledger)
    assert after.flaws == ()
    records = after.whole().records
    assert {*ids, *whole_lines(done.stdout)} == {record.id for record in records}
    assert len(yaml.load(ledger.read_text(encoding="utf-8"), yaml.CSafeLoader)) == len(records)
