"""From a rule to its occurrences: named, dated instances that depend on the rule alone.

An occurrence is a named period (`2016-Q1`), a date, a year of a standing rule, or a recorded event; its name is
what stands after the `@` of an occurrence id. What window a reader asks for never changes which occurrences there are:
`horizon` only says how far an open-ended rule is unrolled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from gkplan.calendar.period import Freq, Period, clamped, following, last_day, periods_ending_in
from gkplan.deadline.expressions import later
from gkplan.deadline.rules import By, Recurring, Rule, Standing, Window, Yearless

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_IN = later(
    r"day (?P<day>\d+) of (?P<which>month|next month|last month of quarter)"
    r"|month (?P<month>\d+) day (?P<of_month>\d+)"
    r"|last day of month (?P<last_of>\d+)"
    r"|(?P<last>last day of month)"
    r"|(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)",
    re.ASCII,
)
_OFFSET = later(
    r"(?P<sign>-?)P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?)?",
    re.ASCII,
)
_MINUTES_A_DAY = 24 * 60
_FIELDS: dict[Freq, tuple[str, ...]] = {
    "daily": (),
    "weekly": ("weekday",),
    "monthly": ("which", "last"),
    "quarterly": ("which", "last"),
    "half-yearly": ("which", "last"),
    "yearly": ("which", "last", "month", "last_of"),
}


class Instance(NamedTuple):
    """One occurrence of a rule, before anyone owes it: its name, its period (or None) and its dates."""

    key: str
    period: str | None
    start: date | None
    end: date | None
    due: date | None


class Offset(NamedTuple):
    """An ISO 8601 duration, taken apart: calendar steps, then whole days, then hours."""

    months: int
    days: int
    hours: int
    minutes: int

    @property
    def timed(self) -> bool:
        """Whether it counts hours or minutes rather than days."""
        return bool(self.hours or self.minutes)


def occurrences(rule: Rule, horizon: date, origin: date | None = None) -> Iterator[Instance]:
    """The occurrences that follow from a rule alone, in order of time.

    Events, directives and the undated kinds have none until a record gives them one, and so has a rule whose dates
    know no year. An open end is unrolled up to the end of the horizon's year; an open start begins at `origin`, the
    first day of the plan's year, and has no occurrences where that is None too.
    """
    if isinstance(rule, By):
        if isinstance(rule.date, date):
            yield Instance(rule.date.isoformat(), None, None, rule.date, rule.date)
    elif isinstance(rule, Window):
        if isinstance(rule.start, date) and isinstance(rule.end, date):
            yield Instance(rule.end.isoformat(), None, rule.start, rule.end, rule.end)
    elif isinstance(rule, Standing):
        yield from _years(rule, horizon, origin)
    elif isinstance(rule, Recurring):
        yield from _periods(rule, horizon, origin)


def due_in(rule: Recurring, period: Period) -> date:
    """The day within (or, for `next month`, just after) a period that a rule's `by` names; else the period's last."""
    found = _day_named(rule.by or "", rule.freq)
    if found is None or found["last"]:
        return period.end
    year, month = period.end.year, period.end.month
    if found["weekday"]:
        return period.start + timedelta(days=WEEKDAYS.index(found["weekday"]))
    if found["last_of"]:
        return last_day(year, int(found["last_of"]))
    if found["month"]:
        return clamped(year, int(found["month"]), int(found["of_month"]))
    if found["which"] == "next month":
        after = following(Period("monthly", date(year, month, 1), period.end))
        year, month = after.start.year, after.start.month
    return clamped(year, month, int(found["day"]))


def is_day_in(by: str, freq: Freq) -> bool:
    """Whether `by` is one of the contract's ways to name a day, and one that makes sense in such a period."""
    return _day_named(by, freq) is not None


@lru_cache(maxsize=256)
def _day_named(by: str, freq: Freq) -> re.Match[str] | None:
    """The parts of a `by` that names a day in such a period, else None."""
    found = _DAY_IN.fullmatch(by)
    if not found or not any(found[name] for name in _FIELDS[freq]):
        return None
    if found["which"] == "last month of quarter" and freq != "quarterly":
        return None
    months = [int(found[name]) for name in ("month", "last_of") if found[name]]
    days = [int(found[name]) for name in ("day", "of_month") if found[name]]
    sound = all(1 <= month <= 12 for month in months) and all(1 <= day <= 31 for day in days)
    return found if sound else None


def parse_offset(text: str) -> Offset:
    """An ISO 8601 duration such as `P20D`, `-P7D`, `P3M`, `PT24H`; `ValueError` where it is none."""
    found = _OFFSET.fullmatch(text)
    if not found or text.endswith(("P", "T")):
        raise ValueError(f"not an ISO 8601 duration: {text}")
    years, months, weeks, days, hours, minutes = (
        int(found[name] or 0) for name in ("years", "months", "weeks", "days", "hours", "minutes")
    )
    sign = -1 if found["sign"] else 1
    return Offset(sign * (12 * years + months), sign * (7 * weeks + days), sign * hours, sign * minutes)


def after(day: date, offset: Offset) -> date:
    """The day that lies an offset of calendar days after another; a month's missing day is its last.

    An offset in hours counted from a day without an hour ends on the last day it can reach: 24 hours, the next day.
    """
    minutes = 60 * offset.hours + offset.minutes
    whole_days = -(-minutes // _MINUTES_A_DAY)
    return day + relativedelta(months=offset.months, days=offset.days + whole_days)


def _years(rule: Standing, horizon: date, origin: date | None) -> Iterator[Instance]:
    start = rule.start or origin
    if not isinstance(start, date) or isinstance(rule.end, Yearless):
        return
    end = rule.end or date(max(horizon.year, start.year), 12, 31)
    for year in range(start.year, end.year + 1):
        name = f"{year:04}"
        yield Instance(name, name, max(start, date(year, 1, 1)), min(end, date(year, 12, 31)), None)


def _periods(rule: Recurring, horizon: date, origin: date | None) -> Iterator[Instance]:
    """Each `interval` periods on end are one, counted from the span's first and named by their last."""
    start = rule.start or origin
    if not isinstance(start, date) or isinstance(rule.end, Yearless):
        return
    end = rule.end or date(max(horizon.year, start.year), 12, 31)
    for period in islice(periods_ending_in(rule.freq, start, end), rule.interval - 1, None, rule.interval):
        if rule.season is None or _in_season(period.end.month, rule.season):
            first = period if rule.interval == 1 else following(period, 1 - rule.interval)
            name = period.name
            yield Instance(name, name, first.start, period.end, due_in(rule, period))


def _in_season(month: int, season: tuple[int, int]) -> bool:
    first, last = season
    return first <= month <= last if first <= last else month >= first or month <= last
