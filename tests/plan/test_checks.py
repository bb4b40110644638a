"""What the checks let pass: the gallery shows what they refuse."""

from __future__ import annotations

import pytest

from gkplan.plan.load import load_bytes

PLAN = """\
schema: 1
plan: {id: x-2016, title: 某市2016年分工方案, year: 2016, issued: 2016-06-30}
units:
  - {name: 市府办, full_name: 市府办, aliases: [市府办, 府办]}
  - {name: 各县政府, members: [甲县政府, 开发区]}
  - {name: 开发区, members: [乙镇政府], open: true}
  - {name: 甲县政府}
  - {name: 乙镇政府}
tasks:
  - no: 1
    title: 任务
    rows:
      - no: 1
        requirement: 检查
        units: [各县政府]
        support: [市府办]
        deadline: 2016年12月底前
        rules:
          - {kind: by, date: 2016-12-31, quote: 2016年12月底前, from: deadline}
"""
RULE = "{kind: by, date: 2016-12-31, quote: 2016年12月底前, from: deadline}"


def codes(*changes: tuple[str, str]) -> list[str]:
    """The findings of the plan after some changes to its text."""
    text = PLAN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return [finding.code for finding in load_bytes(text.encode(), "x.yaml", reread=True).findings]


def with_rule(rule: str, deadline: str) -> list[str]:
    """The findings of the plan with another rule and deadline."""
    return codes((RULE, rule), ("deadline: 2016年12月底前", f"deadline: {deadline}"))


def test_a_sound_plan_has_no_finding() -> None:
    """A unit may carry its own name as full name and alias, and groups may stand within groups."""
    assert codes() == []


@pytest.mark.parametrize("unit", ["各县政府", "甲县政府", "开发区", "乙镇政府"])
def test_a_rule_may_bind_any_part_of_its_row(unit: str) -> None:
    """A rule's units are a unit of the row, a member of its group, or a member of a group in that group."""
    assert "GK206" not in codes((RULE, RULE.replace("from", f"units: [{unit}], from")))


def test_a_supporting_unit_is_bound_by_no_rule() -> None:
    """Who only assists owes nothing dated, so no rule is its."""
    assert codes((RULE, RULE.replace("from", "units: [市府办], from"))) == ["GK206"]


def test_a_cycle_is_told_once() -> None:
    """Three groups in a ring are one finding, with the way round; a group in it beside the ring adds none."""
    changes = [
        ("{name: 甲县政府}", "{name: 甲县政府, members: [乙镇政府]}"),
        ("{name: 乙镇政府}", "{name: 乙镇政府, members: [甲县政府]}"),
    ]
    assert codes(*changes) == ["GK203"]


def test_a_group_that_only_leads_to_a_ring_is_no_ring() -> None:
    """The finding stands at a group of the ring, not at one that merely contains it."""
    text = PLAN.replace("{name: 乙镇政府}", "{name: 乙镇政府, members: [开发区]}")
    findings = load_bytes(text.encode(), "x.yaml").findings
    assert [(finding.code, finding.params["unit"]) for finding in findings] == [("GK203", "开发区")]


def test_a_rows_number_may_repeat_in_another_task() -> None:
    """Rows are numbered within their task."""
    task = PLAN[PLAN.index("  - no: 1\n    title") :]
    assert codes((task, task + task.replace("no: 1\n    title", "no: 2\n    title"))) == []


def test_words_are_looked_for_as_meant() -> None:
    """Where the source has a slip the quote is of the corrected words, and the printed ones are not read."""
    slip = "deadline: 2016年12底前\n        corrected: {deadline: 2016年12月底前, note: 漏“月”字}"
    assert codes(("deadline: 2016年12月底前", slip)) == []
    assert codes(("deadline: 2016年12月底前", "deadline: 2016年12底前")).count("GK259") == 1


@pytest.mark.parametrize(
    ("rule", "deadline"),
    [
        ("{kind: window, start: 2016-03-01, end: 2016-03-01, quote: 2016年3月1日, from: deadline}", "2016年3月1日"),
        ("{kind: standing, start: 2016-01-01, end: null, quote: 长期, from: deadline}", "长期"),
        ("{kind: none, reason: 表头, quote: '', from: deadline}", "完成时限"),
        ("{kind: event, offset: -P7D, quote: 提前一周, from: deadline}", "提前一周"),
        ("{kind: event, offset: P100Y, quote: 百年内, from: deadline}", "百年内"),
        ("{kind: by, date: 2036-12-31, quote: 2036年, from: deadline}", "2036年"),
    ],
)
def test_the_edges_of_what_a_rule_may_say(rule: str, deadline: str) -> None:
    """One day is a span, an end may be open, nothing stated quotes nothing, and the limits themselves are allowed."""
    assert [code for code in with_rule(rule, deadline) if not code.startswith("GK3")] == []


def test_a_reviewed_row_is_not_read_again() -> None:
    """A person's decision stands: neither the rules nor the doubts of the words are findings."""
    changed = ("2016-12-31", "2016-11-30"), ("requirement: 检查", "requirement: 检查，每月通报")
    reviewed = ("        rules:", "        reviewed: {by: 市府办, on: 2016-07-01, why: 已核}\n        rules:")
    assert codes(*changed) == ["GK351", "GK351", "GK352"]
    assert codes(*changed, reviewed) == []


def test_a_date_far_off_that_a_person_reviewed() -> None:
    """Twenty-one years on is a slip, unless the row says that it is not."""
    far = (RULE, RULE.replace("2016-12-31", "2037-12-31"))
    reviewed = ("        rules:", "        reviewed: {by: 市府办, on: 2016-07-01, why: 已核}\n        rules:")
    assert "GK253" in codes(far)
    assert codes(far, reviewed) == []
