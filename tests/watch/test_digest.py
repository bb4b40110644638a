"""What one unit must hear."""

from __future__ import annotations

import pytest
from tests.helpers.plans import by, group, plan, recurring, row, standing
from tests.helpers.told import marked, told

from gkplan.deadline.rules import Directive, Event, Irregular, Unstated
from gkplan.watch.digest import Digest, told_apart


def ids(found: Digest) -> dict[str, list[str]]:
    """The ids in each part that has any."""
    parts = {
        "overdue": [each.occurrence.id for each in found.overdue],
        "due": [each.occurrence.id for each in found.due],
        "returned": [each.tally.occurrence.id for each in found.returned],
        "unsettled": [each.occurrence.id for each in found.unsettled],
        "coming": [each.occurrence.id for each in found.coming],
        "waiting": [each.row.id for each in found.waiting],
    }
    return {name: part for name, part in parts.items() if part}


def test_each_thing_stands_in_one_part() -> None:
    """Late, near, in force, to come and waiting each have their place; what is far off and irregular has none."""
    table = plan(
        row("1.1", by("2016-05-31")),
        row("1.2", by("2016-07-31")),
        row("1.3", by("2016-12-31")),
        row("1.4", recurring("quarterly")),
        row("1.5", standing("2015-01-01", "2016-12-31")),
        row("2.1", Event("文件印发", "P20D", quote="文件印发后20日内")),
        row("2.2", Directive("省", quote="按省部署")),
        row("2.3", Irregular(quote="不定期")),
        row("2.4", Unstated("an empty cell"), deadline="完成时限"),
        row("3.1", by("2016-05-31"), units=["乙局"]),
    )
    assert ids(told(table, "甲局", "2016-07-01")) == {
        "overdue": ["1.4@2016-Q1", "1.1@2016-05-31", "1.4@2016-Q2"],
        "due": ["1.2@2016-07-31"],
        "unsettled": ["1.5@2015"],
        "coming": ["1.4@2016-Q3"],
        "waiting": ["2.1", "2.2", "2.4"],
    }
    assert ids(told(table, "乙局", "2016-07-01")) == {"overdue": ["3.1@2016-05-31"]}


def test_due_is_what_must_be_acted_on_in_time() -> None:
    """Saturday the 31st of December must be acted on by Friday, and the reminder counts to Friday."""
    table = plan(row("1.1", by("2016-12-31")))
    assert ids(told(table, "甲局", "2016-12-23", within=7)) == {"due": ["1.1@2016-12-31"]}
    assert ids(told(table, "甲局", "2016-12-22", within=7)) == {}


def test_what_is_returned_is_heard_with_its_reason() -> None:
    """A return stands by itself, late or not, until the unit has handed in again."""
    table = plan(row("1.1", by("2016-06-30")))
    handed_in, returned = (
        marked("1.1@2016-06-30", "submitted"),
        marked("1.1@2016-06-30", "returned", on="2016-01-03", note="缺附件"),
    )
    again = marked("1.1@2016-06-30", "submitted", on="2016-01-04")._replace(id="again")
    found = told(table, "甲局", "2016-07-01", handed_in, returned)
    assert ids(found) == {"returned": ["1.1@2016-06-30"]}
    assert [record.note for record in found.returned[0].records] == ["缺附件"]
    assert found.urgent
    assert told(table, "甲局", "2016-07-01", handed_in, returned, again).empty


@pytest.mark.parametrize("word", ["done", "submitted", "dropped"])
def test_what_is_handed_in_is_not_heard_of_again(word: str) -> None:
    """A unit that has done its part is left in peace, whatever the others do."""
    table = plan(row("1.1", by("2016-06-30"), units=["甲局", "乙局"]))
    mark = marked("1.1@2016-06-30", word)
    assert told(table, "甲局", "2016-07-01", mark).empty
    assert ids(told(table, "乙局", "2016-07-01", mark)) == {"overdue": ["1.1@2016-06-30"]}


def test_where_the_lead_answers_alone_the_others_are_released_with_it() -> None:
    """Once the lead has done what it alone answers for, nobody else is reminded of it."""
    table = plan(row("1.1", by("2016-06-30"), units=["甲局", "乙局"], completion="lead"))
    assert ids(told(table, "乙局", "2016-07-01")) == {"overdue": ["1.1@2016-06-30"]}
    assert told(table, "乙局", "2016-07-01", marked("1.1@2016-06-30", "done")).empty


def test_a_group_hears_for_its_members_and_a_member_for_itself() -> None:
    """A closed group's digest is of all its members; each member's is its own; an open group is told as itself."""
    units = [group("各县", "甲县", "乙县"), group("有关单位", "丙局", open_=True)]
    table = plan(row("1.1", by("2016-06-30"), units=["各县", "有关单位"]), units=units)
    done = marked("1.1@2016-06-30", "done", "甲县")
    (late,) = told(table, "各县", "2016-07-01", done).overdue
    assert [(one.unit, one.state) for one in late.obligations] == [("甲县", "done"), ("乙县", "overdue")]
    assert told(table, "甲县", "2016-07-01", done).empty
    assert ids(told(table, "丙局", "2016-07-01", done)) == {"overdue": ["1.1@2016-06-30"]}
    assert {unit.name for unit in told_apart(table)} == {"有关单位", "丙局", "甲县", "乙县"}


def test_a_rule_for_some_units_waits_for_them_alone() -> None:
    """What waits is told to those whom its rule binds."""
    waiting = Event("会议召开", "P5D", quote="会后5日内", units=("乙局",))
    table = plan(row("1.1", by("2016-12-31"), waiting, units=["甲局", "乙局"]))
    assert ids(told(table, "甲局", "2016-07-01")) == {}
    assert ids(told(table, "乙局", "2016-07-01")) == {"waiting": ["1.1"]}


def test_filters_hold_for_every_part() -> None:
    """Task, kind, state and words keep what they keep elsewhere; a state has no place among what waits."""
    table = plan(
        row("1.1", by("2016-06-30")), row("2.1", by("2016-06-30")), row("2.2", Event("印发", None, quote="印发后"))
    )
    assert ids(told(table, "甲局", "2016-07-01", tasks=(2,))) == {"overdue": ["2.1@2016-06-30"], "waiting": ["2.2"]}
    assert ids(told(table, "甲局", "2016-07-01", kinds=("event",))) == {"waiting": ["2.2"]}
    assert ids(told(table, "甲局", "2016-07-01", states=("overdue",), grep="要求1.1")) == {
        "overdue": ["1.1@2016-06-30"]
    }
