"""The plan as it stands on a day, for everyone and for one unit."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.helpers.plans import by, day, group, plan, recurring, row, standing

from gkplan.deadline.rules import Directive, Event, Irregular, Rule, Unstated
from gkplan.plan.model import Plan
from gkplan.query.book import Book, Entry

COUNTIES = group("各县政府", "甲县", "乙县")
OPEN = group("有关单位", "丙局", open_=True)
PLAN = plan(
    row("1.1", by("2016-06-30"), units=("丁局", "各县政府")),
    row("1.2", by("2016-12-31"), units=("有关单位",)),
    row("2.1", by("2016-06-30"), by("2016-12-31", units=("各县政府",)), units=("丙局", "各县政府")),
    row("2.2", standing(), units=("甲县", "各县政府")),
    row("3.1", by("2016-12-31"), units=("丁局",), support=("甲县", "丙局")),
    units=[COUNTIES, OPEN],
)


def book(table: Plan, today: str, unit: str | None = None) -> Book:
    """A plan on a day."""
    empty = Book(table, "tasks.yaml", day(today))
    return empty if unit is None else Book(table, "tasks.yaml", day(today), unit=empty.units[unit])


def seen_by(unit: str, today: str = "2016-07-01") -> list[tuple[str, str | None, str | None]]:
    """What one unit sees: row, via and state."""
    return [(entry.row.id, entry.via, entry.state) for entry in book(PLAN, today, unit).entries]


def only(*rules: Rule, today: str) -> Entry:
    """The only row of a plan on a day."""
    (entry,) = book(plan(row("1.1", *rules)), today).entries
    return entry


def test_without_a_unit_every_row_is_there() -> None:
    """All rows, in the order of the table, through no group."""
    assert [(entry.row.id, entry.via) for entry in book(PLAN, "2016-07-01").entries] == [
        ("1.1", None),
        ("1.2", None),
        ("2.1", None),
        ("2.2", None),
        ("3.1", None),
    ]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("丁局", [("1.1", None, "overdue"), ("3.1", None, "upcoming")]),
        ("甲县", [("2.2", None, "ongoing"), ("1.1", "各县政府", "overdue"), ("2.1", "各县政府", "overdue")]),
        ("丙局", [("2.1", None, "overdue"), ("1.2", "有关单位", "upcoming")]),
        ("各县政府", [("1.1", None, "overdue"), ("2.1", None, "overdue"), ("2.2", None, "ongoing")]),
        ("有关单位", [("1.2", None, "upcoming")]),
    ],
)
def test_a_unit_sees_its_own_rows_then_those_through_its_groups(
    unit: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    """A row that names the unit is its own even where a group of it is named too; supporting ones owe nothing."""
    assert seen_by(unit) == expected


def test_a_unit_sees_only_the_rules_that_bind_it() -> None:
    """A rule for the counties alone is no obligation of the bureau in the same row, and the other way round."""
    dated = {
        unit: {each.occurrence.id for entry in book(PLAN, "2016-07-01", unit).entries for each in entry.tallies}
        for unit in ("丙局", "乙县")
    }
    assert dated["丙局"] == {"2.1@2016-06-30", "1.2@2016-12-31"}
    assert dated["乙县"] >= {"2.1@2016-06-30", "2.1@2016-12-31"}


def test_a_member_of_an_open_group_sees_the_groups_obligation() -> None:
    """An open group is one obligor, and what it owes shows under each sure member."""
    (through,) = [entry for entry in book(PLAN, "2016-07-01", "丙局").entries if entry.via]
    assert [obligation.unit for each in through.tallies for obligation in each.obligations] == ["有关单位"]


@pytest.mark.parametrize(
    ("rules", "today", "expected"),
    [
        ([by("2016-06-30"), by("2016-12-31")], "2016-06-30", "2016-06-30"),
        ([by("2016-06-30"), by("2016-12-31")], "2016-07-01", "2016-12-31"),
        ([by("2016-06-30")], "2016-07-01", None),
        ([recurring("quarterly"), standing()], "2016-07-01", "2016-09-30"),
        ([standing()], "2016-07-01", None),
        ([Event("文件印发", "P20D")], "2016-07-01", None),
    ],
)
def test_next_due_is_the_nearest_date_still_ahead(rules: Sequence[Rule], today: str, expected: str | None) -> None:
    """The earliest due date of what is owed and not overdue; None where nothing has a date."""
    assert only(*rules, today=today).next_due == (None if expected is None else day(expected))


@pytest.mark.parametrize(("today", "in_force"), [("2015-12-31", False), ("2016-12-31", True), ("2017-01-01", False)])
def test_a_row_is_in_force_while_a_standing_rule_runs(today: str, *, in_force: bool) -> None:
    """From the first to the last day of the span."""
    assert only(standing(), by("2016-06-30"), today=today).in_force is in_force


@pytest.mark.parametrize(
    ("rules", "undated"),
    [
        ([by("2016-06-30")], False),
        ([standing()], False),
        ([by("2016-06-30"), Event("文件印发")], True),
        ([Directive("省")], True),
        ([Irregular()], True),
        ([Unstated("header word")], True),
    ],
)
def test_a_row_is_undated_while_a_rule_waits_for_someone(rules: Sequence[Rule], *, undated: bool) -> None:
    """Events, authorities and what nobody has dated are named as waiting."""
    assert only(*rules, today="2016-06-01").undated is undated


def test_a_later_window_unrolls_further() -> None:
    """Asked until 2018, a rule without an end has the occurrences of 2018, and those of 2016 all the same."""
    table = plan(row("1.1", recurring("yearly", end=None)))
    far = Book(table, "tasks.yaml", day("2016-06-01"), until=day("2018-03-01"))
    assert [each.occurrence.period for each in far.tallies()] == ["2016", "2017", "2018"]
