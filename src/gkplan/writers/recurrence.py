"""A recurring rule's due days as an iCalendar recurrence (RFC 5545, 3.3.10), where one says exactly these days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from gkplan.calendar.period import MONTHS_IN
from gkplan.deadline.occurrences import WEEKDAYS
from gkplan.deadline.rules import Recurring

Recurrence = Mapping[str, object]
"""The parts of an RRULE by name: FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, UNTIL (a date)."""


def recurrence(rule: Recurring, days: Sequence[date]) -> Recurrence | None:
    """The recurrence that begins on the first of some due days, in order, and gives these and no others.

    None where none does, as for a day that some months lack, or where fewer than two days are given.
    """
    if len(days) < 2:
        return None
    return next((each for each in _candidates(rule, days) if expanded(each, days[0]) == list(days)), None)


def expanded(parts: Recurrence, start: date) -> list[date]:
    """The days of a recurrence that begins on a day and ends on a date."""
    from dateutil.rrule import rrulestr

    said = ";".join(f"{name}={_said(value)}" for name, value in parts.items())
    return [day.date() for day in rrulestr(said, dtstart=datetime.combine(start, time()))]


def _said(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%Y%m%d}T000000"
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _candidates(rule: Recurring, days: Sequence[date]) -> Iterator[Recurrence]:
    """What might say it: in steps of one length, and in the months that have such a day."""
    until = {"UNTIL": days[-1]}
    steps = {"INTERVAL": rule.interval} if rule.interval > 1 else {}
    if rule.freq == "daily":
        yield {"FREQ": "DAILY", **steps, **_months(rule, days), **until}
        return
    if rule.freq == "weekly":
        weekday = {"BYDAY": WEEKDAYS[days[0].weekday()][:2].upper(), "WKST": "MO"}
        yield {"FREQ": "WEEKLY", **steps, **_months(rule, days), **weekday, **until}
        return
    for number in _days_of_month(days):
        day = {"BYMONTHDAY": number}
        yield {"FREQ": "MONTHLY", **_months_named(days), **day, **until}
        yield {"FREQ": "MONTHLY", "INTERVAL": rule.interval * MONTHS_IN[rule.freq], **day, **until}


def _days_of_month(days: Sequence[date]) -> Iterator[int]:
    """The day of the month that all share, counted from its end where that is the last."""
    if all((day + timedelta(days=1)).day == 1 for day in days):
        yield -1
    elif len({day.day for day in days}) == 1:
        yield days[0].day


def _months(rule: Recurring, days: Sequence[date]) -> Recurrence:
    return {} if rule.season is None else _months_named(days)


def _months_named(days: Sequence[date]) -> Recurrence:
    months = sorted({day.month for day in days})
    return {} if len(months) == 12 else {"BYMONTH": months}
