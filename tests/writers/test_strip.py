"""Rows drawn as strips of months."""

from __future__ import annotations

import pytest
from tests.helpers.extracts import extract, marked
from tests.helpers.plans import by, day, plan, recurring, row, standing, window

from gkplan.deadline.rules import Rule
from gkplan.ledger.record import Record
from gkplan.query.months import months_between
from gkplan.writers.strip import Strip


def strip(start: str = "2016-05-01", end: str = "2016-08-31", today: str = "2016-07-15") -> Strip:
    """A strip of the months from one day's to another's."""
    return Strip(months_between(day(start), day(end)), day(today))


def drawn(*rules: Rule, on: Strip | None = None, done: str | None = None) -> str:
    """One row's strip."""
    on = on or strip()
    table = plan(row("1.1", *rules))
    records: list[Record] = [] if done is None else [marked(table, done, "甲局", "done")]
    asked = extract(table, *records, today=on.today.isoformat())
    return on.cell(asked.tallies).text


@pytest.mark.parametrize(
    ("due", "place"),
    [("2016-05-01", 0), ("2016-05-10", 0), ("2016-05-11", 1), ("2016-05-20", 1), ("2016-05-21", 2), ("2016-05-31", 2)],
)
def test_a_month_has_three_parts(due: str, place: int) -> None:
    """上旬, 中旬 and 下旬, up to a year."""
    assert strip().place(day(due)) == place


@pytest.mark.parametrize(("end", "each", "place"), [("2016-12-31", 3, 17), ("2017-12-31", 2, 11), ("2018-12-31", 1, 5)])
def test_more_months_have_fewer_parts(end: str, each: int, place: int) -> None:
    """Thirds for a year, halves for two, one for three: never more than 48 columns."""
    of = strip("2016-01-01", end)
    assert (of.each, of.place(day("2016-06-30"))) == (each, place)
    assert of.width <= 48


def test_a_date_is_a_sign_in_its_place() -> None:
    """Overdue, done, still ahead; a dot begins each month, and a line is today."""
    assert drawn(by("2016-06-30")) == ".  . !.| .  "
    assert drawn(by("2016-06-30"), done="1.1@2016-06-30") == ".  . ✓.| .  "
    assert drawn(by("2016-08-31")) == ".  .  .| . ◦"


def test_a_stretch_of_days_is_a_bar() -> None:
    """A window ends in its sign, a standing year runs on, and today is seen through both."""
    assert drawn(window("2016-06-11", "2016-08-20")) == ".  .▬▬▬|▬▬◦ "
    assert drawn(standing()) == "▬▬▬▬▬▬▬|▬▬▬▬"


def test_an_open_end_runs_to_the_edge() -> None:
    """Standing from a day on, and standing up to one."""
    assert drawn(standing(end=None, start="2016-06-01")) == ".  ▬▬▬▬|▬▬▬▬"


def test_the_periods_of_a_recurrence_are_signs_alone() -> None:
    """A month each, earlier ones pointed at; the sign of today is over today's line."""
    assert drawn(recurring("monthly"), on=strip(today="2016-07-31")) == "‹ !. !. ◉. ◦"


def test_the_most_urgent_is_seen() -> None:
    """Of two in one place, one done, the other is seen."""
    assert drawn(by("2016-06-29"), by("2016-06-30"), done="1.1@2016-06-29") == ".  . !.| .  "


def test_what_lies_outside_is_pointed_at() -> None:
    """Earlier and later dates are an arrow at the edge, which covers no date."""
    assert drawn(by("2016-04-30"), by("2016-09-01")) == "‹  .  .| . ›"
    assert drawn(by("2016-08-31"), by("2016-09-01")) == ".  .  .| . ◦"


@pytest.mark.parametrize(
    ("of", "heading"),
    [
        (strip(), "5  6  7  8\n       ▾"),
        (strip(today="2018-01-01"), "5  6  7  8\n"),
        (strip("2016-11-01", "2017-02-28"), "2016  2017\n11 12 1  2\n"),
        (
            strip("2016-01-01", "2017-06-30", "2017-01-01"),
            "2016                    2017\n1     4     7     10    1     4\n" + " " * 24 + "▾",
        ),
    ],
)
def test_the_heading_names_the_months(of: Strip, heading: str) -> None:
    """Every month or every third one, years where there are several, and where today is."""
    assert of.heading() == heading
