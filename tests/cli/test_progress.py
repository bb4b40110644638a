"""A long reading says how far it is, to whoever watches it."""

from __future__ import annotations

import io

import pytest

from gkplan.cli import progress


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        """It is a terminal."""
        return True


def test_a_short_reading_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes less than two seconds is not worth a word."""
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    with progress.reading() as watch:
        assert watch is not None
        watch(10, 100)
    assert terminal.getvalue() == ""


def test_a_long_reading_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal, how much of the file was read."""
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    with progress.reading() as watch:
        assert watch is not None
        watch(50, 100)
        watch(100, 100)
    assert "Reading the plan" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


def test_nobody_watches_a_pipe() -> None:
    """Where stderr is no terminal, nothing is counted."""
    with progress.reading() as watch:
        assert watch is None
