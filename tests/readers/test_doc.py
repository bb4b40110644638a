"""Word documents of before 2007."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.helpers.documents import Table, word_document

from gkplan.readers.doc import read
from gkplan.readers.doubts import UnreadableError
from gkplan.readers.interface import read_bytes

OFFICE, ANTIWORD = shutil.which("soffice"), shutil.which("antiword")
TABLE: Table = [
    ["序号", "工作任务", "具体要求", "责任单位", "完成时限"],
    ["1", "任务", "甲", "市甲局", "6月底前"],
    [None, None, "乙", None, None],
]
PRINTED = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML V4.1.2//EN"
	"http://127.0.0.1:9/docbookx.dtd">
<book lang='zh'><bookinfo><author><surname>某人</surname></author></bookinfo><chapter><title/>
<para>
某市2024年分解表
</para>
<para>
 <informaltable frame='none'><tgroup cols='4'><colspec colwidth='86pt'/><tbody>
 <row><entry>序号</entry><entry>工作任务</entry><entry>责任单位</entry><entry>完成时限</entry></row>
 <row><entry>1</entry><entry>甲</entry><entry>
市甲局、
市乙局
 </entry><entry>6月底前\x07</entry></row>
 </tbody></tgroup></informaltable>
</para>
<para>附注</para></chapter></book>
"""


@pytest.fixture
def antiword(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in antiword's place, which tests write."""
    program = tmp_path / "antiword"
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return program


def _install(program: Path, script: str) -> None:
    program.write_text(f"#!/bin/sh\ncat >/dev/null\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def test_tables_and_paragraphs_are_those_that_antiword_prints(antiword: Path) -> None:
    """Cells keep their lines, nothing is fetched for the declarations, characters that no XML may have are gone."""
    (antiword.parent / "printed").write_text(PRINTED, encoding="utf-8")
    _install(antiword, f"cat '{antiword.parent}/printed'")
    table, rest = read(b"x")

    assert [[cell.text for cell in row] for row in table.rows] == [
        ["序号", "工作任务", "责任单位", "完成时限"],
        ["1", "甲", "市甲局、\n市乙局", "6月底前"],
    ]
    assert (table.before, rest.before) == (("某市2024年分解表",), ("附注",))


@pytest.mark.parametrize("script", ["exit 1", "echo '<book><para>'", "echo 'no document' >&2"])
def test_what_antiword_can_not_read_is_said(antiword: Path, script: str) -> None:
    """An error of the program, and half a document, are one clear error."""
    _install(antiword, script)

    with pytest.raises(UnreadableError, match="antiword can't read"):
        read(b"x")


def test_without_antiword_the_way_out_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any office program can save the document anew."""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(UnreadableError, match="not there") as refused:
        read(b"x")
    assert "docx" in refused.value.hint


@pytest.mark.office
@pytest.mark.skipif(not (OFFICE and ANTIWORD), reason="`make system` installs LibreOffice and antiword")
def test_a_document_that_libreoffice_saved_is_read(tmp_path: Path) -> None:
    """The rows of a table, blank cells filled from those above."""
    (tmp_path / "a.docx").write_bytes(word_document(TABLE, ["某市2024年分解表"]))
    office = [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "doc"]
    subprocess.run([*office, "a.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    plan = read_bytes((tmp_path / "a.doc").read_bytes(), "a.doc").plan

    assert [(row.id, row.requirement, row.units, row.deadline) for row in plan.rows()] == [
        ("1.1", "甲", ("市甲局",), "6月底前"),
        ("1.2", "乙", ("市甲局",), "6月底前"),
    ]
    assert plan.title == "某市2024年分解表"
