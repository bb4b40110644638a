"""The short form of the fuzz target, for every run of the tests."""

from __future__ import annotations

from tests.fuzz.reader import run


def test_a_few_seconds_find_nothing() -> None:
    """Some hundred texts of deadline pieces raise nothing, are quoted truly and are read in time."""
    assert run(2.0) >= 1
