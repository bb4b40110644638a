"""The reader on shapes of words: some ways to write each, and beside them what only looks like one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from tests.deadline.shorthand import shorthand

from gkplan.deadline.read import read
from gkplan.deadline.rules import Column, Directive, Event, Irregular, Rule, Unstated

LINES = [
    line
    for line in (Path(__file__).parent / "shapes.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _said(rule: Rule) -> str:
    """A rule in a few words, without those of its trigger or authority, which may be cut in several ways."""
    if isinstance(rule, Event):
        rule = rule._replace(trigger=None)
    return shorthand(rule._replace(authority=None) if isinstance(rule, Directive) else rule)


@pytest.mark.parametrize("line", LINES)
def test_a_shape_gives_the_rules_beside_it(line: str) -> None:
    """Each way to write a shape gives its rules and no others; vague words are left aside."""
    asked, _, right = line.partition(" =>")
    column, year, issued, text = asked.split(" ", 3)
    reading = read(
        text.replace("⏎", "\n"),
        where=cast("Column", column),
        year=None if year == "-" else int(year),
        issued=None if issued == "-" else date.fromisoformat(issued),
    )

    assert right.strip() == "; ".join(
        _said(rule) for rule in reading.rules if not isinstance(rule, (Irregular, Unstated))
    )


def test_each_shape_stands_once() -> None:
    """No line is counted twice."""
    assert len(LINES) == len(set(LINES))
