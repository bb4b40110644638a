"""The table of patterns, in the order in which they are tried at one place of the text.

A new shape of deadline is one new row in one of the families; its examples are tests and its sentences are the
documentation (docs/deadlines.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from gkplan.deadline.expressions import compiled, later
from gkplan.deadline.grammar import Pattern
from gkplan.deadline.patterns_after import AFTER
from gkplan.deadline.patterns_dates import DATES
from gkplan.deadline.patterns_events import EVENTS
from gkplan.deadline.patterns_feasts import BEFORE_FEASTS
from gkplan.deadline.patterns_figures import FIGURES
from gkplan.deadline.patterns_long_terms import LONG_TERMS
from gkplan.deadline.patterns_names import NAMES
from gkplan.deadline.patterns_ranges import RANGES
from gkplan.deadline.patterns_recurring import RECURRING
from gkplan.deadline.patterns_relative import RELATIVE
from gkplan.deadline.patterns_since import SINCE
from gkplan.deadline.patterns_slogans import SLOGANS
from gkplan.deadline.patterns_standing import STANDING
from gkplan.deadline.patterns_terms import HALVES
from gkplan.deadline.rules import Column
from gkplan.deadline.starts import (
    CHINESE_FIGURES,
    DIGITS,
    EVERYWHERE,
    LONGEST_NUMBER,
    NUMERALS,
    Characters,
    behind,
    follows,
    needs,
    starts,
)

TABLE: tuple[Pattern, ...] = (
    *RECURRING,
    *SLOGANS,
    *LONG_TERMS,
    *NAMES,
    *RANGES,
    *AFTER,
    *SINCE,
    *BEFORE_FEASTS,
    *RELATIVE,
    *HALVES,
    *DATES,
    *EVENTS,
    *STANDING,
    *FIGURES,
)


class Row:
    """A row of the table with its expression, which is compiled when a text is first matched with it.

    `match` is the expression's method. `lacks` says of the signs in a text that the expression matches nowhere in it,
    since it needs one that is not among them; None: not to be told.
    """

    __slots__ = ("lacks", "match", "pattern")

    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        signs = _signs(pattern)
        self.lacks = signs.isdisjoint if signs else None
        self.match: Callable[..., re.Match[str] | None] = self._first

    def _first(self, *given: Any) -> re.Match[str] | None:
        """The first match tried."""
        self.match = compiled(self.pattern.regex).match
        return self.match(*given)


# A number's kind (1: of digits, 2: of Chinese figures) and its length; else a character.
Place = tuple[int, int] | str
_OF_DIGITS = 1
# The rows by the character behind a place (none: the end of the text), and those that any other may stand behind.
RowsAt = tuple[dict[str, tuple[Row, ...]], tuple[Row, ...]]


class _Rows(dict[Place, RowsAt]):
    """The rows of the table that can begin at a place of a text, found out when such a place is first met."""

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        super().__init__()
        self._patterns = patterns

    def __missing__(self, place: Place) -> RowsAt:
        number = isinstance(place, tuple)
        begin = (DIGITS if place[0] == _OF_DIGITS else CHINESE_FIGURES) if isinstance(place, tuple) else place
        known = [(row(one), _behind(one.regex, place)) for one in self._patterns if _begins_with(one.regex, begin)]
        told = frozenset().union(*(behind for _, behind in known if behind))
        rows = {each: tuple([row for row, behind in known if behind is None or each in behind]) for each in told}
        others = tuple([row for row, behind in known if behind is None])
        rows[""] = tuple([row for row, _ in known]) if number else others
        self[place] = found = rows, others
        return found


class Scanner:
    """The table made ready for one column: at each place of a text only the rows that can begin there are tried.

    Which these are follows from the character there and the one behind it (每季, 自收), or behind the number (30家).
    """

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        self._rows = _Rows(patterns)
        begun = [starts(pattern.regex) for pattern in patterns]
        known = [found for found in begun if found is not None]
        anchors = re.escape("".join(sorted(NUMERALS.union(*known))))
        figures = "".join(sorted(CHINESE_FIGURES))
        one = f"[{anchors}]" if len(known) == len(patterns) else r"[^\n]"
        # A set of characters and nothing else at its start lets the search skip what is not in it.
        self._anchor = later(f"{one}(?:(?<=[0-9])([0-9]*)|(?<=[{figures}])([{figures}]{{0,{LONGEST_NUMBER}}})|)").search
        # All that could be a sign: which really are is found out row by row, and would take long for the whole table.
        self.signs_in = (frozenset("".join([pattern.regex for pattern in patterns])) - EVERYWHERE).intersection

    def search(self, text: str, at: int, signs: frozenset[str]) -> tuple[Pattern, re.Match[str]] | None:
        """The first match at or after a place: of the rows that match at one place, the first in the table.

        `signs` are those in the text (`signs_in`): a row that needs others is not tried.

        Nothing begins within a number of digits, so that no part of one is read alone.
        """
        rows_at = self._rows
        while anchor := self._anchor(text, at):
            at, end = anchor.span()
            kind = anchor.lastindex
            place = (kind, end - at if end - at <= LONGEST_NUMBER else LONGEST_NUMBER + 1) if kind else text[at]
            rows, others = rows_at[place]
            for each in rows.get(text[end : end + 1], others):
                if (lacks := each.lacks) and lacks(signs):
                    continue
                if found := each.match(text, at):
                    return each.pattern, found
            at = end if kind == _OF_DIGITS else at + 1
        return None


def _signs(pattern: Pattern) -> frozenset[str]:
    """Characters of which a text must have one for a pattern to match in it; none where that is not to be told.

    Any text with times in it has some of what is found everywhere, which is no sign.
    """
    needed = needs(pattern.regex)
    return needed if needed.isdisjoint(EVERYWHERE) else frozenset()


def _begins_with(regex: str, characters: Iterable[str]) -> bool:
    found = starts(regex)
    return found is None or not found.isdisjoint(characters)


def _behind(regex: str, place: Place) -> Characters:
    """What can stand behind a place that an expression begins at; None: any."""
    if isinstance(place, str):
        return behind(regex, place)
    kind, length = place
    follow = follows(regex, DIGITS if kind == _OF_DIGITS else CHINESE_FIGURES)
    return follow[length] if length < len(follow) else None


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
    """The one row of a pattern."""
    return Row(pattern)
