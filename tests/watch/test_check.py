"""What must not be missed: overdue, and soon by the last working day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.helpers.plans import by, day, group, plan, recurring, row, standing

from gkplan.ledger.account import Ledger
from gkplan.ledger.decode import Kept
from gkplan.ledger.record import Record
from gkplan.plan.model import Plan, Row
from gkplan.query.book import Book
from gkplan.query.filters import Filters
from gkplan.watch.check import MARGIN, Alarm, act_by, ahead, alarm

WEEK = timedelta(days=7)


def alarmed(table: Plan, today: str, within: timedelta = WEEK, *records: Record, **filters: tuple[str, ...]) -> Alarm:
    """What is found of a plan on a day."""
    ledger = Ledger(Kept(records, tuple(range(len(records))), ()), day(today))
    book = Book(table, "tasks.yaml", day(today), ledger=ledger, until=ahead(day(today), within + MARGIN))
    return alarm(book, within, Filters(**filters))  # type: ignore[arg-type]


def ids(found: Alarm) -> tuple[list[str], list[str]]:
    """The ids of what is overdue and of what is soon."""
    overdue, soon = ([each.occurrence.id for each in part] for part in found)
    return overdue, soon


def record(do: str, of: Row, due: str, unit: str | None = "甲局", **more: object) -> Record:
    """A record of a row's first rule."""
    rule = of.rules[0]
    fields = {"rule": 1, "kind": rule.kind, "quote": rule.quote, "of": f"{of.id}@{due}", "unit": unit, **more}
    return Record("a1", "2016-01-02T00:00:00+00:00", "某", do, day("2016-01-02"), of.id, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2016-12-22", ([], [])),  # act by Friday the 30th, eight days ahead
        ("2016-12-23", ([], ["1.1@2016-12-31"])),  # seven days before Friday, not before Saturday
        ("2016-12-31", ([], ["1.1@2016-12-31"])),  # the day itself, after the last working day
        ("2017-01-01", (["1.1@2016-12-31"], [])),
    ],
)
def test_soon_is_counted_to_the_last_working_day(today: str, expected: tuple[list[str], list[str]]) -> None:
    """A reminder comes in time: 2016-12-31 is a Saturday, so the seven days end on Friday the 30th."""
    assert ids(alarmed(plan(row("1.1", by("2016-12-31"))), today)) == expected


def test_what_is_ambiguous_reminds_early_and_is_overdue_late() -> None:
    """Of two readings the earlier reminds, and between the two it stays soon."""
    table = plan(row("1.1", by("2016-07-31", "2016-08-31")))
    assert ids(alarmed(table, "2016-07-22")) == ([], ["1.1@2016-07-31"])
    assert ids(alarmed(table, "2016-08-31")) == ([], ["1.1@2016-07-31"])
    assert ids(alarmed(table, "2016-09-01")) == (["1.1@2016-07-31"], [])


@pytest.mark.parametrize("word", ["done", "submitted", "dropped"])
def test_what_is_settled_or_handed_in_is_no_alarm(word: str) -> None:
    """Nothing is said of what the unit owes no more, before its day or after."""
    one = row("1.1", by("2016-06-30"))
    marked = record("mark", one, "2016-06-30", word=word)
    assert ids(alarmed(plan(one), "2016-06-29", WEEK, marked)) == ([], [])
    assert ids(alarmed(plan(one), "2016-07-29", WEEK, marked)) == ([], [])


def test_more_time_granted_moves_the_reminder() -> None:
    """What is extended is soon before the new date's last working day: Sunday the 31st reminds by Friday the 29th."""
    one = row("1.1", by("2016-06-30"))
    granted = record("extend", one, "2016-06-30", None, to=date(2016, 7, 31), approved_by="市领导")
    assert ids(alarmed(plan(one), "2016-07-01", WEEK, granted)) == ([], [])
    assert ids(alarmed(plan(one), "2016-07-22", WEEK, granted)) == ([], ["1.1@2016-06-30"])
    assert ids(alarmed(plan(one), "2016-08-01", WEEK, granted)) == (["1.1@2016-06-30"], [])
    book = Book(plan(one), "f", day("2016-07-01"), ledger=Ledger(Kept((granted,), (1,), ())))
    assert [act_by(each, book.plan.calendar) for each in book.tallies()] == [date(2016, 7, 29)]


def test_standing_work_is_no_alarm() -> None:
    """Work of the whole year is neither overdue nor soon."""
    assert ids(alarmed(plan(row("1.1", standing())), "2017-06-01")) == ([], [])


def test_filters_are_those_of_occurrences() -> None:
    """Kind and state are the occurrence's own, and the order is that of due dates."""
    table = plan(
        row("1.1", recurring("quarterly")), row("1.2", by("2016-03-30")), units=[group("全体", "甲局", "乙局")]
    )
    assert ids(alarmed(table, "2016-04-10")) == (["1.2@2016-03-30", "1.1@2016-Q1"], [])
    assert ids(alarmed(table, "2016-04-10", kinds=("by",))) == (["1.2@2016-03-30"], [])
    assert ids(alarmed(table, "2016-03-25", states=("due",))) == ([], ["1.2@2016-03-30", "1.1@2016-Q1"])
    assert ids(alarmed(table, "2016-03-25", states=("overdue",))) == ([], [])


def test_an_open_end_is_watched_into_the_next_year() -> None:
    """What recurs without end is soon in January as in any month, though its period is not begun on the day asked."""
    table = plan(row("1.1", recurring("weekly", end=None)))
    assert ids(alarmed(table, "2016-12-31", timedelta(days=8)))[1] == ["1.1@2016-W52", "1.1@2017-W01"]


def test_the_last_day_there_is_ends_every_span() -> None:
    """A span beyond the calendar is no fault."""
    assert ahead(date(9999, 12, 30), timedelta(days=9999)) == date.max
