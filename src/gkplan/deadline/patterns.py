"""The table of patterns, in the order in which they are tried at one place of the text.

A new shape of deadline is one new row in one of the families; its examples are tests and its sentences are the
documentation (docs/deadlines.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from gkplan.deadline.grammar import Pattern
from gkplan.deadline.patterns_after import AFTER
from gkplan.deadline.patterns_dates import DATES, SINCE
from gkplan.deadline.patterns_events import EVENTS
from gkplan.deadline.patterns_feasts import BEFORE_FEASTS
from gkplan.deadline.patterns_figures import FIGURES
from gkplan.deadline.patterns_names import NAMES
from gkplan.deadline.patterns_ranges import RANGES
from gkplan.deadline.patterns_recurring import RECURRING
from gkplan.deadline.patterns_relative import RELATIVE
from gkplan.deadline.patterns_standing import STANDING
from gkplan.deadline.rules import Column
from gkplan.deadline.starts import CHINESE_FIGURES, DIGITS, EVERYWHERE, LONGEST_NUMBER, NUMERALS, follows, needs, starts

TABLE: tuple[Pattern, ...] = (
    *RECURRING,
    *NAMES,
    *RANGES,
    *AFTER,
    *SINCE,
    *BEFORE_FEASTS,
    *RELATIVE,
    *DATES,
    *EVENTS,
    *STANDING,
    *FIGURES,
)


class Row:
    """A row of the table with its expression, which is compiled when a text is first matched with it.

    `match` is the expression's method. `needs` are characters of which a text has at least one if that matches
    anywhere in it; none: not to be told.
    """

    __slots__ = ("match", "needs", "pattern")

    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        self.needs = _telling(needs(pattern.regex))
        self.match: Callable[..., re.Match[str] | None] = self._first

    def _first(self, *given: Any) -> re.Match[str] | None:
        """The first match tried."""
        self.match = re.compile(self.pattern.regex, re.ASCII).match
        return self.match(*given)


class Scanner:
    """The table made ready for one column: at each place of a text only the rows that can begin there are tried.

    Which these are follows from the character there (每, 待) and, for a number, from the one behind it (30日, 30家).
    """

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        self._patterns = patterns
        self._starts = {pattern.name: starts(pattern.regex) for pattern in patterns}
        self._rows: dict[str | tuple[bool, int, str], tuple[Row, ...]] = {}
        known = [found for found in self._starts.values() if found is not None]
        anchors = re.escape("".join(sorted(frozenset().union(*known))))
        figures = "".join(sorted(CHINESE_FIGURES))
        others = f"[{anchors}]" if len(known) == len(patterns) else r"[^\n]"
        self._anchor = re.compile(f"[0-9]+|[{figures}]{{1,{LONGEST_NUMBER + 1}}}|{others}")

    def search(self, text: str, at: int, has: frozenset[str]) -> tuple[Pattern, re.Match[str]] | None:
        """The first match at or after a place: of the rows that match at one place, the first in the table.

        `has` are the characters of the text: a row whose words need others is not tried.

        Nothing begins within a number of digits, so that no part of one is read alone.
        """
        while anchor := self._anchor.search(text, at):
            at, end = anchor.span()
            after = at + 1
            character = text[at]
            if character not in NUMERALS:
                rows = self._rows.get(character) or self._beginning_with(character)
            else:
                in_digits = character in DIGITS
                if in_digits:
                    after = end
                numerals = end - at if end - at <= LONGEST_NUMBER else LONGEST_NUMBER + 1
                behind = text[end : end + 1]
                known = self._rows.get((in_digits, numerals, behind))
                rows = self._beginning_with_number(in_digits, numerals, behind) if known is None else known
            for each in rows:
                needed = each.needs
                found = None if needed and needed.isdisjoint(has) else each.match(text, at)
                if found:
                    return each.pattern, found
            at = after
        return None

    def _beginning_with(self, character: str) -> tuple[Row, ...]:
        """The rows that can begin with a character that is no numeral."""
        rows = self._rows[character] = tuple(
            row(pattern) for pattern in self._patterns if not _disjoint(self._starts[pattern.name], character)
        )
        return rows

    def _beginning_with_number(self, in_digits: bool, numerals: int, behind: str) -> tuple[Row, ...]:
        """The rows that can begin with a number of so many digits (or Chinese figures) before `behind`."""
        figures = DIGITS if in_digits else CHINESE_FIGURES
        rows = self._rows[in_digits, numerals, behind] = tuple(
            row(pattern)
            for pattern in self._patterns
            if not _disjoint(self._starts[pattern.name], figures)
            and not (behind and self._ruled_out(pattern, figures, numerals, behind))
        )
        return rows

    @staticmethod
    def _ruled_out(pattern: Pattern, figures: frozenset[str], numerals: int, behind: str) -> bool:
        follow = follows(pattern.regex, figures)
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


def _telling(needed: frozenset[str]) -> frozenset[str]:
    """Characters that a text may well lack; none where any text with times in it has some."""
    return needed if needed.isdisjoint(EVERYWHERE) else frozenset()


@cache
def row(pattern: Pattern) -> Row:
    """The one row of a pattern."""
    return Row(pattern)
