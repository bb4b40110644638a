"""Records as text and back."""

from __future__ import annotations

from datetime import date

import pytest
from tests.helpers.plans import plan, row
from tests.helpers.whole_plan import PLAN

from gkplan.calendar.workdays import ChinaCalendar, Overlay
from gkplan.deadline.rules import By, Recurring, Window, Yearless
from gkplan.plan.model import Plan
from gkplan.plan.pack import pack_head, pack_row, pack_unit, unpack_head, unpack_row, unpack_unit


def test_a_row_comes_back_as_it_was() -> None:
    """Every field of a row and every kind of rule, also days without a year."""
    for each in PLAN.rows():
        assert unpack_row(pack_row(each)) == each
    odd = row(
        "1.1", By(Yearless(12, 31)), Window(Yearless(3, 1), date(2016, 5, 31)), Recurring("monthly", season=(11, 3))
    )
    assert unpack_row(pack_row(odd)) == odd


def test_a_unit_comes_back_as_it_was() -> None:
    """Names, initials, members, note and whether it is open."""
    assert [unpack_unit(pack_unit(unit)) for unit in PLAN.units] == list(PLAN.units)


def test_a_head_comes_back_with_its_calendar() -> None:
    """All that a plan says of itself, and the days off beside it."""
    overlay = Overlay(2031, frozenset({date(2031, 10, 1)}), frozenset({date(2031, 9, 28)}), "国办发明电")
    head = Plan("x", "题", (), (), 2031, date(2031, 1, 2), "某市", PLAN.source, PLAN.policy, ChinaCalendar([overlay]))
    found = unpack_head(pack_head(head))
    assert found == head
    assert found.calendar.is_workday(date(2031, 9, 28))
    assert not found.calendar.is_workday(date(2031, 10, 1))


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '["x"]', "[1,2"])
def test_what_is_no_record_is_an_error(text: str) -> None:
    """Damaged text never becomes half a record."""
    with pytest.raises((ValueError, TypeError, LookupError)):
        unpack_row(text)


def test_equal_rows_are_equal_text() -> None:
    """The same row gives the same bytes."""
    one, other = (next(plan(row("1.1", By(date(2016, 1, 1)))).rows()) for _ in range(2))
    assert pack_row(one) == pack_row(other)
