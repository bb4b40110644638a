"""The column chart of a report."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.helpers.plans import day

from gkplan.ledger.states import State
from gkplan.query.months import Month, months_between
from gkplan.writers.chart import Chart, chart


def drawn(*counts: dict[State, int], start: str = "2016-11-01", today: str = "2016-12-16") -> Chart:
    """A chart of months from one on."""
    first = day(start)
    months = months_between(first, day("2020-12-31"))[: len(counts)]
    return chart([Month(month, Counter(each)) for month, each in zip(months, counts, strict=True)], day(today))


def test_pieces_stand_on_each_other() -> None:
    """The least urgent at the bottom, no gap between them, the whole as high as its number."""
    (pillar,) = drawn({"done": 1, "overdue": 3}).pillars
    assert [(piece.state, piece.number) for piece in pillar.pieces] == [("done", 1), ("overdue", 3)]
    done, overdue = pillar.pieces
    assert (done.y, done.height) == (172.0, 50.0)
    assert overdue.y + overdue.height == done.y
    assert pillar.top == overdue.y == 22.0


def test_heights_compare() -> None:
    """Twice as many are twice as high."""
    few, many = drawn({"due": 4}, {"due": 8}).pillars
    assert many.pieces[0].height == 2 * few.pieces[0].height


def test_years_are_named_where_they_begin() -> None:
    """At the first column and at each January."""
    assert [pillar.year for pillar in drawn({}, {}, {}).pillars] == [2016, None, 2017]


@pytest.mark.parametrize(("today", "at"), [("2016-11-01", 34.7), ("2016-12-16", 94.0), ("2017-01-01", None)])
def test_today_is_a_place_within_its_month(today: str, at: float | None) -> None:
    """Near the month's edge on its first day, in its middle on the 16th of 31; none outside."""
    assert drawn({}, {}, today=today).today == at


@pytest.mark.parametrize(("most", "levels"), [(0, [0, 1]), (5, [0, 1, 2, 3, 4, 5]), (35, [0, 10, 20, 30, 40])])
def test_levels_are_round_numbers(most: int, levels: list[int]) -> None:
    """A handful, the last one not below the highest column."""
    assert [level for level, _y in drawn({"due": most}).levels] == levels


@pytest.mark.parametrize("most", [1, 7, 49, 1234, 987654])
def test_no_column_outgrows_its_levels(most: int) -> None:
    """Whatever the number, there are at most seven levels, and the highest holds it."""
    of = drawn({"due": most})
    assert len(of.levels) <= 7
    assert of.levels[-1][0] >= most
    assert of.pillars[0].top >= 22.0
