"""The state of obligations, occurrences and rows on a day."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from tests.helpers.plans import by, day, group, plan, recurring, row, standing, window

from gkplan.deadline.rules import Directive, Event, Irregular, Rule, Unstated
from gkplan.ledger.account import Account, Ledger
from gkplan.ledger.decode import Kept
from gkplan.ledger.record import Record, Word
from gkplan.ledger.state import Obligation, Tally, most_urgent, row_state
from gkplan.ledger.states import CLOSED, STATES, State
from gkplan.plan.model import Plan, Unit
from gkplan.plan.units import UnitBook
from gkplan.query.book import Book

URGENCY = (
    "overdue",
    "unsettled",
    "due",
    "submitted",
    "ongoing",
    "upcoming",
    "waiting",
    "late",
    "done",
    "elapsed",
    "dropped",
)
AMBIGUOUS = by("2016-07-31", "2016-08-31")
EVENT, DIRECTIVE = Event("文件印发", "P20D"), Directive("省")


def tallies(table: Plan, today: str, unit: str | None = None) -> list[Tally]:
    """Every occurrence of a plan as it stands on a day, for everyone or for one unit."""
    asking = None if unit is None else UnitBook(table)[unit]
    return list(Book(table, "tasks.yaml", day(today), unit=asking).tallies())


def mark(unit: str, word: Word) -> Record:
    """A record of one unit's occurrence 1.1@2016-06-30."""
    written, on = ("2016-06-30T08:00:00+00:00", day("2016-06-30"))
    return Record(
        *("r1", written, "tester", "mark", on, "1.1", "1.1@2016-06-30"),
        rule=1,
        kind="by",
        quote="完成",
        unit=unit,
        word=word,
    )


def state_on(rule: Rule, today: str, **more: Any) -> State:
    """The state of the only occurrence of a rule on a day."""
    (only,) = tallies(plan(row("1.1", rule), **more), today)
    return only.state


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2016-05-31", "upcoming"),
        ("2016-06-01", "due"),
        ("2016-06-30", "due"),
        ("2016-07-01", "due"),
        ("2016-07-02", "overdue"),
    ],
)
def test_a_date_is_near_for_thirty_days_and_late_the_day_after(today: str, expected: State) -> None:
    """30 days ahead it is 临期 (31 days ahead not yet), on the day itself still; one day later it is overdue."""
    assert state_on(by("2016-07-01"), today) == expected


@pytest.mark.parametrize(("today", "expected"), [("2016-06-23", "upcoming"), ("2016-06-24", "due")])
def test_how_near_is_near_is_the_plans_policy(today: str, expected: State) -> None:
    """`policy.soon` counts the days before the due date."""
    assert state_on(by("2016-07-01"), today, soon=7) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2016-07-31", "due"), ("2016-08-01", "due"), ("2016-08-31", "due"), ("2016-09-01", "overdue")],
)
def test_between_two_honest_readings_nothing_is_late(today: str, expected: State) -> None:
    """The earlier reading is what to work towards; only after the later one is an obligation overdue."""
    assert state_on(AMBIGUOUS, today) == expected


@pytest.mark.parametrize(("today", "expected"), [("2017-01-05", "due"), ("2017-01-06", "overdue")])
def test_grace_is_for_what_recurs(today: str, expected: State) -> None:
    """`policy.grace` lets a recurring obligation be that many days late, and no other."""
    assert state_on(recurring("yearly"), today, grace=5) == expected
    assert state_on(by("2016-12-31"), today, grace=5) == "overdue"


@pytest.mark.parametrize(
    ("rule", "issued", "expected"),
    [
        (by("2016-03-31"), "2016-04-01", "elapsed"),
        (by("2016-03-31"), "2016-03-31", "overdue"),
        (by("2016-03-31", "2016-04-30"), "2016-04-01", "overdue"),
        (by("2016-02-29", "2016-03-31"), "2016-04-01", "elapsed"),
        (window("2016-01-01", "2016-03-31"), "2016-04-01", "elapsed"),
        (window("2016-01-01", "2016-04-30"), "2016-04-01", "overdue"),
    ],
)
def test_what_was_due_before_the_plan_was_issued_is_elapsed(rule: Rule, issued: str, expected: State) -> None:
    """Nobody is late with what fell due before they were told; the day of issue itself is not before it."""
    assert state_on(rule, "2016-12-31", issued=issued) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2016-02-29", "upcoming"),
        ("2016-03-01", "ongoing"),
        ("2016-11-30", "ongoing"),
        ("2016-12-01", "unsettled"),
    ],
)
def test_a_standing_year_runs_from_its_first_day_to_its_last(today: str, expected: State) -> None:
    """It is in force from its first day to its last, before that upcoming, and unsettled once it ended unmarked."""
    assert state_on(standing("2016-03-01", "2016-11-30"), today) == expected


def test_each_year_of_a_standing_rule_is_settled_by_itself() -> None:
    """What stands for good is unsettled for the years gone by and in force in this one."""
    table = plan(row("1.1", standing(None, None)))
    states = [(each.occurrence.period, each.state) for each in tallies(table, "2018-01-01")]
    assert states == [("2016", "unsettled"), ("2017", "unsettled"), ("2018", "ongoing")]


def test_every_obligor_has_an_obligation() -> None:
    """An occurrence counts as many obligations as there are obligors, none of them done."""
    table = plan(row("1.1", by("2016-06-30"), units=("丁局", "各县")), units=[group("各县", "甲县", "乙县")])
    (each,) = tallies(table, "2016-07-01")
    assert [obligation.unit for obligation in each.obligations] == ["丁局", "甲县", "乙县"]
    assert {obligation.state for obligation in each.obligations} == {"overdue"}
    assert (each.done, each.mark, each.closed) == (0, None, False)


def test_a_unit_that_asks_sees_its_own_obligations() -> None:
    """For one unit the others' obligations are left out; a unit that owes nothing has no occurrence."""
    rules = [by("2016-06-30"), by("2016-05-31", units=("丁局",))]
    table = plan(row("1.1", *rules, units=("丁局", "各县")), units=[group("各县", "甲县", "乙县"), Unit("戊局")])
    (each,) = tallies(table, "2016-07-01", "乙县")
    assert [obligation.unit for obligation in each.obligations] == ["乙县"]
    assert tallies(table, "2016-07-01", "戊局") == []


@pytest.mark.parametrize("completion", ["all", "lead"])
@pytest.mark.parametrize("unit", [None, "甲局", "乙局"])
def test_completion_without_a_ledger_changes_no_state(completion: str, unit: str | None) -> None:
    """With no records all obligors stand alike, whoever answers for the row."""
    table = plan(row("1.1", by("2016-06-30"), units=("甲局", "乙局"), completion=completion))
    (each,) = tallies(table, "2016-07-01", unit)
    assert each.state == "overdue"


def test_where_the_lead_answers_the_lead_alone_decides() -> None:
    """`completion: lead` takes the occurrence's state from the first unit; `all` from the one furthest behind."""
    for completion, expected in (("lead", "done"), ("all", "overdue")):
        table = plan(row("1.1", by("2016-06-30"), units=("甲局", "乙局"), completion=completion))
        ledger = Ledger(Kept((mark("甲局", "done"),), (1,), ()))
        (each,) = Book(table, "tasks.yaml", day("2016-07-01"), ledger=ledger).tallies()
        assert each.state == expected


def test_what_the_lead_has_done_is_done_for_a_unit_that_asks() -> None:
    """Where the lead alone answers, another unit of the row sees the lead's state: nothing more is asked of it."""
    for completion, expected in (("lead", "done"), ("all", "overdue")):
        table = plan(row("1.1", by("2016-06-30"), units=("甲局", "乙局"), completion=completion))
        ledger = Ledger(Kept((mark("甲局", "done"),), (1,), ()))
        book = Book(table, "tasks.yaml", day("2016-07-01"), ledger=ledger, unit=UnitBook(table)["乙局"])
        assert [each.state for each in book.tallies()] == [expected]


@pytest.mark.parametrize(
    ("rules", "today", "expected"),
    [
        ([by("2016-06-30"), by("2016-12-31")], "2016-07-01", "overdue"),
        ([by("2016-06-30"), standing()], "2017-01-01", "overdue"),
        ([by("2017-01-15"), standing()], "2017-01-01", "unsettled"),
        ([by("2016-12-31"), standing()], "2016-12-01", "due"),
        ([by("2016-12-31"), standing()], "2016-06-01", "ongoing"),
        ([by("2016-12-31")], "2016-06-01", "upcoming"),
        ([EVENT], "2016-06-01", "waiting"),
        ([DIRECTIVE], "2016-06-01", "waiting"),
        ([EVENT, Irregular()], "2016-06-01", "waiting"),
        ([by("2016-12-31"), EVENT, DIRECTIVE], "2016-06-01", "upcoming"),
        ([standing(), EVENT], "2016-06-01", "ongoing"),
        ([Irregular()], "2016-06-01", None),
        ([Unstated("同上 with nothing above")], "2016-06-01", None),
        ([Irregular(), Unstated("header word")], "2016-06-01", None),
        ([], "2016-06-01", None),
    ],
)
def test_a_row_stands_as_its_most_urgent_occurrence(rules: list[Rule], today: str, expected: State | None) -> None:
    """Events and directives count only where nothing is dated or standing; what nobody dated never counts."""
    line = row("1.1", *rules)
    assert row_state(rules, tallies(plan(line), today)) == expected


def test_urgency_is_the_contracts_order() -> None:
    """Of any two states, the one named first in the contract decides, whichever comes first."""
    assert STATES == URGENCY
    for first, second in permutations(STATES, 2):
        assert most_urgent([first, second]) == min(first, second, key=URGENCY.index)
    assert most_urgent([]) is None


def test_nothing_more_is_owed_in_closed_states() -> None:
    """Late, done, elapsed and dropped are closed, and no other."""
    assert {"late", "done", "elapsed", "dropped"} == CLOSED


def test_done_counts_those_who_finished_even_late() -> None:
    """`done` counts done and late; `mark` is the word of all, or none where they differ."""
    (each,) = tallies(plan(row("1.1", by("2016-06-30"), units=("甲局", "乙局", "丙局"))), "2016-07-01")
    marked = replace(
        each,
        obligations=(
            Obligation("甲局", "done", None, account=Account("done")),
            Obligation("乙局", "late", None, account=Account("done")),
            Obligation("丙局", "overdue", None, account=Account("doing")),
        ),
    )
    assert (marked.done, marked.mark) == (2, None)
    assert replace(marked, obligations=marked.obligations[:2]).mark == "done"


@pytest.mark.parametrize(("today", "expected"), [("2016-09-30", "due"), ("2016-11-01", "overdue")])
def test_what_nobody_is_named_to_owe_stays_in_sight(today: str, expected: State) -> None:
    """A row without units has its occurrences all the same, and the date alone decides their state."""
    table = plan(row("1.1", by("2016-10-15"), units=[]))
    (each,) = tallies(table, today)
    assert (each.state, each.obligations) == (expected, ())
