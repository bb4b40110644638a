"""Windows of time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.helpers.plans import day

from gkplan.calendar.period import Freq
from gkplan.query.window import Window, ahead, parse_span, window_of

JUNE = Window(day("2016-06-01"), day("2016-06-30"))


@pytest.mark.parametrize(
    ("name", "freq", "start", "end"),
    [
        ("2016-12", "monthly", "2016-12-01", "2016-12-31"),
        ("2016-02", "monthly", "2016-02-01", "2016-02-29"),
        ("2016-Q4", "quarterly", "2016-10-01", "2016-12-31"),
        ("2016-W05", "weekly", "2016-02-01", "2016-02-07"),
        ("2015-W53", "weekly", "2015-12-28", "2016-01-03"),
        ("2016", "yearly", "2016-01-01", "2016-12-31"),
    ],
)
def test_a_periods_name_is_a_window(name: str, freq: Freq, start: str, end: str) -> None:
    """A named period is the window from its first to its last day."""
    assert window_of(name, freq) == Window(day(start), day(end))


@pytest.mark.parametrize(
    ("name", "freq"),
    [("2016-13", "monthly"), ("2016", "monthly"), ("2016-Q5", "quarterly"), ("2016-W53", "weekly"), ("", "yearly")],
)
def test_another_name_is_no_window(name: str, freq: Freq) -> None:
    """What names no period, or one of another length, is refused."""
    with pytest.raises(ValueError, match=r".+"):
        window_of(name, freq)


@pytest.mark.parametrize(
    ("window", "held", "beyond"),
    [
        (JUNE, ["2016-06-01", "2016-06-30"], ["2016-05-31", "2016-07-01"]),
        (Window(day("2016-06-01"), None), ["2016-06-01", "9999-12-31"], ["2016-05-31"]),
        (Window(None, day("2016-06-30")), ["0001-01-01", "2016-06-30"], ["2016-07-01"]),
        (Window(day("2016-06-30"), day("2016-06-01")), [], ["2016-06-15", "2016-06-01", "2016-06-30"]),
    ],
)
def test_both_ends_are_included(window: Window, held: list[str], beyond: list[str]) -> None:
    """The first and the last day are in the window, their neighbours are not; an open end has no last day."""
    assert all(day(each) in window for each in held)
    assert not any(day(each) in window for each in beyond)


def test_no_date_is_in_no_window() -> None:
    """What has no due date falls in no window, not even one open at both ends."""
    assert None not in Window(None, None)


@pytest.mark.parametrize(
    ("start", "end", "touching"),
    [
        ("2016-01-01", "2016-12-31", True),
        ("2016-01-01", "2016-06-01", True),
        ("2016-06-30", "2016-12-31", True),
        ("2016-01-01", "2016-05-31", False),
        ("2016-07-01", None, False),
        (None, "2016-05-31", False),
        (None, None, True),
    ],
)
def test_a_stretch_touches_a_window_it_shares_a_day_with(start: str | None, end: str | None, *, touching: bool) -> None:
    """One day in common is enough; open ends reach for ever."""
    stretch = (None if start is None else day(start), None if end is None else day(end))
    assert JUNE.touches(*stretch) is touching


def test_the_days_ahead_end_with_the_calendar() -> None:
    """So many days ahead, both ends included, and never beyond the last day there is."""
    assert ahead(day("2016-12-01"), timedelta(days=30)) == Window(day("2016-12-01"), day("2016-12-31"))
    assert ahead(day("9999-12-20"), timedelta(days=30)).end == day("9999-12-31")


@pytest.mark.parametrize(("words", "days"), [("30d", 30), ("0d", 0), ("2w", 14)])
def test_a_span_counts_days_or_weeks(words: str, days: int) -> None:
    """`d` counts days, `w` weeks."""
    assert parse_span(words) == timedelta(days=days)


@pytest.mark.parametrize("words", ["", "30", "d", "-3d", "1m", "30 d", "99999d"])
def test_other_words_are_no_span(words: str) -> None:
    """Anything else is refused rather than guessed at."""
    with pytest.raises(ValueError, match="not a number of days"):
        parse_span(words)
