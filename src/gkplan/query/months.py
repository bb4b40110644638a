"""Occurrences counted by the months in which they fall due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from gkplan.calendar.period import Period, following, last_day, period_of
from gkplan.ledger.state import Tally
from gkplan.ledger.states import State


class Month(NamedTuple):
    """A month and how many of its occurrences are in each state; a state in which none is counts 0."""

    period: Period
    counts: Mapping[State, int]

    @property
    def total(self) -> int:
        """How many fall due in the month."""
        return sum(self.counts.values())


def months_between(start: date, end: date) -> list[Period]:
    """The months from one day's to another's, both included."""
    first = period_of(start, "monthly")
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    return [following(first, steps) for steps in range(count)]


def by_month(tallies: Iterable[Tally], months: Iterable[Period]) -> list[Month]:
    """What falls due in each of some months, counted by state."""
    found: dict[date, Counter[State]] = {}
    for each in tallies:
        if each.occurrence.due is not None:
            found.setdefault(each.occurrence.due.replace(day=1), Counter())[each.state] += 1
    return [Month(month, found.get(month.start, Counter())) for month in months]


def year_of(day: date, plan_year: int | None) -> tuple[date, date]:
    """The first and the last day of the plan's year, of the day's own where the plan has none."""
    year = plan_year or day.year
    return date(year, 1, 1), last_day(year, 12)
