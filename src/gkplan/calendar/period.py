"""Named calendar periods, from a year down to a day, with both ends included.

A period is known by its ISO-like name: `2016`, `2016-H1`, `2016-Q1`, `2016-05`, `2016-W05` (ISO 8601 week),
`2016-05-03`. The nth period after another is computed from numbers, never by stepping from date to date, so
month and quarter ends can't drift.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

Freq = Literal["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"]

FREQS: tuple[Freq, ...] = ("daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly")
MONTHS_IN: dict[Freq, int] = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
_ONE_DAY = timedelta(days=1)
_EPOCH_MONDAY = date(1, 1, 1)  # the proleptic 0001-01-01 is a Monday
_NAME = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|W(?P<week>\d\d)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?",
    re.ASCII,
)


class Period(NamedTuple):
    """A named stretch of days, both ends included."""

    freq: Freq
    start: date
    end: date

    @property
    def name(self) -> str:
        """The period's name: `2016-Q1` for the first quarter of 2016."""
        year, month = self.start.year, self.start.month
        if self.freq == "daily":
            return self.start.isoformat()
        if self.freq == "weekly":
            iso = self.start.isocalendar()
            return f"{iso.year:04}-W{iso.week:02}"
        if self.freq == "monthly":
            return f"{year:04}-{month:02}"
        if self.freq == "quarterly":
            return f"{year:04}-Q{(month + 2) // 3}"
        if self.freq == "half-yearly":
            return f"{year:04}-H{1 if month == 1 else 2}"
        return f"{year:04}"


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - _ONE_DAY


def clamped(year: int, month: int, day: int) -> date:
    """The day of a month, or the month's last day where it has fewer."""
    return date(year, month, min(day, last_day(year, month).day))


def period_of(day: date, freq: Freq) -> Period:
    """The period of the given length that a day lies in."""
    return _nth(_index(day, freq), freq)


def following(period: Period, steps: int = 1) -> Period:
    """The period that many steps after (or, negative, before) another of the same length.

    Raises `OverflowError` or `ValueError` beyond the years 1 to 9999.
    """
    return _nth(_index(period.start, period.freq) + steps, period.freq)


def parse_period(name: str) -> Period:
    """The period that a name stands for; `ValueError` where it is no such name or there is no such period."""
    found = _NAME.fullmatch(name)
    if not found:
        raise ValueError(f"not the name of a period: {name}")
    year = int(found["year"])
    if found["half"]:
        return period_of(date(year, 6 * int(found["half"]), 1), "half-yearly")
    if found["quarter"]:
        return period_of(date(year, 3 * int(found["quarter"]), 1), "quarterly")
    if found["week"]:
        return period_of(date.fromisocalendar(year, int(found["week"]), 1), "weekly")
    if found["day"]:
        return period_of(date(year, int(found["month"]), int(found["day"])), "daily")
    if found["month"]:
        return period_of(date(year, int(found["month"]), 1), "monthly")
    return period_of(date(year, 1, 1), "yearly")


def periods_ending_in(freq: Freq, start: date, end: date) -> Iterator[Period]:
    """The periods whose last day lies from `start` to `end`, in order."""
    index = _index(start, freq)
    while True:
        try:
            period = _nth(index, freq)
        except (OverflowError, ValueError):
            return
        if period.end > end:
            return
        yield period
        index += 1


def _index(day: date, freq: Freq) -> int:
    """A period's number on one unbroken scale."""
    if freq == "daily":
        return day.toordinal()
    if freq == "weekly":
        return (day - _EPOCH_MONDAY).days // 7
    return (day.year * 12 + day.month - 1) // MONTHS_IN[freq]


def _nth(index: int, freq: Freq) -> Period:
    if freq == "daily":
        day = date.fromordinal(index)
        return Period(freq, day, day)
    if freq == "weekly":
        monday = _EPOCH_MONDAY + timedelta(days=7 * index)
        return Period(freq, monday, monday + timedelta(days=6))
    months = MONTHS_IN[freq]
    year, month = divmod(index * months, 12)
    end_year, end_month = divmod(index * months + months - 1, 12)
    return Period(freq, date(year, month + 1, 1), last_day(end_year, end_month + 1))
