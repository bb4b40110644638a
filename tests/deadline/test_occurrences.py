"""From rules to dated occurrences."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkplan.calendar.period import FREQS, Freq, parse_period, period_of
from gkplan.deadline.occurrences import Instance, Offset, after, due_in, is_day_in, occurrences, parse_offset
from gkplan.deadline.rules import (
    By,
    Directive,
    Event,
    Irregular,
    Recurring,
    Rule,
    Standing,
    Unstated,
    Window,
    Yearless,
)

HORIZON = date(2016, 12, 31)
YEAR = (date(2016, 1, 1), date(2016, 12, 31))
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
freqs = st.sampled_from(FREQS)
seasons = st.none() | st.tuples(st.integers(1, 12), st.integers(1, 12))
day_words: dict[Freq, list[str]] = {
    "daily": [],
    "weekly": ["Monday", "Friday", "Sunday"],
    "monthly": ["day 25 of month", "day 31 of month", "day 5 of next month", "last day of month"],
    "quarterly": ["day 20 of last month of quarter", "day 15 of next month", "day 10 of month", "last day of month"],
    "half-yearly": ["day 31 of month", "day 10 of next month", "last day of month"],
    "yearly": ["month 1 day 31", "month 2 day 30", "last day of month 2", "day 15 of next month"],
}


@st.composite
def recurring(draw: st.DrawFn) -> Recurring:
    """A recurring rule with a closed span of up to four years."""
    freq = draw(freqs)
    start = draw(DAYS)
    return Recurring(
        freq=freq,
        interval=draw(st.integers(1, 5)),
        times=draw(st.integers(1, 3)),
        by=draw(st.none() | st.sampled_from(day_words[freq])) if day_words[freq] else None,
        season=draw(seasons),
        start=start,
        end=start + timedelta(days=draw(st.integers(0, 1500))),
    )


def keys(rule: Rule, horizon: date = HORIZON, origin: date | None = None) -> list[str]:
    """The names of a rule's occurrences."""
    return [instance.key for instance in occurrences(rule, horizon, origin)]


def dues(rule: Rule, horizon: date = HORIZON) -> list[str]:
    """The due dates of a rule's occurrences, in ISO form."""
    return [instance.due.isoformat() for instance in occurrences(rule, horizon) if instance.due]


@pytest.mark.parametrize(
    ("freq", "ends"),
    [
        ("quarterly", ["2016-03-31", "2016-06-30", "2016-09-30", "2016-12-31"]),
        ("half-yearly", ["2016-06-30", "2016-12-31"]),
        ("yearly", ["2016-12-31"]),
        ("monthly", [f"2016-{m:02}-{d}" for m, d in enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1)]),
    ],
)
def test_periods_are_due_on_their_last_day(freq: Freq, ends: list[str]) -> None:
    """每季度, 每半年, 每年 and 每月 are due on the last day of each; no 30 June is lost, no 31 December drifts."""
    assert dues(Recurring(freq, start=YEAR[0], end=YEAR[1])) == ends


def test_a_season_confines_the_months() -> None:
    """（5-11月）每月 has the seven months from May to November."""
    rule = Recurring("monthly", season=(5, 11), start=YEAR[0], end=YEAR[1])
    assert keys(rule) == [f"2016-{month:02}" for month in range(5, 12)]


def test_a_season_may_run_over_the_new_year() -> None:
    """11月—次年3月每月 takes the months on both sides of the new year, in order of time."""
    rule = Recurring("monthly", season=(11, 3), start=date(2016, 10, 1), end=date(2017, 4, 30))
    assert keys(rule) == ["2016-11", "2016-12", "2017-01", "2017-02", "2017-03"]


def test_joined_periods_count_from_the_spans_first() -> None:
    """每两月 from March pairs March with April; the pair starts with March, is named by April and due with it."""
    rule = Recurring("monthly", interval=2, start=date(2016, 3, 1), end=date(2016, 8, 31))
    assert list(occurrences(rule, HORIZON)) == [
        Instance("2016-04", "2016-04", date(2016, 3, 1), date(2016, 4, 30), date(2016, 4, 30)),
        Instance("2016-06", "2016-06", date(2016, 5, 1), date(2016, 6, 30), date(2016, 6, 30)),
        Instance("2016-08", "2016-08", date(2016, 7, 1), date(2016, 8, 31), date(2016, 8, 31)),
    ]


def test_every_third_day() -> None:
    """每3天 from 1 January falls on the 3rd, the 6th and so on; days left over at the end make no occurrence."""
    rule = Recurring("daily", interval=3, start=date(2016, 1, 1), end=date(2016, 1, 11))
    assert dues(rule) == ["2016-01-03", "2016-01-06", "2016-01-09"]


@pytest.mark.parametrize(
    ("freq", "by", "period", "due"),
    [
        ("monthly", None, "2016-02", date(2016, 2, 29)),
        ("monthly", "day 25 of month", "2016-02", date(2016, 2, 25)),
        ("monthly", "day 31 of month", "2016-02", date(2016, 2, 29)),
        ("monthly", "day 5 of next month", "2016-12", date(2017, 1, 5)),
        ("monthly", "day 31 of next month", "2016-01", date(2016, 2, 29)),
        ("monthly", "last day of month", "2016-04", date(2016, 4, 30)),
        ("quarterly", "day 20 of last month of quarter", "2016-Q1", date(2016, 3, 20)),
        ("quarterly", "day 31 of last month of quarter", "2016-Q2", date(2016, 6, 30)),
        ("quarterly", "day 15 of next month", "2016-Q4", date(2017, 1, 15)),
        ("half-yearly", "day 10 of next month", "2016-H1", date(2016, 7, 10)),
        ("yearly", "month 1 day 31", "2016", date(2016, 1, 31)),
        ("yearly", "month 2 day 30", "2017", date(2017, 2, 28)),
        ("yearly", "last day of month 2", "2016", date(2016, 2, 29)),
        ("yearly", "day 15 of next month", "2016", date(2017, 1, 15)),
        ("weekly", "Monday", "2016-W01", date(2016, 1, 4)),
        ("weekly", "Friday", "2016-W01", date(2016, 1, 8)),
        ("weekly", "Sunday", "2016-W01", date(2016, 1, 10)),
    ],
)
def test_the_day_a_period_is_due(freq: Freq, by: str | None, period: str, due: date) -> None:
    """Each way to name a day finds it; a day that the month lacks is its last, and `next month` crosses the year."""
    assert by is None or is_day_in(by, freq)
    assert due_in(Recurring(freq, by=by), parse_period(period)) == due


@pytest.mark.parametrize(
    ("by", "freq"),
    [
        ("", "monthly"),
        ("Friday", "monthly"),
        ("friday", "weekly"),
        ("day 5 of month", "weekly"),
        ("day 32 of month", "monthly"),
        ("day 0 of month", "monthly"),
        ("day 20 of last month of quarter", "monthly"),
        ("month 13 day 1", "yearly"),
        ("month 1 day 31", "monthly"),
        ("last day of month 0", "yearly"),
        ("last day of month 2", "quarterly"),
        ("last day of month", "daily"),
        ("day ５ of month", "monthly"),
        ("每月25日", "monthly"),
    ],
)
def test_words_that_name_no_day_of_the_period(by: str, freq: Freq) -> None:
    """A day that does not exist, or not in such a period, is refused, and read anyway it changes nothing."""
    period = period_of(date(2016, 5, 5), freq)
    assert not is_day_in(by, freq)
    assert due_in(Recurring(freq, by=by), period) == period.end


@given(recurring())
def test_every_due_date_lies_in_its_period_or_the_month_after(rule: Recurring) -> None:
    """An occurrence is due within the period that names it, or with `next month` in the month just after."""
    for instance in occurrences(rule, HORIZON):
        period = parse_period(instance.period or "")
        assert instance.due is not None
        if rule.by is not None and "next month" in rule.by:
            assert period.end < instance.due <= period.end + timedelta(days=31)
        else:
            assert period.start <= instance.due <= period.end


@given(recurring())
def test_occurrences_are_in_order_and_named_once(rule: Recurring) -> None:
    """Names never repeat and due dates rise."""
    found = list(occurrences(rule, HORIZON))
    assert len({instance.key for instance in found}) == len(found)
    assert found == sorted(found, key=lambda instance: (instance.due, instance.key))


@given(recurring())
def test_periods_end_within_the_span(rule: Recurring) -> None:
    """No period that ends before the span's first or after its last day becomes an occurrence."""
    assert isinstance(rule.start, date)
    assert isinstance(rule.end, date)
    ends = [parse_period(key).end for key in keys(rule)]
    assert all(rule.start <= end <= rule.end for end in ends)


@given(recurring(), st.integers(0, 1500))
def test_a_span_cut_in_two_has_the_occurrences_of_the_whole(rule: Recurring, days: int) -> None:
    """Expansion of A∪B is that of A and of B, wherever the cut falls: even a part without a day loses nothing."""
    assert isinstance(rule.start, date)
    assert isinstance(rule.end, date)
    whole = rule._replace(interval=1)
    cut = min(rule.start + timedelta(days=days), rule.end)
    first, second = whole._replace(end=cut), whole._replace(start=cut + timedelta(days=1))
    assert [*occurrences(first, HORIZON), *occurrences(second, HORIZON)] == list(occurrences(whole, HORIZON))


@given(recurring(), st.integers(0, 1500))
def test_a_longer_span_only_adds(rule: Recurring, days: int) -> None:
    """Joined periods are anchored at the span's start: a later end never renames one."""
    assert isinstance(rule.end, date)
    longer = rule._replace(end=rule.end + timedelta(days=days))
    short, long = list(occurrences(rule, HORIZON)), list(occurrences(longer, HORIZON))
    assert long[: len(short)] == short


@given(recurring(), DAYS)
def test_a_closed_rule_ignores_the_horizon(rule: Recurring, horizon: date) -> None:
    """What window a reader asks for never changes which occurrences there are."""
    assert list(occurrences(rule, horizon)) == list(occurrences(rule, HORIZON))


@given(recurring(), DAYS, DAYS)
def test_an_open_rule_only_grows_with_the_horizon(rule: Recurring, one: date, other: date) -> None:
    """An open end is unrolled to the end of the horizon's year, and a later horizon keeps all that was there."""
    nearer, farther = sorted((one, other))
    near = list(occurrences(rule._replace(end=None), nearer))
    assert list(occurrences(rule._replace(end=None), farther))[: len(near)] == near


def test_interval_periods_are_whole_and_touch() -> None:
    """Joined quarters of three years cover them without gap: five at a time, twice."""
    rule = Recurring("quarterly", interval=5, start=date(2016, 1, 1), end=date(2018, 12, 31))
    found = [(instance.key, instance.start) for instance in occurrences(rule, HORIZON)]
    assert found == [("2017-Q1", date(2016, 1, 1)), ("2018-Q2", date(2017, 4, 1))]


def test_by_and_window_are_one_occurrence() -> None:
    """截止 is due on its date, the earlier of two readings; 起止 on its end; each is named by that date."""
    by = By(date(2016, 7, 31), ambiguous=True, alt=date(2016, 8, 31))
    window = Window(date(2016, 3, 1), date(2016, 5, 31))
    assert list(occurrences(by, HORIZON)) == [Instance("2016-07-31", None, None, date(2016, 7, 31), date(2016, 7, 31))]
    assert list(occurrences(window, HORIZON)) == [
        Instance("2016-05-31", None, date(2016, 3, 1), date(2016, 5, 31), date(2016, 5, 31)),
    ]


def test_standing_has_one_a_year_and_no_due_date() -> None:
    """全年 over two years is in force in each, from its own first day to its last."""
    rule = Standing(date(2016, 4, 1), date(2017, 6, 30))
    assert list(occurrences(rule, HORIZON)) == [
        Instance("2016", "2016", date(2016, 4, 1), date(2016, 12, 31), None),
        Instance("2017", "2017", date(2017, 1, 1), date(2017, 6, 30), None),
    ]


def test_an_open_standing_rule_reaches_the_horizon() -> None:
    """长期坚持 has a year for each up to the horizon's, and always its first."""
    assert keys(Standing(date(2016, 4, 1)), date(2018, 5, 1)) == ["2016", "2017", "2018"]
    assert keys(Standing(date(2016, 4, 1)), date(2014, 5, 1)) == ["2016"]


def test_an_unknown_start_is_the_origin() -> None:
    """A rule that says no start takes the one the asker gives, and has no occurrence where there is none."""
    assert keys(Standing(), date(2017, 1, 1), date(2016, 1, 1)) == ["2016", "2017"]
    assert keys(Recurring("half-yearly"), date(2016, 1, 1), date(2016, 1, 1)) == ["2016-H1", "2016-H2"]
    assert keys(Standing()) == keys(Recurring("monthly")) == []


@pytest.mark.parametrize(
    "rule",
    [
        Event("印发之日", "P30D"),
        Directive("省法制办"),
        Irregular(),
        Unstated("同上"),
        By(Yearless(12, 31)),
        Window(Yearless(3, 1), Yearless(5, 31)),
        Standing(Yearless(3, 1)),
        Recurring("monthly", start=date(2016, 1, 1), end=Yearless(5, 31)),
    ],
)
def test_what_has_no_date_has_no_occurrence(rule: Rule) -> None:
    """Events, directives, undated rules and days without a year wait for a record."""
    assert keys(rule) == []


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("P20D", Offset(0, 20, 0, 0)),
        ("-P7D", Offset(0, -7, 0, 0)),
        ("P3M", Offset(3, 0, 0, 0)),
        ("P1Y2M", Offset(14, 0, 0, 0)),
        ("P2W", Offset(0, 14, 0, 0)),
        ("PT24H", Offset(0, 0, 24, 0)),
        ("P1DT12H30M", Offset(0, 1, 12, 30)),
        ("-PT90M", Offset(0, 0, 0, -90)),
    ],
)
def test_durations_are_taken_apart(text: str, offset: Offset) -> None:
    """Years become months and weeks days; the sign holds for every part, and hours are told from days."""
    assert parse_offset(text) == offset
    assert parse_offset(text).timed == ("T" in text)


@pytest.mark.parametrize("text", ["", "P", "PT", "-P", "P1DT", "20D", "P20", "P-3D", "+P3D", "P1.5D", "P２D", "P3D\n"])
def test_other_words_are_no_duration(text: str) -> None:
    """What ISO 8601 does not allow here is a ValueError."""
    with pytest.raises(ValueError):
        parse_offset(text)


@pytest.mark.parametrize(
    ("day", "offset", "expected"),
    [
        (date(2016, 9, 30), "P20D", date(2016, 10, 20)),
        (date(2016, 9, 30), "-P7D", date(2016, 9, 23)),
        (date(2016, 1, 31), "P1M", date(2016, 2, 29)),
        (date(2016, 2, 29), "P1Y", date(2017, 2, 28)),
        (date(2016, 9, 30), "PT24H", date(2016, 10, 1)),
        (date(2016, 9, 30), "PT2H", date(2016, 10, 1)),
        (date(2016, 9, 30), "PT36H", date(2016, 10, 2)),
        (date(2016, 9, 30), "PT1500M", date(2016, 10, 2)),
        (date(2016, 9, 30), "-PT24H", date(2016, 9, 29)),
        (date(2016, 9, 30), "-PT36H", date(2016, 9, 29)),
    ],
)
def test_the_day_an_offset_ends(day: date, offset: str, expected: date) -> None:
    """Months clamp to their last day; hours from a day without an hour end on the last day they can reach."""
    assert after(day, parse_offset(offset)) == expected
