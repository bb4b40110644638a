"""Named periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkplan.calendar.period import (
    FREQS,
    Freq,
    clamped,
    following,
    last_day,
    parse_period,
    period_of,
    periods_ending_in,
)

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
freqs = st.sampled_from(FREQS)


@given(DAYS, freqs)
def test_a_period_holds_its_day(day: date, freq: Freq) -> None:
    """The period of a day begins no later and ends no earlier than it."""
    period = period_of(day, freq)
    assert period.start <= day <= period.end


@given(DAYS, freqs)
def test_periods_leave_no_gap(day: date, freq: Freq) -> None:
    """The next period begins the day after this one ends."""
    period = period_of(day, freq)
    assert following(period).start == period.end + timedelta(days=1)


@given(DAYS, freqs, st.integers(-300, 300))
def test_steps_forth_and_back_cancel(day: date, freq: Freq, steps: int) -> None:
    """The nth period after the nth before is where one began: nothing drifts at short months."""
    period = period_of(day, freq)
    assert following(following(period, steps), -steps) == period


@given(DAYS, freqs)
def test_a_name_reads_back(day: date, freq: Freq) -> None:
    """Every period's name parses to that period."""
    period = period_of(day, freq)
    assert parse_period(period.name) == period


@given(DAYS)
def test_ends_are_the_last_days(day: date) -> None:
    """A month, quarter, half-year or year ends where the day after has day 1."""
    ends = [period_of(day, freq).end + timedelta(days=1) for freq in FREQS[2:]]
    assert [end.day for end in ends] == [1, 1, 1, 1]


@given(DAYS, st.integers(0, 800), freqs)
def test_periods_in_a_span_are_those_that_end_there(start: date, length: int, freq: Freq) -> None:
    """The periods of a span are just those of its days that end within it."""
    end = start + timedelta(days=length)
    days = (start + timedelta(days=n) for n in range(length + 1))
    expected = sorted({period_of(day, freq) for day in days if period_of(day, freq).end <= end})
    assert list(periods_ending_in(freq, start, end)) == expected


@given(DAYS, st.integers(0, 500), st.integers(1, 500), freqs)
def test_two_spans_on_end_have_the_periods_of_the_whole(start: date, first: int, second: int, freq: Freq) -> None:
    """Cut a span anywhere: no period is lost or counted twice."""
    cut = start + timedelta(days=first)
    end = cut + timedelta(days=second)
    parts = [*periods_ending_in(freq, start, cut), *periods_ending_in(freq, cut + timedelta(days=1), end)]
    assert parts == list(periods_ending_in(freq, start, end))


def test_the_weeks_of_2016() -> None:
    """The weeks of 2016 are those that end in it: 2015-W53, which ends on 3 January, to 2016-W51."""
    weeks = list(periods_ending_in("weekly", date(2016, 1, 1), date(2016, 12, 31)))
    assert (weeks[0].name, weeks[0].end, weeks[-1].name, len(weeks)) == ("2015-W53", date(2016, 1, 3), "2016-W51", 52)


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-H1", date(2016, 1, 1), date(2016, 6, 30)),
        ("2016-H2", date(2016, 7, 1), date(2016, 12, 31)),
        ("2016-Q1", date(2016, 1, 1), date(2016, 3, 31)),
        ("2016-Q4", date(2016, 10, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-W05", date(2016, 2, 1), date(2016, 2, 7)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2016-05-03", date(2016, 5, 3), date(2016, 5, 3)),
    ],
)
def test_names_from_year_to_day(name: str, start: date, end: date) -> None:
    """Each form of name stands for its days, both ends included."""
    period = parse_period(name)
    assert (period.name, period.start, period.end) == (name, start, end)


@pytest.mark.parametrize(
    "name",
    [
        *("", "16", "0000", "２０１６", "2016-Q5", "2016-H0", "2016-13", "2016-00", "2016-1", "2016-02-30"),
        *("2016-W00", "2015-W54", "2016-W5", "2016Q1", "2016-Q1 ", "2016-Q1\n"),
    ],
)
def test_other_names_are_refused(name: str) -> None:
    """What is no name of a period, or of one that does not exist, is a ValueError."""
    with pytest.raises(ValueError):
        parse_period(name)


def test_the_end_of_time_ends_the_periods() -> None:
    """Asking beyond the year 9999 gives the periods there are."""
    assert [period.name for period in periods_ending_in("monthly", date(9999, 11, 5), date.max)] == [
        "9999-11",
        "9999-12",
    ]


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"), [(2016, 2, 31, 29), (2017, 2, 31, 28), (2016, 9, 31, 30)]
)
def test_a_missing_day_is_the_months_last(year: int, month: int, day: int, expected: int) -> None:
    """A day that a month does not have becomes its last, which `last_day` gives as well."""
    assert clamped(year, month, day) == last_day(year, month) == date(year, month, expected)
