"""`gkplan event`: what a rule waits for has happened."""

from __future__ import annotations

import pytest
from tests.helpers.office import Office


def test_three_working_days_after_the_feast(office: Office) -> None:
    """Three working days from the 30th of September 2016 end on the 10th of October, past the feast."""
    (record,) = office.record("event", "3.1", "--on", "2016-09-30", "--label", "某文件")
    assert (record["do"], record["rule"], record["quote"], record["label"]) == ("event", 1, "不超过3个工作日", "某文件")
    occurrence = office.occurrence("3.1@from-2016-09-30", today="2016-10-08")
    assert (occurrence["due"], occurrence["state"]) == ("2016-10-10", "due")
    assert office.occurrence("3.1@from-2016-09-30", today="2016-10-11")["state"] == "overdue"


@pytest.mark.parametrize(
    ("at", "due"), [([], "2016-10-01"), (["--at", "15:00"], "2016-10-01"), (["--at", "00:00"], "2016-10-01")]
)
def test_hours_are_counted_from_the_hour(office: Office, at: list[str], due: str) -> None:
    """Twenty-four hours end on the next day, with the hour and without."""
    office.record("event", "3.2", "--on", "2016-09-30", *at)
    assert office.occurrence("3.2@from-2016-09-30")["due"] == due


def test_an_event_of_a_later_day_is_not_known_before_it(office: Office) -> None:
    """An answer as of a day before the event has no occurrence of it."""
    office.record("event", "3.1", "--on", "2016-09-30")
    assert office("show", "3.1", today="2016-09-29").json["occurrences"] == []


def test_two_events_of_one_day_are_told_apart_by_a_label(office: Office) -> None:
    """The same event twice is refused; with another label it is a second one, numbered."""
    office.record("event", "3.1", "--on", "2016-09-30")
    assert "recorded already" in office.refused("event", "3.1", "--on", "2016-09-30")
    office.record("event", "3.1", "--on", "2016-09-30", "--label", "又一件")
    assert [each["id"] for each in office("show", "3.1").json["occurrences"]] == [
        "3.1@from-2016-09-30",
        "3.1@from-2016-09-30/2",
    ]


def test_an_event_taken_back_leaves_the_other_its_name(office: Office) -> None:
    """A mark of the first event never comes to count for the second when the first is taken back; it is doubted."""
    (first,) = office.record("event", "3.1", "--on", "2016-09-30")
    office.record("mark", "3.1@from-2016-09-30", "done")
    office.record("event", "3.1", "--on", "2016-09-30", "--label", "又一件")
    office.record("undo", first["id"])
    asked = office("show", "3.1")
    assert [(each["id"], each["state"]) for each in asked.json["occurrences"]] == [("3.1@from-2016-09-30/2", "overdue")]
    assert "no longer fits the plan" in asked.err


def test_the_same_event_from_two_branches_is_one(office: Office) -> None:
    """Two officers who record one event on two branches bring about one occurrence."""
    office.record("event", "3.1", "--on", "2016-09-30")
    (line,) = office.lines()
    with office.ledger.open("a", encoding="utf-8") as file:
        file.write(line.replace('"id": "', '"id": "b') + "\n")
    assert [each["id"] for each in office("show", "3.1").json["occurrences"]] == ["3.1@from-2016-09-30"]


def test_of_several_rules_one_is_named(office: Office) -> None:
    """Where several rules of a row wait, the event says for which it is."""
    assert "--rule N, of: 1 甲事后5日内；2 乙事后9日内" in office.refused("event", "3.4", "--on", "2016-09-30")
    office.record("event", "3.4", "--on", "2016-09-30", "--rule", "2")
    office.record("mark", "3.4", "done", "--on", "2016-10-09")
    office.record("event", "3.4", "--on", "2016-09-30", "--rule", "1")
    found = office("show", "3.4").json["occurrences"]
    assert [(each["id"], each["rule"], each["due"], each["state"]) for each in found] == [
        ("3.4@from-2016-09-30/2", 1, "2016-10-05", "overdue"),
        ("3.4@from-2016-09-30", 2, "2016-10-09", "done"),
    ]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["1.1", "--on", "2016-09-30"], "waits for no event"),
        (["9.9"], "There is no row 9.9."),
        (["3.1", "--on", "2016-12-21"], "is in the future"),
        (["3.4", "--rule", "3"], "Say which rule"),
        (["3.1", "--at", "25:00"], "no time of day"),
    ],
)
def test_what_can_not_have_happened_is_refused(office: Office, arguments: list[str], why: str) -> None:
    """A row that waits for nothing, a day to come, an hour that is none."""
    assert why in office.refused("event", *arguments)


def test_an_occurrences_history_begins_with_its_event(office: Office) -> None:
    """`show` of an occurrence has the event that brought it about, and not another's."""
    office.record("event", "3.1", "--on", "2016-09-29")
    office.record("event", "3.1", "--on", "2016-09-30")
    office.record("mark", "3.1@from-2016-09-30", "done")
    history = office("show", "3.1@from-2016-09-30").json["records"]
    assert [(each["do"], each["on"]) for each in history] == [("event", "2016-09-30"), ("mark", "2016-12-20")]
