"""From rules to occurrences: ids, obligors and the dates that count."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.helpers.plans import by, day, group, plan, recurring, row, standing, window

from gkplan.deadline.rules import Directive, Event, Irregular, Rule, Unstated
from gkplan.plan.model import Plan
from gkplan.plan.schedule import Occurrence, Schedule
from gkplan.plan.units import UnitBook


def unrolled(table: Plan, horizon: str = "2016-12-31") -> list[Occurrence]:
    """Every occurrence of a plan."""
    schedule = Schedule(table, UnitBook(table), day(horizon))
    return [each for line in table.rows() for each in schedule.of(line)]


def ids(*rules: Rule, horizon: str = "2016-12-31", year: int | None = 2016) -> list[str]:
    """The ids of the occurrences of a plan with one row."""
    return [each.id for each in unrolled(plan(row("2.7", *rules), year=year), horizon)]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([by("2016-07-31", "2016-08-31")], ["2.7@2016-07-31"]),
        ([window("2016-03-01", "2016-05-31")], ["2.7@2016-05-31"]),
        ([recurring("quarterly")], ["2.7@2016-Q1", "2.7@2016-Q2", "2.7@2016-Q3", "2.7@2016-Q4"]),
        ([recurring("half-yearly")], ["2.7@2016-H1", "2.7@2016-H2"]),
        ([recurring("yearly", times=3)], ["2.7@2016"]),
        ([recurring("monthly", season=(5, 7))], ["2.7@2016-05", "2.7@2016-06", "2.7@2016-07"]),
        ([recurring("monthly", interval=4)], ["2.7@2016-04", "2.7@2016-08", "2.7@2016-12"]),
        ([standing("2016-06-01", "2017-06-30")], ["2.7@2016", "2.7@2017"]),
        ([Event("文件印发"), Directive("省"), Irregular(), Unstated("header word")], []),
    ],
)
def test_an_occurrence_is_named_by_row_and_period(rules: Sequence[Rule], expected: list[str]) -> None:
    """Ids are the contract's: a date, a named period, a year; nothing for what nobody has dated."""
    assert ids(*rules) == expected


def test_weeks_of_a_year_are_those_that_end_in_it() -> None:
    """The weeks of 2016 run from 2015-W53, which ends on 2016-01-03, to 2016-W51."""
    weeks = ids(recurring("weekly"))
    assert (weeks[0], weeks[-1], len(weeks)) == ("2.7@2015-W53", "2.7@2016-W51", 52)


def test_ids_that_are_not_unique_are_numbered_in_rule_order() -> None:
    """The second and third occurrence of one name get /2 and /3, whatever kind of rule they come from."""
    three: list[Rule] = [by("2016-12-31", scope="甲"), window("2016-10-01", "2016-12-31"), by("2016-12-31", scope="乙")]
    occurrences = unrolled(plan(row("2.7", *three)))
    assert [(each.id, each.rule_no) for each in occurrences] == [
        ("2.7@2016-12-31", 1),
        ("2.7@2016-12-31/2", 2),
        ("2.7@2016-12-31/3", 3),
    ]


def test_numbering_starts_anew_in_each_row() -> None:
    """Two rows due on one day need no number."""
    table = plan(row("1.1", by("2016-12-31")), row("1.2", by("2016-12-31")))
    assert [each.id for each in unrolled(table)] == ["1.1@2016-12-31", "1.2@2016-12-31"]


def test_obligors_are_the_units_unfolded() -> None:
    """A closed group owes through its members, an open one as itself; `units` keep the row's words."""
    counties, others = group("各县政府", "甲县", "乙县"), group("有关单位", "丙局", open_=True)
    table = plan(row("1.1", by("2016-12-31"), units=("丁局", "各县政府", "有关单位")), units=[counties, others])
    (occurrence,) = unrolled(table)
    assert occurrence.units == ("丁局", "各县政府", "有关单位")
    assert occurrence.obligors == ("丁局", "甲县", "乙县", "有关单位")


def test_a_rules_own_units_outweigh_the_rows() -> None:
    """Where a rule speaks of some units only, only they owe it."""
    counties = group("各县政府", "甲县", "乙县")
    rules = [by("2016-06-30"), by("2016-12-31", units=("各县政府",))]
    occurrences = unrolled(plan(row("1.1", *rules, units=("丁局", "各县政府")), units=[counties]))
    assert [each.obligors for each in occurrences] == [("丁局", "甲县", "乙县"), ("甲县", "乙县")]


def test_supporting_units_owe_nothing() -> None:
    """Those who only assist (配合) are no obligors."""
    (occurrence,) = unrolled(plan(row("1.1", by("2016-12-31"), units=("甲局",), support=("乙局",))))
    assert occurrence.obligors == ("甲局",)


@pytest.mark.parametrize(
    ("rule", "due", "overdue_after"),
    [
        (by("2016-07-31"), "2016-07-31", "2016-07-31"),
        (by("2016-07-31", "2016-08-31"), "2016-07-31", "2016-08-31"),
        (window("2016-03-01", "2016-05-31"), "2016-05-31", "2016-05-31"),
        (recurring("yearly"), "2016-12-31", "2017-01-10"),
        (recurring("yearly", by="month 6 day 15"), "2016-06-15", "2016-06-25"),
    ],
)
def test_lateness_has_one_date(rule: Rule, due: str, overdue_after: str) -> None:
    """It is the due date, the later of two readings, and for what recurs the grace of the plan on top."""
    (occurrence,) = unrolled(plan(row("1.1", rule), grace=10))
    assert (occurrence.due, occurrence.overdue_after) == (day(due), day(overdue_after))


@pytest.mark.parametrize(
    ("due", "act_by"),
    [("2016-12-31", "2016-12-30"), ("2016-10-07", "2016-09-30"), ("2016-10-09", "2016-10-09"), ("2016-06-30",) * 2],
)
def test_act_by_is_the_last_working_day_up_to_the_due_date(due: str, act_by: str) -> None:
    """A Saturday moves it to Friday, the National Day week to September, a make-up Sunday keeps it; `due` stays."""
    (occurrence,) = unrolled(plan(row("1.1", by(due))))
    assert (occurrence.due, occurrence.act_by, occurrence.act_by_estimated) == (day(due), day(act_by), False)


def test_act_by_beyond_the_known_calendar_is_marked_an_estimate() -> None:
    """A year whose days off nobody has announced gives an estimate, and says so."""
    (occurrence,) = unrolled(plan(row("1.1", by("2093-12-31"))))
    assert occurrence.act_by is not None
    assert occurrence.act_by_estimated


def test_a_standing_year_has_no_due_date() -> None:
    """While it runs nothing is due: no date, no lateness, no day to act by."""
    (occurrence,) = unrolled(plan(row("1.1", standing("2016-03-01"))))
    assert (occurrence.due, occurrence.overdue_after, occurrence.act_by) == (None, None, None)
    assert (occurrence.start, occurrence.end) == (day("2016-03-01"), day("2016-12-31"))


@pytest.mark.parametrize(
    ("horizon", "last"), [("2016-05-01", "2.7@2016-Q4"), ("2017-02-01", "2.7@2017-Q4"), ("2018-12-31", "2.7@2018-Q4")]
)
def test_an_open_end_unrolls_to_the_end_of_the_year_asked_for(horizon: str, last: str) -> None:
    """Of what has no end, whole years are there, at least the plan's own."""
    unrolled_ids = ids(recurring("quarterly", end=None), horizon=horizon)
    assert (unrolled_ids[0], unrolled_ids[-1]) == ("2.7@2016-Q1", last)


def test_an_open_start_begins_with_the_plans_year() -> None:
    """长期坚持 has no first day: it is in force from the year of its plan on."""
    assert ids(standing(None, None), horizon="2017-06-01") == ["2.7@2016", "2.7@2017"]
    assert ids(standing(None, None), year=None) == []


def test_the_window_asked_for_never_changes_an_occurrence() -> None:
    """A later horizon only adds occurrences of rules without an end."""
    rules: list[Rule] = [by("2016-07-31"), recurring("monthly", end=None), standing(None, None), recurring("weekly")]
    table = plan(row("2.7", *rules))
    near, far = unrolled(table), unrolled(table, "2019-01-01")
    assert near == [each for each in far if each in near]


def test_order_is_due_date_then_place() -> None:
    """Occurrences sort by due date, then task, item and rule as numbers; what has no date comes last."""
    table = plan(
        row("10.1", by("2016-06-30")),
        row("9.2", by("2016-06-30"), standing()),
        row("9.10", by("2016-06-30"), by("2016-05-31")),
    )
    ordered = sorted(unrolled(table), key=lambda each: each.order)
    assert [each.id for each in ordered] == [
        "9.10@2016-05-31",
        "9.2@2016-06-30",
        "9.10@2016-06-30",
        "10.1@2016-06-30",
        "9.2@2016",
    ]
