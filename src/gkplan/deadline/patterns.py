"""The table of patterns, in the order in which they are tried at one place of the text.

A new shape of deadline is one new row in one of the families; its examples are tests and its sentences are the
documentation (docs/deadlines.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from gkplan.deadline.grammar import Pattern
from gkplan.deadline.patterns_dates import DATES, SINCE
from gkplan.deadline.patterns_events import EVENTS
from gkplan.deadline.patterns_names import NAMES
from gkplan.deadline.patterns_ranges import RANGES
from gkplan.deadline.patterns_recurring import RECURRING
from gkplan.deadline.patterns_standing import STANDING
from gkplan.deadline.rules import Column
from gkplan.deadline.starts import CHINESE_FIGURES, DIGITS, LONGEST_NUMBER, NUMERALS, follows, starts

FIGURES = (DIGITS, CHINESE_FIGURES)
TABLE: tuple[Pattern, ...] = (*RECURRING, *NAMES, *RANGES, *SINCE, *DATES, *EVENTS, *STANDING)


class Row(NamedTuple):
    """A row of the table with its expression compiled: `match` is that expression's method."""

    pattern: Pattern
    match: Callable[..., re.Match[str] | None]


class Scanner:
    """The table made ready for one column: at each place of a text only the rows that can begin there are tried.

    Which these are follows from the character there (每, 待) and, for a number, from the one behind it (30日, 30家).
    Expressions are compiled when they are first wanted, since most texts want few.
    """

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        self._patterns = patterns
        self._starts = {pattern.name: starts(pattern.regex) for pattern in patterns}
        self._follows = {
            (pattern.name, figures): follows(pattern.regex, figures) for pattern in patterns for figures in FIGURES
        }
        self._rows: dict[tuple[str, int, str], tuple[Row, ...]] = {}
        known = [found for found in self._starts.values() if found is not None]
        anchors = re.escape("".join(sorted(frozenset().union(*known))))
        self._anchor = re.compile(f"[{anchors}]" if len(known) == len(patterns) else r"[^\n]")
        self._number = re.compile(f"[0-9]+|[{''.join(sorted(CHINESE_FIGURES))}]{{1,{LONGEST_NUMBER + 1}}}")

    def search(self, text: str, at: int) -> tuple[Pattern, re.Match[str]] | None:
        """The first match at or after a place: of the rows that match at one place, the first in the table.

        Nothing begins within a number of digits, so that no part of one is read alone.
        """
        while anchor := self._anchor.search(text, at):
            at = anchor.start()
            character = anchor[0]
            end = at + 1
            if character in NUMERALS:
                end = self._number.match(text, at).end()  # type: ignore[union-attr]
                key = ("0" if character in DIGITS else "一", min(end - at, LONGEST_NUMBER + 1), text[end : end + 1])
            else:
                key = (character, 0, "")
            rows = self._rows.get(key)
            for pattern, match in self._learn(*key) if rows is None else rows:
                found = match(text, at)
                if found:
                    return pattern, found
            at = end if character in DIGITS else at + 1
        return None

    def _learn(self, character: str, numerals: int, behind: str) -> tuple[Row, ...]:
        """The rows that can begin with a character or, for a number, with so many numerals before `behind`."""
        firsts = frozenset(character)
        if numerals:
            firsts = DIGITS if character in DIGITS else CHINESE_FIGURES
        rows = self._rows[character, numerals, behind] = tuple(
            row(pattern)
            for pattern in self._patterns
            if not _disjoint(self._starts[pattern.name], firsts)
            and not (numerals and behind and self._ruled_out(pattern, firsts, numerals, behind))
        )
        return rows

    def _ruled_out(self, pattern: Pattern, figures: frozenset[str], numerals: int, behind: str) -> bool:
        follow = self._follows[pattern.name, figures]
        return numerals < len(follow) and _disjoint(follow[numerals], behind)


def _disjoint(found: frozenset[str] | None, characters: Iterable[str]) -> bool:
    return found is not None and found.isdisjoint(characters)


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
    return Row(pattern, re.compile(pattern.regex, re.ASCII).match)
