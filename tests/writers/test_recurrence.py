"""Due days as an iCalendar recurrence: it says these days and no others, or is not used."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.plans import day, recurring

from gkplan.calendar.period import Freq
from gkplan.deadline.occurrences import occurrences
from gkplan.writers.recurrence import Recurrence, expanded, recurrence

DAYS = [None, "day 5 of month", "day 31 of month", "last day of month", "day 10 of next month"]


def due_days(rule: object) -> list[date]:
    """The days on which a rule falls due."""
    return [each.due for each in occurrences(rule, day("2019-12-31")) if each.due is not None]  # type: ignore[arg-type]


def said(freq: Freq, start: str = "2016-01-01", end: str = "2016-12-31", **more: Any) -> Recurrence | None:
    """The recurrence of a rule over all its days."""
    rule = recurring(freq, start, end, **more)
    return recurrence(rule, due_days(rule))


@pytest.mark.parametrize(
    ("freq", "more", "expected"),
    [
        ("quarterly", {}, {"FREQ": "MONTHLY", "BYMONTH": [3, 6, 9, 12], "BYMONTHDAY": -1}),
        ("monthly", {}, {"FREQ": "MONTHLY", "BYMONTHDAY": -1}),
        ("monthly", {"by": "day 25 of month"}, {"FREQ": "MONTHLY", "BYMONTHDAY": 25}),
        ("monthly", {"season": (5, 11)}, {"FREQ": "MONTHLY", "BYMONTH": [5, 6, 7, 8, 9, 10, 11], "BYMONTHDAY": -1}),
        ("half-yearly", {}, {"FREQ": "MONTHLY", "BYMONTH": [6, 12], "BYMONTHDAY": -1}),
        ("weekly", {"by": "Friday"}, {"FREQ": "WEEKLY", "BYDAY": "FR", "WKST": "MO"}),
        ("daily", {"interval": 3}, {"FREQ": "DAILY", "INTERVAL": 3}),
    ],
)
def test_a_plain_rule_is_one_recurrence(freq: Freq, more: dict[str, Any], expected: dict[str, object]) -> None:
    """Month ends are counted from the end, never as the 31st, and the last day ends it."""
    found = said(freq, **more)
    assert found is not None
    until = found["UNTIL"]
    assert {name: value for name, value in found.items() if name != "UNTIL"} == expected
    assert until == due_days(recurring(freq, **more))[-1]


def test_a_day_that_some_months_lack_is_no_recurrence() -> None:
    """The 30th of each month is the 28th or 29th in February, which no recurrence says."""
    assert said("monthly", by="day 30 of month") is None


def test_a_single_day_is_no_recurrence() -> None:
    """What falls due once recurs for nobody."""
    assert said("yearly") is None


def test_days_that_are_left_out_are_left_out() -> None:
    """Of a filtered rule only the days that are given are said, or nothing."""
    rule = recurring("quarterly")
    march, june, _september, december = due_days(rule)
    assert recurrence(rule, [march, december]) == {
        "FREQ": "MONTHLY",
        "BYMONTH": [3, 12],
        "BYMONTHDAY": -1,
        "UNTIL": december,
    }
    weekly = recurring("weekly", "2016-01-01", "2016-03-31")
    weeks = due_days(weekly)
    assert recurrence(weekly, [*weeks[:2], weeks[5]]) is None
    assert recurrence(rule, [march, june]) is not None


@given(
    freq=st.sampled_from(get_args(Freq)),
    interval=st.integers(1, 5),
    by=st.sampled_from(DAYS),
    season=st.sampled_from([None, (5, 11), (11, 3)]),
    start=st.dates(date(2015, 1, 1), date(2016, 12, 31)),
    days=st.integers(0, 1000),
)
def test_what_is_said_is_what_is_due(  # noqa: PLR0917 - one example
    freq: Freq, interval: int, by: str | None, season: tuple[int, int] | None, start: date, days: int
) -> None:
    """Whatever the rule: its recurrence, where there is one, gives its due days and no others."""
    end = date.fromordinal(start.toordinal() + days)
    rule = recurring(freq, start.isoformat(), end.isoformat(), interval=interval, by=by, season=season)
    due = due_days(rule)
    found = recurrence(rule, due)
    if found is not None:
        assert expanded(found, due[0]) == due
        assert found["UNTIL"] == due[-1]
