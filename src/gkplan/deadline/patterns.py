"""The table of patterns, in the order in which they are tried at one place of the text.

A new shape of deadline is one new row in one of the families; its examples are tests and its sentences are the
documentation (docs/deadlines.md).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from gkplan.deadline.grammar import Pattern, unnamed
from gkplan.deadline.patterns_dates import DATES, SINCE
from gkplan.deadline.patterns_events import EVENTS
from gkplan.deadline.patterns_names import NAMES
from gkplan.deadline.patterns_ranges import RANGES
from gkplan.deadline.patterns_recurring import RECURRING
from gkplan.deadline.patterns_standing import STANDING
from gkplan.deadline.rules import Column
from gkplan.deadline.starts import starts

TABLE: tuple[Pattern, ...] = (*RECURRING, *NAMES, *RANGES, *SINCE, *DATES, *EVENTS, *STANDING)


FEW = 3


class Row(NamedTuple):
    """A row of the table with its expression compiled."""

    pattern: Pattern
    expression: re.Pattern[str]


class Scanner:
    """The table made ready for one column: at each place of a text only the rows that can begin there are tried.

    Where a character begins few rows (每, 待, 《) they are tried one by one; the many that a figure can begin are one
    expression. Each is compiled when it is first wanted, since most texts want few.
    """

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        self._starts = {pattern.name: starts(pattern.regex) for pattern in patterns}
        self._patterns = patterns
        known = [found for found in self._starts.values() if found is not None]
        self._everywhere = len(known) < len(patterns)
        self._many = frozenset(
            character for character in frozenset().union(*known) if sum(character in one for one in known) > FEW
        )
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._crowd: tuple[tuple[Pattern, ...], re.Pattern[str]] | None = None
        anchors = "".join(sorted(frozenset().union(*known)))
        self._anchor = re.compile(r"[^\n]" if self._everywhere else f"[{re.escape(anchors)}]")

    def search(self, text: str, at: int) -> tuple[Pattern, re.Match[str]] | None:
        """The first match at or after a place: of the rows that match at one place, the first in the table."""
        while anchor := self._anchor.search(text, at):
            at = anchor.start()
            character = anchor[0]
            if character in self._many:
                hit = self._in_crowd(text, at)
                if hit:
                    return hit
            else:
                for pattern, expression in self._rows.get(character) or self._learn(character):
                    match = expression.match(text, at)
                    if match:
                        return pattern, match
            at += 1
        return None

    def _learn(self, character: str) -> tuple[Row, ...]:
        """The rows that can begin with a character, compiled and kept for the next time."""
        rows = self._rows[character] = tuple(map(row, self._beginning_with(character)))
        return rows

    def _in_crowd(self, text: str, at: int) -> tuple[Pattern, re.Match[str]] | None:
        if self._crowd is None:
            patterns = self._beginning_with(*self._many)
            alternatives = "|".join(f"({unnamed(pattern.regex)})" for pattern in patterns)
            self._crowd = patterns, re.compile(alternatives, re.ASCII)
        patterns, expression = self._crowd
        hit = expression.match(text, at)
        if hit is None:
            return None
        pattern, own = row(patterns[(hit.lastindex or 1) - 1])
        match = own.match(text, at)
        return (pattern, match) if match else None

    def _beginning_with(self, *characters: str) -> tuple[Pattern, ...]:
        def can_begin(pattern: Pattern) -> bool:
            found = self._starts[pattern.name]
            return found is None or not found.isdisjoint(characters)

        return tuple(filter(can_begin, self._patterns))


@cache
def scanner(column: Column) -> Scanner:
    """The scanner for a column; made at the first reading, since importing must stay cheap."""
    return Scanner(tuple(one for one in TABLE if one.where in ("both", column) and not one.fallback))


@cache
def fallbacks(column: Column) -> tuple[Row, ...]:
    """The rows that are only tried on a whole line in which no other found anything."""
    return tuple(row(one) for one in TABLE if one.where in ("both", column) and one.fallback)


@cache
def row(pattern: Pattern) -> Row:
    """A row of the table with its expression compiled."""
    return Row(pattern, re.compile(pattern.regex, re.ASCII))
