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

TABLE: tuple[Pattern, ...] = (*RECURRING, *NAMES, *RANGES, *SINCE, *DATES, *EVENTS, *STANDING)


class Compiled(NamedTuple):
    """The table made ready for one column: one expression for all, and each pattern with its own."""

    scan: re.Pattern[str]
    patterns: tuple[tuple[Pattern, re.Pattern[str]], ...]
    fallbacks: tuple[tuple[Pattern, re.Pattern[str]], ...]


@cache
def compiled(column: Column) -> Compiled:
    """The patterns that hold for a column; compiled at the first reading, since importing must stay cheap."""
    rows = [(pattern, re.compile(pattern.regex)) for pattern in TABLE if pattern.where in ("both", column)]
    tried = tuple(row for row in rows if not row[0].fallback)
    alternatives = "|".join(f"({unnamed(pattern.regex)})" for pattern, _ in tried)
    return Compiled(re.compile(alternatives), tried, tuple(row for row in rows if row[0].fallback))
