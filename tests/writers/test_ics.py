"""A calendar, read back: every task is in it with its date and its status, and nothing a plan says is run."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from tests.helpers.answers import HOSTILE, STEERING
from tests.helpers.extracts import extended, extract, marked
from tests.helpers.plans import by, day, group, plan, recurring, row, standing, window

from gkplan.clean import visible
from gkplan.deadline.rules import Event
from gkplan.plan.load import load
from gkplan.plan.model import Unit
from gkplan.query.filters import Filters
from gkplan.writers.ics import Form, IcsWriter
from gkplan.writers.interface import Extract

COUNTIES = group("各县政府", "甲县政府", "乙县政府")
PLAN = plan(
    row("1.1", by("2016-06-30"), units=("市房管局",)),
    row("1.2", by("2016-07-31", "2016-08-31", quote="2016年8月前"), units=("市房管局", "各县政府")),
    row("1.3", window("2016-05-01", "2016-07-15", quote="5月至7月15日"), units=("市审计局",), support=("市房管局",)),
    row("2.1", standing(), recurring("quarterly", column="requirement", quote="每季度"), units=("各县政府",)),
    row("2.2", recurring("weekly", "2016-06-01", "2016-07-31", quote="每周", by="Monday"), units=("市审计局",)),
    units=[COUNTIES],
)


def components(content: bytes, name: str = "VTODO") -> dict[str, Any]:
    """The components of a calendar by the part of their UID before the plan's id, each once."""
    found = [each for each in Calendar.from_ical(content).walk(name) if "recurrence-id" not in each]
    named = {str(each["uid"]).partition("@")[0]: each for each in found}
    assert len(named) == len(found)
    return named


def todos(made: Extract, form: Form = "todo", **more: Any) -> dict[str, Any]:
    """The tasks, or the events, of an extract."""
    return components(IcsWriter(form, **more).content(made), f"V{form.upper()}")


def dated(component: Any, name: str) -> Any:
    """A property's date."""
    return component.decoded(name)


def test_every_occurrence_is_a_task_with_its_due_date() -> None:
    """One VTODO for each occurrence; DUE is a date, and stands where there is one."""
    made = extract(PLAN)
    tasks = todos(made)
    due = {each.occurrence.id.replace("@", "-"): each.occurrence.due for each in made.tallies}
    assert {name: dated(task, "due") if "due" in task else None for name, task in tasks.items()} == due
    assert {type(value) for value in due.values()} == {date, type(None)}
    assert tasks["1.1-2016-06-30"]["due"].params["VALUE"] == "DATE"


def test_a_task_is_in_the_categories_of_its_units() -> None:
    """Each unit that is named is a category, also one with a comma or a full-width mark in its name."""
    odd = Unit("县,（市、区）;政府")
    (task,) = todos(extract(plan(row("1.1", by("2016-06-30"), units=("市房管局", odd.name)), units=[odd]))).values()
    assert [str(category) for category in task["categories"].cats] == ["市房管局", odd.name]


def test_the_status_is_what_the_ledger_says() -> None:
    """Done is completed on its day, dropped is cancelled, begun is in process as far as it is, else it needs action."""
    records = [
        marked(PLAN, "1.1@2016-06-30", "市房管局", "done"),
        marked(PLAN, "1.2@2016-07-31", "市房管局", "submitted"),
        marked(PLAN, "1.3@2016-07-15", "市审计局", "dropped"),
        marked(PLAN, "2.1@2016-Q1", "甲县政府", "done", rule=2),
    ]
    tasks = todos(extract(PLAN, *records))
    statuses = {name: str(task["status"]) for name, task in tasks.items()}
    assert statuses["1.1-2016-06-30"] == "COMPLETED"
    assert statuses["1.2-2016-07-31"] == statuses["2.1-2016-Q1"] == "IN-PROCESS"
    assert statuses["1.3-2016-07-15"] == "CANCELLED"
    assert statuses["2.1-2016-Q2"] == statuses["2.2-2016-W23"] == "NEEDS-ACTION"
    assert tasks["1.1-2016-06-30"].decoded("completed") == datetime(2016, 6, 30, tzinfo=UTC)
    assert (tasks["1.1-2016-06-30"]["percent-complete"], tasks["2.1-2016-Q1"]["percent-complete"]) == (100, 50)


def test_what_fell_due_before_the_plan_was_issued_is_cancelled() -> None:
    """Nobody owes it, and nobody has done it."""
    (task,) = todos(extract(plan(row("1.1", by("2016-03-31")), issued="2016-05-01"))).values()
    assert (str(task["status"]), task.subcomponents) == ("CANCELLED", [])


def test_time_granted_moves_the_date() -> None:
    """A task is due when it is expected now; the first date stands in its description, and its UID stays."""
    tasks = todos(extract(PLAN, extended(PLAN, "1.1@2016-06-30", "2016-08-15")))
    assert dated(tasks["1.1-2016-06-30"], "due") == day("2016-08-15")
    assert "2016-06-30" in str(tasks["1.1-2016-06-30"]["description"])


def test_a_task_begins_before_it_ends_or_has_no_beginning() -> None:
    """DTSTART is there only where it is earlier than DUE (RFC 5545, 3.8.2.3), and of the same type."""
    tasks = todos(extract(PLAN))
    assert (dated(tasks["1.3-2016-07-15"], "dtstart"), "dtstart" in tasks["1.1-2016-06-30"]) == (
        day("2016-05-01"),
        False,
    )
    assert "dtstart" not in tasks["2.2-2016-W23"]
    for task in tasks.values():
        if "dtstart" in task and "due" in task:
            assert dated(task, "dtstart") < dated(task, "due")


def test_open_tasks_are_called_to_mind_before_their_end() -> None:
    """One alarm, a week before the end or as long as is asked for; none for what is closed, undated, or by 0 days."""
    made = extract(PLAN, marked(PLAN, "1.1@2016-06-30", "市房管局", "done"))
    tasks = todos(made)
    (alarm,) = tasks["1.2-2016-07-31"].subcomponents
    assert (alarm["action"], alarm.decoded("trigger")) == ("DISPLAY", timedelta(days=-7))
    assert alarm["trigger"].params["RELATED"] == "END"
    assert tasks["1.1-2016-06-30"].subcomponents == tasks["2.1-2016"].subcomponents == []
    (later,) = todos(made, margin=timedelta(days=30))["1.2-2016-07-31"].subcomponents
    assert later.decoded("trigger") == timedelta(days=-30)
    assert todos(made, margin=timedelta(0))["1.2-2016-07-31"].subcomponents == []


def test_the_same_plan_gives_the_same_bytes() -> None:
    """No clock is asked: neither the moment of export nor the day asked about changes what a task says."""
    records = [marked(PLAN, "1.1@2016-06-30", "市房管局", "done")]
    first = IcsWriter().content(extract(PLAN, *records))
    assert IcsWriter().content(extract(PLAN, *records)) == first
    assert IcsWriter().content(extract(PLAN, *records, today="2016-09-01")) == first


def test_a_record_moves_the_stamp_of_its_row_alone() -> None:
    """What is recorded of a row is a revision of its tasks: their stamp and number move on, and others' do not."""
    before = todos(extract(PLAN))
    after = todos(extract(PLAN, marked(PLAN, "1.1@2016-06-30", "市房管局", "done")))
    assert before["1.1-2016-06-30"].decoded("dtstamp") == datetime(2016, 1, 1, tzinfo=UTC)
    assert after["1.1-2016-06-30"].decoded("dtstamp") == datetime(2016, 6, 30, 8, tzinfo=UTC)
    assert (before["1.1-2016-06-30"]["sequence"], after["1.1-2016-06-30"]["sequence"]) == (0, 1)
    changed = {name for name in after if after[name].to_ical() != before[name].to_ical()}
    assert changed == {"1.1-2016-06-30"}


def test_a_unit_gets_its_own_calendar() -> None:
    """With a unit, its tasks alone, with its own status, under its name."""
    record = marked(PLAN, "1.2@2016-07-31", "甲县政府", "done")
    made = extract(PLAN, record, unit="甲县政府")
    tasks = todos(made)
    assert set(tasks) == {"1.2-2016-07-31", "2.1-2016", "2.1-2016-Q1", "2.1-2016-Q2", "2.1-2016-Q3", "2.1-2016-Q4"}
    assert str(tasks["1.2-2016-07-31"]["status"]) == "COMPLETED"
    assert str(Calendar.from_ical(IcsWriter().content(made))["x-wr-calname"]).endswith("（甲县政府）")


def test_filters_are_the_occurrences() -> None:
    """State and kind are asked of each occurrence."""
    assert set(todos(extract(PLAN, filters=Filters(states=("overdue",), kinds=("by",))))) == {"1.1-2016-06-30"}


def test_events_fill_the_day_on_which_something_is_due() -> None:
    """All-day events, their owner free, for everything that has a date; what is in force is no event."""
    made = extract(PLAN, marked(PLAN, "1.1@2016-06-30", "市房管局", "done"))
    events = todos(made, "event")
    assert set(events) == {each.occurrence.id.replace("@", "-") for each in made.tallies if each.occurrence.due}
    june = events["1.1-2016-06-30"]
    assert (dated(june, "dtstart"), dated(june, "dtend")) == (day("2016-06-30"), day("2016-07-01"))
    assert (str(june["transp"]), str(june["status"]), "due" in june) == ("TRANSPARENT", "CONFIRMED", False)
    assert str(june["summary"]).startswith("【done】1.1 ")
    (alarm,) = events["1.2-2016-07-31"].subcomponents
    assert alarm["trigger"].params.get("RELATED", "START") == "START"


def test_a_dropped_event_is_cancelled() -> None:
    """The one status of the ledger that an event knows too."""
    events = todos(extract(PLAN, marked(PLAN, "1.3@2016-07-15", "市审计局", "dropped")), "event")
    assert str(events["1.3-2016-07-15"]["status"]) == "CANCELLED"


@pytest.mark.parametrize("form", ["todo", "event"])
def test_recurring_rules_can_be_recurrences(form: Form) -> None:
    """With `rrule` one component a rule, counted from month ends, with a date for its end; others stay as they are."""
    series = todos(extract(PLAN), form, rrule=True)
    quarterly, weekly = series["2.1-rule2"], series["2.2-rule1"]
    assert dict(quarterly["rrule"]) == {
        "FREQ": ["MONTHLY"],
        "BYMONTH": [3, 6, 9, 12],
        "BYMONTHDAY": [-1],
        "UNTIL": [day("2016-12-31")],
    }
    assert "UNTIL=20161231;" in quarterly["rrule"].to_ical().decode() + ";"
    assert (dated(quarterly, "dtstart"), dated(weekly, "dtstart")) == (day("2016-03-31"), day("2016-05-30"))
    assert not any("due" in each for each in (quarterly, weekly))
    assert "1.1-2016-06-30" in series
    assert not [name for name in series if name.startswith("2.2-2016")]


def test_what_is_known_of_one_period_is_an_exception_to_its_recurrence() -> None:
    """A quarter that is done keeps its status under the UID of the series, named by its due day."""
    content = IcsWriter(rrule=True).content(extract(PLAN, marked(PLAN, "2.2@2016-W23", "市审计局", "done")))
    (exception,) = [each for each in Calendar.from_ical(content).walk("VTODO") if "recurrence-id" in each]
    assert str(exception["uid"]) == "2.2-rule1@test-2016.gkplan"
    assert (str(exception["status"]), exception.decoded("recurrence-id")) == ("COMPLETED", day("2016-06-06"))


def test_a_rule_that_no_recurrence_says_is_written_out() -> None:
    """Where a month lacks the day, each period is a task of its own, also with `rrule`."""
    table = plan(row("1.1", recurring("monthly", by="day 30 of month")))
    assert len(todos(extract(table), rrule=True)) == 12


def test_an_occurrence_without_a_date_is_a_task_all_the_same() -> None:
    """What an event brought about without a date is among the tasks, and has no alarm."""
    table = plan(row("1.1", Event("收到文件后", quote="收到文件后")))
    record = marked(table, "1.1@from-2016-06-01", "甲局", "doing")
    happened = record._replace(id="e", do="event", of=None, unit=None, word=None, on=day("2016-06-01"))
    (task,) = todos(extract(table, happened, record)).values()
    assert ("due" in task, str(task["status"]), task.subcomponents) == (False, "IN-PROCESS", [])


@pytest.mark.parametrize("hostile", [*HOSTILE, "x\nEND:VTODO\nBEGIN:VEVENT", "a;b,c\\n:d", "\ufffe\uffff"])
def test_no_word_of_a_plan_is_a_line_of_the_calendar(hostile: str) -> None:
    """Hostile text arrives as the text that it is, with nothing that steers, on lines of at most 75 octets."""
    table = plan(row("1.1", by("2016-06-30"), requirement=f"要求{hostile}完成", title=hostile, units=(f"局{hostile}",)))
    content = IcsWriter().content(extract(table))
    (task,) = components(content).values()
    assert visible(f"要求{hostile}完成").replace("\r\n", "\n") in str(task["description"])
    assert not STEERING & set(content.decode().replace("\r\n", "\n"))
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert [each.name for each in Calendar.from_ical(content).walk()] == ["VCALENDAR", "VTODO", "VALARM"]


def test_a_long_requirement_is_short_in_the_summary_and_whole_in_the_description() -> None:
    """A list of tasks shows a line each."""
    (task,) = todos(extract(plan(row("1.1", by("2016-06-30"), requirement="要" * 40_000)))).values()
    assert (len(str(task["summary"])) < 120, "要" * 40_000 in str(task["description"])) == (True, True)


def test_nothing_kept_is_an_empty_calendar() -> None:
    """A filter that keeps nothing gives a calendar without tasks."""
    assert todos(extract(PLAN, filters=Filters(tasks=(99,)))) == {}


def test_the_plan_of_2016_is_in_it_whole() -> None:
    """Each of its occurrences arrives with its due date, by itself and as recurrences."""
    loaded = load(Path(__file__).parents[2] / "data/tasks.yaml", shown="tasks.yaml").plan
    assert loaded is not None
    made = extract(loaded, today="2016-12-01")
    tasks = todos(made)
    assert len(tasks) == len(made.tallies) > 150
    assert sum("due" in task for task in tasks.values()) == sum(
        each.occurrence.due is not None for each in made.tallies
    )
    assert len([task for task in todos(made, rrule=True).values() if "rrule" in task]) > 5
