"""A plan written as its file."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml

from gkplan.deadline.rules import By, Event, Recurring, Standing, Yearless
from gkplan.plan.dump import dump
from gkplan.plan.load import load_bytes
from gkplan.plan.model import Corrected, Plan, Policy, Reviewed, Row, Source, Task, Unit

ROW = Row(1, 1, "推进公开", "公开名录。", ("市府办",), "2016年底前", (By(date(2016, 12, 31), quote="2016年底前"),))
PLAN = Plan("p", "某市2016年分工方案", (Unit("市府办", "某市人民政府办公室"),), (Task(1, "推进公开", (ROW,)),), 2016)


def _with(row: Row) -> Plan:
    return replace(PLAN, tasks=(Task(1, "推进公开", (row,)),))


def _line(text: str, words: str) -> str:
    (line,) = [line for line in text.splitlines() if words in line]
    return line.strip()


def _again(plan: Plan) -> Plan:
    loaded = load_bytes(dump(plan).encode(), "plan.yaml")
    assert loaded.plan is not None, loaded.findings
    return loaded.plan


def test_the_file_begins_with_its_schema() -> None:
    """Editors find the schema in the first line, and the version stands first."""
    assert dump(PLAN).splitlines()[:2] == ["# yaml-language-server: $schema=plan.schema.json", "schema: 1"]


def test_short_things_stand_in_one_line() -> None:
    """A unit, a list of units and a rule are one line each; words are neither escaped nor folded."""
    text = dump(PLAN)

    assert _line(text, "full_name") == "- {name: 市府办, full_name: 某市人民政府办公室}"
    assert _line(text, "units: [") == "units: [市府办]"
    assert _line(text, "kind") == "- {kind: by, date: 2016-12-31, quote: 2016年底前, from: deadline}"


def test_long_things_stand_a_line_an_entry() -> None:
    """A group with many members lists them one below the other."""
    members = tuple(f"第{number}个很长名称的县人民政府" for number in range(12))
    text = dump(replace(PLAN, units=(*PLAN.units, Unit("各县政府", members=members), *map(Unit, members))))

    assert "    members:\n      - 第0个很长名称的县人民政府\n" in text


def test_a_long_rule_stays_in_one_line() -> None:
    """Rules are compared line by line, however long their words are."""
    words = "待" + "省" * 200 + "后"
    row = replace(ROW, requirement=words, rules=(Event(words[1:], None, quote=words, column="requirement"),))

    assert _line(dump(_with(row)), "kind").startswith(f"- {{kind: event, trigger: {words[1:]}, offset: null")


def test_two_lines_of_a_cell_stay_two_lines() -> None:
    """A cell with a line break is written as a literal block."""
    row = replace(ROW, deadline="中考3 月\n高考11 月", rules=())

    assert "        deadline: |-\n          中考3 月\n          高考11 月\n" in dump(_with(row))


def test_words_that_yaml_would_take_for_something_else_are_quoted() -> None:
    """Numbers, dates and true as words are quoted; the key `no` is not, and is no boolean to our loader."""
    row = replace(ROW, requirement="2016", deadline="2016-12-31", title="推进公开", rules=())
    text = dump(_with(row))

    assert _line(text, "requirement") == "requirement: '2016'"
    assert _line(text, "deadline") == "deadline: '2016-12-31'"
    assert "\n  - no: 1\n" in text


FULL = replace(
    PLAN,
    issued=date(2016, 6, 1),
    region="某市",
    source=Source("a.txt", "ab" * 32),
    policy=Policy(15, 3),
    units=(*PLAN.units, Unit("各县政府", None, ("县政府",), ("gxzf",), ("市府办",), open=True, note="说明：甲、乙。")),
    tasks=(
        Task(
            3,
            "推进公开",
            (
                replace(ROW, task=3),
                replace(
                    ROW,
                    task=3,
                    item=7,
                    requirement="每季度公示（全文)。",
                    units=("市府办", "各县政府"),
                    units_text="市府办，\n各县政府（下同）",
                    deadline="全年工作",
                    corrected=Corrected("每季度公示（全文）。", note="括号不成对"),
                    completion="lead",
                    inherited=("units", "deadline"),
                    reviewed=Reviewed("编校", date(2016, 7, 1), "另有安排"),
                    rules=(
                        Standing(date(2016, 1, 1), None, quote="全年工作"),
                        Recurring(
                            "quarterly",
                            by="day 20 of last month of quarter",
                            season=(4, 9),
                            start=Yearless(1, 1),
                            quote="每季度",
                            column="requirement",
                            scope="公示",
                            units=("市府办",),
                        ),
                    ),
                ),
            ),
        ),
    ),
)


def test_every_field_comes_back() -> None:
    """Loading what was written gives an equal plan, and writing that gives the same text."""
    assert _again(FULL) == FULL
    assert dump(_again(FULL)) == dump(FULL)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "a: b",
            "- 甲",
            "# 甲",
            "{甲}",
            "[甲]",
            "*甲",
            "&甲",
            "!甲",
            "%甲",
            "@甲",
            "'甲'",
            '"甲"',
            "甲 #乙",
            "甲: 乙",
        ),
        *("null", "~", "yes", "true", "1.5", "0x1f", "2016-01-01", "\\n", "“甲”", "＋", "🀄", " 甲", "甲 "),
    ],
)
def test_any_words_come_back(words: str) -> None:
    """Text that looks like YAML is text."""
    assert next(_again(_with(replace(ROW, requirement=words))).rows()).requirement == words


def test_a_reader_of_plain_yaml_agrees() -> None:
    """A loader that resolves nothing sees the same words, so that other programs can read the file."""
    data: dict[str, Any] = yaml.load(dump(FULL), Loader=yaml.BaseLoader)  # noqa: S506

    assert data["tasks"][0]["no"] == "3"
    assert data["tasks"][0]["rows"][1]["reviewed"] == {"by": "编校", "on": "2016-07-01", "why": "另有安排"}


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
def test_breaks_of_other_kinds_come_back(mark: str) -> None:
    """What breaks a line in YAML but is none of a text's own is escaped, within words and at their ends."""
    plan = _with(replace(ROW, title="推进公开", requirement=f"{mark}公开{mark}名录。\n又{mark}"))

    assert _again(plan) == plan
