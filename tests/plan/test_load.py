"""A plan file to a plan or to its findings."""

from __future__ import annotations

import codecs
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from gkplan.deadline.rules import By, Directive, Event, Irregular, Recurring, Standing, Unstated, Window, Yearless
from gkplan.plan.load import load, load_bytes
from gkplan.plan.model import Corrected, Plan, Policy, Reviewed, Row, Source, Task, Unit
from gkplan.plan.places import parse

WHOLE = """\
schema: 1
plan:
  id: x-2016
  title: 某市2016年分工方案
  year: 2016
  issued: 2016-06-30
  region: 某市
  source: {file: a.txt, sha256: "SHA", url: "https://example.cn/a"}
policy: {soon: 15, grace: 3}
units:
  - {name: 市府办, full_name: 某市人民政府办公室, aliases: [府办], initials: [sfb], note: 市级}
  - {name: 各县政府, members: [甲县政府], open: true}
  - {name: 甲县政府, full_name: null}
tasks:
  - no: 3
    title: 任务
    rows:
      - no: 2
        requirement: 按时办，每两月报
        units: [市府办, 各县政府]
        support: [甲县政府]
        units_text: 市府办、各县政府
        deadline: |-
          6月底前
          12月底前
        corrected:
          requirement: 按时办理，每两月报
          deadline: 6月底前，随后长期
          units: 市府办
          title: 某任务
          note: 漏字
        completion: lead
        inherited: []
        reviewed: {by: 市府办, on: 2016-07-01, why: 已核}
        rules:
          - kind: by
            date: 2016-06-30
            ambiguous: true
            alt: 2016-07-31
            quote: 6月底前
            from: deadline
            scope: 甲
            units: [甲县政府]
          - {kind: window, start: 2016-03-01, end: --05-31, quote: 长期, from: deadline}
          - {kind: standing, start: 2016-01-01, end: null, quote: 长期, from: deadline}
          - kind: recurring
            freq: monthly
            interval: 2
            count: 3
            by: day 25 of month
            season: [11, 3]
            start: null
            end: null
            quote: 每两月
            from: requirement
          - {kind: event, trigger: 收文, offset: P3D, business_days: true, quote: 按时, from: requirement}
          - {kind: event, offset: null, quote: 按时, from: requirement}
          - {kind: directive, authority: 省, quote: 按时, from: requirement}
          - {kind: irregular, quote: 按时, from: requirement}
          - {kind: none, reason: 同上, quote: "", from: deadline}
""".replace("SHA", "0" * 64)
RULES = (
    By(date(2016, 6, 30), True, date(2016, 7, 31), "6月底前", "deadline", "甲", ("甲县政府",)),
    Window(date(2016, 3, 1), Yearless(5, 31), "长期"),
    Standing(date(2016, 1, 1), None, "长期"),
    Recurring("monthly", 2, 3, "day 25 of month", (11, 3), None, None, "每两月", "requirement"),
    Event("收文", "P3D", True, "按时", "requirement"),
    Event(None, None, quote="按时", column="requirement"),
    Directive("省", "按时", "requirement"),
    Irregular("按时", "requirement"),
    Unstated("同上"),
)
PLAN = Plan(
    id="x-2016",
    title="某市2016年分工方案",
    units=(
        Unit("市府办", "某市人民政府办公室", ("府办",), ("sfb",), note="市级"),
        Unit("各县政府", members=("甲县政府",), open=True),
        Unit("甲县政府"),
    ),
    tasks=(
        Task(
            3,
            "任务",
            (
                Row(
                    task=3,
                    item=2,
                    title="任务",
                    requirement="按时办，每两月报",
                    units=("市府办", "各县政府"),
                    deadline="6月底前\n12月底前",
                    rules=RULES,
                    support=("甲县政府",),
                    units_text="市府办、各县政府",
                    corrected=Corrected("按时办理，每两月报", "6月底前，随后长期", "市府办", "某任务", "漏字"),
                    completion="lead",
                    reviewed=Reviewed("市府办", date(2016, 7, 1), "已核"),
                ),
            ),
        ),
    ),
    year=2016,
    issued=date(2016, 6, 30),
    region="某市",
    source=Source("a.txt", "0" * 64, "https://example.cn/a"),
    policy=Policy(15, 3),
)


def codes(text: str, *, reread: bool = False) -> list[str]:
    """The codes of a text's findings, in their order."""
    return [finding.code for finding in load_bytes(text.encode(), "x.yaml", reread=reread).findings]


def test_every_field_arrives() -> None:
    """Each field of the file stands in its place in the plan, with its type."""
    assert load_bytes(WHOLE.encode(), "x.yaml") == (PLAN, ())


def test_json_is_a_plan_too() -> None:
    """The same plan as JSON, which YAML includes, is the same plan."""
    written = json.dumps(parse(WHOLE, "x.yaml")[0].data, ensure_ascii=False, indent=2)
    assert load_bytes(written.encode(), "x.json").plan == PLAN


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_marks_and_line_ends_of_other_systems(mark: bytes, end: str) -> None:
    """A byte order mark and the line ends of Windows change neither the plan nor the places."""
    loaded = load_bytes(mark + WHOLE.replace("\n", end).encode(), "x.yaml")
    assert loaded.plan == PLAN
    wrong = WHOLE.replace("schema: 1", "schema: 2").replace("no: 2", "no: x").replace("\n", end)
    places = [(finding.line, finding.col) for finding in load_bytes(mark + wrong.encode(), "x.yaml").findings]
    assert places == [(1, 9), (18, 13)]


def test_findings_come_in_the_order_of_the_file() -> None:
    """However they were found, findings are sorted by their place."""
    wrong = WHOLE.replace("soon: 15", "soon: x").replace("[甲县政府], open", "[乙县政府], open").replace("P3D", "3D")
    found = [(finding.code, finding.line) for finding in load_bytes(wrong.encode(), "x.yaml").findings]
    assert found == [("GK104", 9), ("GK201", 12), ("GK207", 43), ("GK212", 56)]


def test_a_mistake_hides_no_other() -> None:
    """With an error in the head, in a unit and in a rule, a sound row's unknown unit is still found."""
    wrong = (
        WHOLE.replace("year: 2016", "year: 二〇一六")
        .replace("initials: [sfb]", "initials: [市府办]")
        .replace("kind: irregular", "kind: sometimes")
        .replace("support: [甲县政府]", "support: [乙县政府]")
        .replace("by: day 25 of month", "by: day 35 of month")
    )
    assert codes(wrong) == ["GK104", "GK115", "GK201", "GK211", "GK109"]


def test_a_unit_with_an_error_is_still_a_unit() -> None:
    """What is wrong within a unit's entry makes its name no unknown one."""
    assert codes(WHOLE.replace("{name: 甲县政府, full_name: null}", "{name: 甲县政府, full_name: 7}")) == ["GK103"]


def test_the_same_day_wrong_twice() -> None:
    """Two rules with one mistake each are two findings, each at its own place."""
    wrong = WHOLE.replace("date: 2016-06-30", "date: 2016-06-31").replace("2016-03-01", "2016-02-30")
    findings = load_bytes(wrong.encode(), "x.yaml").findings
    assert [(finding.code, finding.line) for finding in findings] == [("GK112", 37), ("GK112", 44)]


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "null\n", "7\n", "[]\n", "计划\n", "---\n...\n"])
def test_what_is_no_mapping_is_no_plan(text: str) -> None:
    """An empty file, a list or a word is one finding."""
    assert codes(text) == ["GK012"]


def test_an_empty_mapping_lacks_everything() -> None:
    """All that is missing is named at once."""
    findings = load_bytes(b"{}", "x.yaml").findings
    assert [finding.params["field"] for finding in findings] == ["schema", "plan", "units", "tasks"]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file and a directory are the system's errors, no findings."""
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.yaml")
    with pytest.raises(OSError, match="directory"):
        load(tmp_path)


def test_findings_name_the_file_as_it_is_shown(tmp_path: Path) -> None:
    """The place says the path, or the name that the asker gave for it."""
    path = tmp_path / "plan.yaml"
    path.write_text("[]", encoding="utf-8")
    assert [load(path).findings[0].file, load(path, shown="计划").findings[0].file] == [str(path), "计划"]


def test_a_question_never_reads_the_words(tmp_path: Path) -> None:
    """Loading for a question imports no reader of deadlines, and the CLI's import of `load` no pydantic."""
    path = tmp_path / "plan.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    code = (
        "import sys; from gkplan.plan.load import load; print('pydantic' in sys.modules);"
        f"load({str(path)!r}); print('gkplan.deadline.read' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\nFalse\n"
