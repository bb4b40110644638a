"""Sentences that oblige to no date: what looks like time in them is a name, a number, a measure or a permission."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gkplan.deadline.read import read

LINES = [
    line
    for line in (Path(__file__).parent / "nothing.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES)
def test_no_date_is_found(line: str) -> None:
    """A sentence that obliges to no date gives no rule, except that its vague words are reported as `irregular`."""
    reading = read(line, where="requirement", year=2016, issued=date(2016, 5, 12))
    assert [rule for rule in reading.rules if rule.kind not in {"irregular", "none"}] == []


def test_each_sentence_stands_once() -> None:
    """No sentence is counted twice."""
    assert len(LINES) == len(set(LINES))
