"""Word documents."""

import io
import socket
import zipfile
from typing import Any

import pytest
from docx import Document
from tests.helpers.documents import Table, word_document

from gkplan.readers.docx import read

TABLE: Table = [["序号", "工作任务", "完成时限"], ["1", "甲", "年底前"], [None, "乙\n丙", None]]


def _changed(data: bytes, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new))
    return out.getvalue()


def test_merged_cells_and_lines_are_kept() -> None:
    """Cells merged downwards, paragraphs of a cell as lines, empty paragraphs as empty lines before the table."""
    table, rest = read(word_document(TABLE, ["某市分解表", "", "（一）"]))

    assert [[cell.text for cell in row] for row in table.rows][2] == ["1", "乙\n丙", "年底前"]
    assert [cell.origin for cell in table.rows[2]] == ["merged", "own", "merged"]
    assert table.before == ("某市分解表", "", "（一）")
    assert rest.before == ("附注",)
    assert table.doubts == ()


def test_tracked_changes_are_accepted_and_doubted() -> None:
    """What was inserted is there, what was deleted is not, and somebody must look."""
    table, _ = read(word_document(TABLE, changed=(1, 2)))

    assert table.rows[1][2].text == "年底前"
    assert [doubt.code for doubt in table.doubts] == ["tracked-changes"]


def test_a_cell_in_a_content_control_is_kept() -> None:
    """Forms put cells into content controls."""
    table, _ = read(word_document(TABLE, controlled=(1, 1)))

    assert [cell.text for cell in table.rows[1]] == ["1", "甲", "年底前"]


def test_a_linked_picture_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing outside the document is opened, by no socket; its words are read."""
    monkeypatch.setattr(socket, "socket", None)
    picture = (
        b'<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        b'<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        b'<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        b'<a:blip r:link="rId99"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        b"</w:drawing></w:r></w:p><w:tbl>"
    )
    linked = _changed(word_document(TABLE), b"<w:tbl>", picture)
    relation = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://127.0.0.1:9/x.png"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    table, _ = read(_changed(linked, b"</Relationships>", relation))

    assert table.rows[1][1].text == "甲"


def test_words_own_numbers_are_printed() -> None:
    """Word numbers paragraphs itself, running on from cell to cell: what it prints is text, in a 序号 alone too."""
    document: Any = Document()
    (cells,) = (row.cells for row in document.add_table(rows=1, cols=2).rows)
    cells[0].paragraphs[0].style = "List Number"
    cells[1].paragraphs[0].text = "甲"
    cells[1].add_paragraph("乙")
    for paragraph in cells[1].paragraphs:
        paragraph.style = "List Number"
    out = io.BytesIO()
    document.save(out)
    table, *_ = read(out.getvalue())

    assert [cell.text for cell in table.rows[0]] == ["1.", "2.甲\n3.乙"]
