"""A plan brought up to date from its document."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.helpers.plans import by, plan, row

from gkplan.plan.model import Corrected, Plan, Reviewed, Row, Task, Unit
from gkplan.readers.doubts import Doubt
from gkplan.readers.interface import Draft
from gkplan.readers.update import updated


def _row(id_: str, requirement: str, deadline: str = "2016年6月底前", **more: Any) -> Row:
    fields: dict[str, Any] = {
        "requirement": requirement,
        "deadline": deadline,
        "title": f"工作{id_.partition('.')[0]}",
        **more,
    }
    return row(id_, by("2016-06-30", quote=deadline), **fields)


def _updated(before: Plan, *rows: Row, doubts: tuple[Doubt, ...] = ()) -> Draft:
    return updated(before, Draft(plan(*rows), doubts))


def _ids(draft: Draft) -> dict[str, str]:
    return {each.requirement: each.id for each in draft.plan.rows()}


def test_the_same_rows_are_the_plan_before() -> None:
    """Nothing changes where the document says the same."""
    before = plan(_row("1.1", "甲"), _row("1.2", "乙"), _row("2.1", "丙"))

    assert _updated(before, *before.rows()).plan == before


def test_rows_keep_their_ids_where_the_document_moves_them() -> None:
    """A new row between others, and a new task before others, take free numbers; those there were keep theirs."""
    before = plan(_row("1.1", "甲"), _row("1.2", "乙"), _row("2.1", "丙"))
    draft = _updated(
        before, _row("1.1", "新"), _row("2.1", "甲"), _row("2.2", "又"), _row("2.3", "乙"), _row("3.1", "丙")
    )

    assert _ids(draft) == {"新": "3.1", "甲": "1.1", "又": "1.3", "乙": "1.2", "丙": "2.1"}


def test_the_id_of_a_row_that_is_gone_is_given_to_no_other() -> None:
    """The ledger may know it."""
    before = plan(_row("1.1", "甲"), _row("1.2", "乙"), _row("2.1", "丙"))

    assert _ids(_updated(before, _row("1.1", "甲"), _row("1.2", "新"), _row("2.1", "丁"))) == {
        "甲": "1.1",
        "新": "1.3",
        "丁": "3.1",
    }


def test_a_row_that_changes_its_task_is_told() -> None:
    """Its id can't stay; the doubt says which it was."""
    before = plan(_row("1.1", "甲"), _row("1.2", "乙"), _row("2.1", "丙"))
    draft = _updated(before, _row("1.1", "甲"), _row("2.1", "丙"), _row("2.2", "乙"))

    assert _ids(draft)["乙"] == "2.2"
    assert draft.doubts == (Doubt("row-moved", "2.2", 0, "1.2"),)


def test_what_a_person_settled_stays_and_is_no_doubt() -> None:
    """A reviewed row is kept whole, with its rules; what the reader was in doubt about there is settled."""
    reviewed = replace(
        _row("1.1", "甲"), rules=(by("2016-05-31", quote="6月底前"),), reviewed=Reviewed("某", date(2016, 7, 1), "已核")
    )
    before = plan(reviewed, _row("1.2", "乙"))
    doubts = (Doubt("brackets", "1.1", 1, "甲"), Doubt("brackets", "1.2", 2, "乙"))
    draft = _updated(before, _row("1.1", "甲"), _row("1.2", "乙"), doubts=doubts)

    assert next(draft.plan.rows()) == reviewed
    assert draft.doubts == doubts[1:]


def test_a_review_of_other_words_is_dropped_and_said() -> None:
    """The deadline changed: the row is read anew under its id, and somebody must review it again."""
    before = plan(replace(_row("1.1", "甲", completion="lead"), reviewed=Reviewed("某", date(2016, 7, 1), "已核")))
    draft = _updated(before, _row("1.1", "甲", "2016年9月底前"))
    (changed,) = draft.plan.rows()

    assert (changed.reviewed, changed.completion, changed.deadline) == (None, "lead", "2016年9月底前")
    assert changed.rules == (by("2016-09-30", quote="2016年9月底前"),)
    assert draft.doubts == (Doubt("review-stale", "1.1", 0, "已核"),)


def test_the_correction_of_a_cell_that_stayed_stays() -> None:
    """One of a cell whose words changed is dropped, in doubt."""
    corrected = Corrected(requirement="甲事", deadline="2016年7月底前", note="漏字")
    before = plan(replace(_row("1.1", "甲"), corrected=corrected))
    draft = _updated(before, _row("1.1", "甲", "2016年9月底前"))
    (changed,) = draft.plan.rows()

    assert changed.corrected == Corrected(requirement="甲事", note="漏字")
    assert [doubt.code for doubt in draft.doubts] == ["correction-stale"]


def test_units_are_those_of_the_plan_before() -> None:
    """An alias is its unit, a new spelling an alias, a new body a new unit; members and full names stay."""
    known = Unit("市发展改革局", "某市发展和改革局", aliases=("市发改局",), initials=("sfzggj",))
    before = replace(plan(_row("1.1", "甲", units=("市发展改革局",))), units=(known,))
    fresh = _row("1.1", "甲", units=("市发改局", "市财政局"), units_text=None)
    draft = _updated(before, fresh)
    (changed,) = draft.plan.rows()

    assert draft.plan.units == (known, Unit("市财政局"))
    assert (changed.units, changed.units_text) == (("市发展改革局", "市财政局"), "市发改局、市财政局")


def test_settings_are_those_of_the_plan_before() -> None:
    """Its id, title, region and policy; the document it was read from is the new one."""
    before = replace(plan(_row("1.1", "甲"), soon=10), id="kept", region="某市", title="原题")
    after = _updated(before, _row("1.1", "甲")).plan

    assert (after.id, after.region, after.title, after.policy.soon) == ("kept", "某市", "原题", 10)


def test_tasks_without_rows_in_common_are_new() -> None:
    """Each is numbered after those there were."""
    before = plan(_row("1.1", "甲"))
    tasks = _updated(before, _row("1.1", "新"), _row("2.1", "又")).plan.tasks

    assert [task.no for task in tasks] == [2, 3]
    assert all(isinstance(task, Task) for task in tasks)


def test_a_reworded_row_keeps_its_id_in_doubt() -> None:
    """The one most alike; what a person said of the words before is dropped, and a row that is gone is told."""
    before = plan(
        replace(_row("1.1", "精简办事环节。"), reviewed=Reviewed("某", date(2016, 7, 1), "已核")),
        _row("1.2", "精简办事材料。"),
        _row("1.3", "修建农村公路"),
    )
    draft = _updated(
        before, _row("1.1", "新建公园"), _row("1.2", "精简办事环节，压缩时限。"), _row("1.3", "精简各类办事材料。")
    )

    assert _ids(draft) == {"新建公园": "1.4", "精简办事环节，压缩时限。": "1.1", "精简各类办事材料。": "1.2"}
    assert draft.doubts == (
        Doubt("row-gone", "1.3", 0, "修建农村公路"),
        Doubt("row-reworded", "1.1", 0, "精简办事环节。"),
        Doubt("review-stale", "1.1", 0, "已核"),
        Doubt("row-reworded", "1.2", 0, "精简办事材料。"),
    )
