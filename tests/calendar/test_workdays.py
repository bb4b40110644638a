"""China's working days."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkplan.calendar.workdays import (
    ChinaCalendar,
    Overlay,
    Settled,
    Workday,
    add_workdays,
    is_workday,
    last_workday_up_to,
)

# From the State Council's notices for the two years (国办发明电〔2015〕18号 for 2016), not from a library.
WORKED_WEEKENDS = {
    2016: [(2, 6), (2, 14), (6, 12), (9, 18), (10, 8), (10, 9)],
    2026: [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
}
FIVE_DAYS_OFF = frozenset(date(2027, 10, day) for day in (1, 4, 5, 6, 7))
OVERLAY = Overlay(2027, FIVE_DAYS_OFF, frozenset({date(2027, 9, 26)}), "an invented notice")
NAMED_YEARS = st.dates(date(2004, 2, 1), date(2026, 11, 30))


def days_of(year: int) -> list[date]:
    """All days of a year."""
    return [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


@pytest.mark.parametrize("year", WORKED_WEEKENDS)
def test_worked_weekends_are_those_of_the_notice(year: int) -> None:
    """The weekend days that are worked are just those which the notice names."""
    worked = [day for day in days_of(year) if day.weekday() >= 5 and is_workday(day)]
    assert worked == [date(year, month, day) for month, day in WORKED_WEEKENDS[year]]


def test_2016_has_250_working_days() -> None:
    """The year's working days add up to what two independent tables count, none of them estimated."""
    answers = [is_workday(day) for day in days_of(2016)]
    assert (sum(answer.worked for answer in answers), any(answer.estimated for answer in answers)) == (250, False)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2016, 9, 30), 3, date(2016, 10, 10)),
        (date(2016, 10, 10), -3, date(2016, 9, 30)),
        (date(2016, 12, 1), 20, date(2016, 12, 29)),
        (date(2016, 2, 5), 1, date(2016, 2, 6)),
        (date(2016, 10, 1), 0, date(2016, 10, 1)),
    ],
)
def test_counting_starts_with_the_next_day(day: date, count: int, expected: date) -> None:
    """3个工作日 from 30 September 2016 end on 10 October: the feast's week is skipped, 8 and 9 October are worked."""
    assert add_workdays(day, count) == Settled(expected, estimated=False)


@pytest.mark.parametrize(
    ("due", "act_by"),
    [
        (date(2016, 12, 31), date(2016, 12, 30)),
        (date(2016, 12, 30), date(2016, 12, 30)),
        (date(2016, 10, 7), date(2016, 9, 30)),
        (date(2016, 10, 9), date(2016, 10, 9)),
        (date(2016, 2, 13), date(2016, 2, 6)),
    ],
)
def test_the_last_working_day_up_to_a_date(due: date, act_by: date) -> None:
    """A working day is itself the last; a day off gives the nearest before it."""
    assert last_workday_up_to(due) == Settled(act_by, estimated=False)


@given(NAMED_YEARS, st.integers(1, 15))
def test_there_and_back(day: date, count: int) -> None:
    """As many days back from where n working days end is the last working day up to where they began."""
    there = add_workdays(day, count).day
    assert add_workdays(there, -count).day == last_workday_up_to(day).day


@given(NAMED_YEARS, st.integers(1, 15))
def test_as_many_working_days_lie_between_as_were_counted(day: date, count: int) -> None:
    """Counting by hand the working days after the start, up to and with the end, gives the number asked for."""
    end = add_workdays(day, count).day
    between = (day + timedelta(days=n) for n in range(1, (end - day).days + 1))
    assert sum(is_workday(each).worked for each in between) == count
    assert is_workday(end)


def test_a_year_without_a_notice_is_an_estimate() -> None:
    """Of 2031 nothing is announced: weekends and days off by law are off, and every answer says it is a guess."""
    days = {date(2031, 1, 23): False, date(2031, 5, 2): False, date(2031, 5, 5): True, date(2031, 5, 10): False}
    assert {day: is_workday(day) for day in days} == {day: Workday(off, estimated=True) for day, off in days.items()}
    assert add_workdays(date(2031, 4, 30), 1) == Settled(date(2031, 5, 5), estimated=True)


def test_an_estimate_on_the_way_marks_the_answer() -> None:
    """Counting back from a year that is not announced into one that is remains an estimate."""
    assert last_workday_up_to(date(2032, 1, 1)).estimated
    assert add_workdays(date(2003, 12, 30), 5) == Settled(date(2004, 1, 7), estimated=True)


def test_an_overlay_makes_a_year_known() -> None:
    """With a notice for 2027 its days off and worked weekends are certain; other years stay as they are."""
    calendar = ChinaCalendar([OVERLAY])
    asked = [date(2027, 10, 7), date(2027, 9, 26), date(2027, 10, 8), date(2027, 10, 9), date(2016, 10, 9)]
    assert [calendar.is_workday(day) for day in asked] == [
        Workday(worked) for worked in (False, True, True, False, True)
    ]
    assert add_workdays(date(2027, 9, 30), 1, calendar) == Settled(date(2027, 10, 8), estimated=False)
    assert calendar.is_workday(date(2028, 10, 9)).estimated


def test_an_overlay_goes_before_the_announced_days() -> None:
    """A later notice may move a day of a year that is known already, as one did in January 2020."""
    moved = Overlay(2016, frozenset({date(2016, 12, 30)}), frozenset({date(2016, 12, 31)}), "invented")
    assert last_workday_up_to(date(2016, 12, 30), ChinaCalendar([moved])).day == date(2016, 12, 29)
    assert last_workday_up_to(date(2016, 12, 31), ChinaCalendar([moved])).day == date(2016, 12, 31)


def test_importing_is_cheap() -> None:
    """The tables of announced days are loaded with the first question, not with the module."""
    code = (
        "import sys, gkplan.calendar.workdays; print([m for m in ('chinese_calendar', 'inspect') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
