"""`gkplan import`, at the command line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from tests.helpers.asking import Asker
from tests.helpers.documents import SOURCE, Table, csv_document, source_table, web_page, word_document

from gkplan.plan.load import load, load_bytes
from gkplan.readers.doubts import DOUBTS

SHIPPED = Path(__file__).parents[2] / "data" / "tasks.yaml"
CLEAR: Table = [
    ["序号", "工作任务", "具体要求", "责任单位", "完成时限"],
    ["1", "甲", "1.做一", "市甲局", "2024年6月底前"],
    [None, None, "2.做二", None, "2024年12月底前"],
]
TITLE = ("某市2024年分解表",)


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_the_plan_is_on_stdout_and_the_doubts_beside_it(ask: Asker) -> None:
    """Without -o stdout is a valid plan and nothing else; stderr has each doubt with its line, and the counts."""
    asked = ask("import", str(SOURCE))

    loaded = load_bytes(asked.out.encode(), "stdout")
    assert asked.code == 0
    assert loaded.plan is not None
    assert len(list(loaded.plan.rows())) == 91
    assert f"{SOURCE}:227: [11.5] {DOUBTS['brackets']}: " in asked.err
    assert asked.err.splitlines()[-1] == f"{SOURCE}: 29 tasks · 91 rows · 35 units · 18 doubts"


def test_a_clear_document_leaves_no_doubt(ask: Asker, tmp_path: Path) -> None:
    """--strict ends with 0 where nothing is left to look at."""
    asked = ask("import", str(_written(tmp_path / "a.docx", word_document(CLEAR, TITLE))), "--strict")

    assert (asked.code, asked.err.splitlines()) == (0, [f"{tmp_path}/a.docx: 1 task · 2 rows · 1 unit · 0 doubts"])


def test_strict_ends_with_1_and_writes_the_plan(ask: Asker, tmp_path: Path) -> None:
    """A doubt is left: the plan is there to be mended, and a script knows."""
    plan = tmp_path / "plan.yaml"

    assert ask("import", str(SOURCE), "-o", str(plan), "--strict").code == 1
    assert load(plan).plan is not None


def test_a_doubt_says_table_and_row(ask: Asker, tmp_path: Path) -> None:
    """In a format without lines a doubt's place is the table's number and the row in it, in the screen's language."""
    table = [*CLEAR, ["2", "乙", "做三（未完", "市乙局", "年底前"]]
    document = _written(tmp_path / "a.html", web_page(table, TITLE))

    assert f"{document}: table 1 row 4: [2.1] {DOUBTS['brackets']}: 做三（未完" in ask("import", str(document)).err
    assert f"{document}: 表1 第4行: [2.1] " in ask("import", str(document), "--lang", "zh").err


def test_what_is_there_is_never_overwritten(ask: Asker, tmp_path: Path) -> None:
    """-o of a file that exists ends with 4, before anything is read; the file is as it was."""
    there = _written(tmp_path / "plan.yaml", b"x")
    asked = ask("import", "no such document.docx", "-o", str(there))

    assert (asked.code, asked.out) == (4, "")
    assert there.read_bytes() == b"x"
    assert "--update" in asked.err


def test_a_document_from_stdin_needs_its_format(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads stdin; without --from it is a usage error."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(csv_document(CLEAR, TITLE))))

    assert ask("import", "-").code == 2
    loaded = load_bytes(ask("import", "-", "--from", "csv").out.encode(), "stdout")
    assert loaded.plan is not None
    assert loaded.plan.title == TITLE[0]


def test_a_column_is_what_map_says(ask: Asker, tmp_path: Path) -> None:
    """--map names the field of a heading that gkplan does not know, over what it would take it for."""
    table = [["序号", "工作任务", "谁来干", "什么时候"], ["1", "甲", "市甲局", "2024年6月底前"]]
    document = _written(tmp_path / "a.csv", csv_document(table, TITLE))

    assert ask("import", str(document)).code == 4
    loaded = load_bytes(
        ask("import", str(document), "--map", "谁来干=units", "--map", "什么时候=deadline").out.encode(), "stdout"
    )
    assert loaded.plan is not None
    assert [(row.units, row.deadline) for row in loaded.plan.rows()] == [(("市甲局",), "2024年6月底前")]


@pytest.mark.parametrize("mapping", ["谁来干", "谁来干=who", "=units", "a="])
def test_a_mapping_to_no_field_is_a_usage_error(ask: Asker, mapping: str) -> None:
    """The error names the fields that there are."""
    asked = ask("import", str(SOURCE), "--map", mapping)

    assert asked.code == 2
    assert "deadline" in asked.err


def test_a_mapping_of_no_column_is_a_usage_error(ask: Asker) -> None:
    """A slip in a heading would else change nothing, silently; the error names the headings that there are."""
    asked = ask("import", str(SOURCE), "--map", "责任单位=units")

    assert (asked.code, asked.out) == (2, "")
    assert "牵头落实单位" in asked.err


def test_the_year_and_the_day_of_issue_can_be_told(ask: Asker, tmp_path: Path) -> None:
    """They settle dates without a year, and 即日起."""
    table: Table = [CLEAR[0], ["1", "甲", "做一", "市甲局", "即日起至6月底"]]
    document = _written(tmp_path / "a.csv", csv_document(table, ["某市分解表"]))
    asked = ask("import", str(document), "--year", "2024", "--issued", "2024-03-01", "--strict")
    loaded = load_bytes(asked.out.encode(), "stdout", reread=True)

    assert asked.code == 0
    assert loaded.plan is not None
    assert (loaded.plan.year, str(loaded.plan.issued), loaded.findings) == (2024, "2024-03-01", ())


def test_the_source_changes_nothing_in_the_plan_that_people_reviewed(ask: Asker, tmp_path: Path) -> None:
    """Bringing the shipped plan up to date from its own document shows no difference and writes nothing."""
    plan = _written(tmp_path / "tasks.yaml", SHIPPED.read_bytes())
    asked = ask("import", str(SOURCE), "--update", str(plan), "--yes")

    assert (asked.code, asked.out) == (0, "")
    assert plan.read_bytes() == SHIPPED.read_bytes()


def test_an_update_is_shown_and_written_only_when_asked_to(ask: Asker, tmp_path: Path) -> None:
    """The difference is on stdout; without a terminal nothing is written but with --yes."""
    before, table = source_table()
    table[1] = [*table[1][:4], "2016年11月底前完成"]
    document = _written(tmp_path / "a.docx", word_document(table, before))
    plan = _written(tmp_path / "tasks.yaml", SHIPPED.read_bytes())

    shown = ask("import", str(document), "--update", str(plan))
    signed = {line[0] + line[1:].strip() for line in shown.out.splitlines()}
    assert {"-deadline: 2016年12月底前完成", "+deadline: 2016年11月底前完成"} <= signed
    assert plan.read_bytes() == SHIPPED.read_bytes()

    assert ask("import", str(document), "--update", str(plan), "--yes").code == 0
    loaded = load(plan)
    assert loaded.plan is not None
    rows = {row.id: row for row in loaded.plan.rows()}
    assert rows["1.1"].deadline == "2016年11月底前完成"
    assert rows["22.2"].reviewed is not None


def test_a_plan_with_an_error_is_not_brought_up_to_date(ask: Asker, tmp_path: Path) -> None:
    """It is invalid: exit 3, its findings are named, and it is left alone."""
    plan = _written(tmp_path / "tasks.yaml", b"schema: 1\n")

    assert ask("import", str(SOURCE), "--update", str(plan), "--yes").code == 3
    assert plan.read_bytes() == b"schema: 1\n"


def test_yes_without_update_is_a_usage_error(ask: Asker) -> None:
    """There is nothing to say yes to."""
    assert ask("import", str(SOURCE), "--yes").code == 2


@pytest.mark.parametrize("name", ["none.docx", "folder.docx"])
def test_what_cannot_be_read_ends_with_4(ask: Asker, tmp_path: Path, name: str) -> None:
    """A file that is not there, and a folder."""
    (tmp_path / "folder.docx").mkdir()
    asked = ask("import", str(tmp_path / name), "-o", str(tmp_path / "plan.yaml"))

    assert (asked.code, asked.out) == (4, "")
    assert not (tmp_path / "plan.yaml").exists()


def test_a_missing_library_is_said_with_what_brings_it(
    ask: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra: exit 4 and the command to type."""
    monkeypatch.setitem(sys.modules, "mammoth", None)
    asked = ask("import", str(_written(tmp_path / "a.docx", word_document(CLEAR, TITLE))))

    assert asked.code == 4
    assert "pip install 'gkplan[import]'" in asked.err


def test_words_that_would_steer_a_terminal_are_shown(ask: Asker, tmp_path: Path) -> None:
    """An escape in a cell reaches neither stdout nor stderr as one."""
    table = [*CLEAR, ["2", "\x1b[31m乙", "做三（\x1b]0;x\x07", "市乙局\x9b31m", "年底前"]]
    asked = ask("import", str(_written(tmp_path / "a.csv", csv_document(table, TITLE))))

    assert asked.code == 0
    assert not set("\x1b\x07\x9b") & set(asked.out + asked.err)


def test_a_long_reading_shows_how_far_it_is_on_a_terminal_alone(
    ask: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bar on stderr where a person looks on; off a terminal, and for a usual plan, there is none."""
    monkeypatch.setattr("gkplan.cli.import_._MANY", 2)
    table = [CLEAR[0], *([str(number), "甲", "做一", "市甲局", "2024年底前"] for number in range(1, 4))]
    document = str(_written(tmp_path / "a.csv", csv_document(table, TITLE)))

    assert "Reading deadlines" not in ask("import", document).err
    monkeypatch.setattr("gkplan.cli.import_._is_watched", lambda: True)
    asked = ask("import", document)
    assert "Reading deadlines" in asked.err
    assert load_bytes(asked.out.encode(), "stdout").findings == ()
