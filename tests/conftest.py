"""What every test stands on: no settings from outside, and English unless a test says otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from tests.helpers.asking import Asker

from gkplan import i18n

# The machine may be busy, and a first reading compiles its patterns: how long one example takes says nothing.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _settled_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A test sees no variable of gkplan's and none that says how to draw; the language it sets ends with it.

    Compiled plans are kept for the whole run, in a folder of its own, as an officer's are between questions.
    """
    for name in [name for name in os.environ if name.startswith("GKPLAN_")]:
        monkeypatch.delenv(name)
    for name in ("LANGUAGE", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    i18n.use("en")


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Asker:
    """The command line, asked in this process."""
    return Asker(capsys)


@pytest.fixture
def both(ask: Asker) -> Callable[..., None]:
    """Asks a question with and without snapshots: code, stdout and stderr must be the same."""

    def asked(*question: str, format_: str = "json") -> None:
        ready = ask.of(*question, format_=format_)
        assert ready == ask.of(*question, "--no-snapshot", format_=format_)

    return asked


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for caches with nothing in it."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder
