"""A plan file to a plan or to its findings."""

from __future__ import annotations

import codecs
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.helpers.whole_plan import PLAN, WHOLE

from gkplan.plan.load import load, load_bytes
from gkplan.plan.places import parse


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
    assert found == [("GK104", 9), ("GK201", 12), ("GK206", 43), ("GK210", 56)]


def test_a_mistake_hides_no_other() -> None:
    """With an error in the head, in a unit and in a rule, a sound row's unknown unit is still found."""
    wrong = (
        WHOLE.replace("year: 2016", "year: 二〇一六")
        .replace("initials: [sfb]", "initials: [市府办]")
        .replace("kind: irregular", "kind: sometimes")
        .replace("support: [甲县政府]", "support: [乙县政府]")
        .replace("by: day 25 of month", "by: day 35 of month")
    )
    assert codes(wrong) == ["GK104", "GK115", "GK201", "GK209", "GK109"]


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
    """Loading for a question imports no reader of deadlines, and never pydantic whole, which is slow to import."""
    path = tmp_path / "plan.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    code = (
        f"import sys; from gkplan.plan.load import load; load({str(path)!r});"
        "print([name for name in ('pydantic', 'gkplan.deadline.read') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
