"""Counts over the plan."""

from __future__ import annotations

from tests.helpers.plans import by, day, group, plan, recurring, row, standing

from gkplan.deadline.rules import Irregular
from gkplan.ledger.states import STATES
from gkplan.query.book import Book
from gkplan.query.totals import counts_of, unit_totals

PLAN = plan(
    row("1.1", by("2016-06-30"), units=("丁局", "各县政府")),
    row("1.2", recurring("quarterly"), units=("各县政府",)),
    row("1.3", standing("2015-01-01", "2015-12-31"), units=("甲局",)),
    row("1.4", Irregular(), units=("乙局",)),
    units=[group("各县政府", "甲县", "乙县")],
)
BOOK = Book(PLAN, "tasks.yaml", day("2016-07-01"))


def test_every_state_is_counted_and_nothing_twice() -> None:
    """All states stand there, most urgent first; a row in which nothing counts is in none of them."""
    counts = counts_of(BOOK.entries)
    assert tuple(counts) == STATES
    assert {state: count for state, count in counts.items() if count} == {"overdue": 2, "unsettled": 1}


def test_units_are_counted_in_obligations_the_furthest_behind_first() -> None:
    """Each obligor's obligations by state, most overdue first, then unsettled; groups are counted in their members."""
    told = [
        (each["name"], each["overdue"], each["unsettled"], each["due"], each["of"])
        for each in unit_totals(BOOK.entries)
    ]
    assert told == [
        ("甲县", 3, 0, 0, 5),
        ("乙县", 3, 0, 0, 5),
        ("丁局", 1, 0, 0, 1),
        ("甲局", 0, 1, 0, 1),
    ]


def test_no_rows_are_no_counts() -> None:
    """Of nothing, every state is counted with 0, and no unit is named."""
    assert set(counts_of([]).values()) == {0}
    assert unit_totals([]) == []
