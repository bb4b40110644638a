"""Spreadsheets."""

import io
import struct
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.documents import Table
from tests.helpers.sheets import spreadsheet, workbook

from gkplan.readers.doubts import Place, UnreadableError
from gkplan.readers.interface import read_bytes
from gkplan.readers.workbook import Sheet
from gkplan.readers.xlsx import read, words

DOCUMENTS = Path(__file__).parent / "documents"
TABLE: Table = [
    ["序号", "工作任务", "责任单位", "完成时限"],
    ["1", "甲", "市甲局", "6月底前"],
    [None, "乙\n丙", "市乙局", None],
]
ENTITY = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'


def _changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for each in before.namelist():
            content = before.read(each)
            after.writestr(each, content.replace(old, new, 1) if each == name else content)
    return out.getvalue()


def _texts(data: bytes) -> list[list[str]]:
    (grid,) = read(data)
    return [[cell.text for cell in row] for row in grid.rows]


def test_merged_cells_lines_and_row_numbers_are_the_sheets() -> None:
    """Merged places have the first one's words, cells their lines, rows the numbers that the sheet has."""
    (grid,) = read(spreadsheet(TABLE, ["某市2024年分解表", ""]))

    assert grid.rows[3] == (
        ("1", "merged", 5),
        ("乙\n丙", "own", 5),
        ("市乙局", "own", 5),
        ("6月底前", "merged", 5),
    )
    assert [cell.origin for cell in grid.rows[0]] == ["own", "merged", "merged", "merged"]
    assert (grid.place, grid.doubts) == (Place(sheet="分解表"), ())


def test_a_row_with_nothing_printed_is_none() -> None:
    """Rows between, and those that merged cells alone reach into, hold nothing."""
    whole: Table = [["甲", "乙"], [None, None], ["丙", "丁"]]

    assert _texts(spreadsheet(whole)) == [["甲", "乙"], ["丙", "丁"]]


def test_a_column_with_nothing_printed_is_none() -> None:
    """A stray cell far to the right makes a table no wider than by itself."""

    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "甲")
        sheet.write(1, 16_000, "乙")

    assert _texts(workbook(write)) == [["甲", ""], ["", "乙"]]


@pytest.mark.parametrize(
    ("format_", "shown"),
    [
        ('yyyy"年"m"月"d"日"', "2016年12月1日"),
        ('yyyy"年"m"月"', "2016年12月"),
        ("[$-804]yyyy/m;@", "2016年12月"),
        ("mmm-yy", "2016年12月"),
        ('m"月"d"日"', "12月1日"),
        ("yyyy", "2016年"),
        ("e-m-d", "2016年12月1日"),
        (14, "2016年12月1日"),
        (57, "2016年12月"),
        (58, "12月1日"),
        ("yyyy-mm-dd hh:mm:ss", "2016年12月1日"),
    ],
)
def test_a_date_is_read_as_it_is_shown(format_: Any, shown: str) -> None:
    """Excel keeps a day where it shows a month: 2016年12月 must not become its first day."""

    def write(book: Any) -> None:
        shape = book.add_format({"num_format": format_})
        book.add_worksheet().write_datetime(2, 1, datetime(2016, 12, 1), shape)  # noqa: DTZ001 - sheets have no zone

    assert _texts(workbook(write)) == [[shown]]


@pytest.mark.parametrize(
    ("value", "called"),
    [
        (1.0, "1"),
        (2.5, "2.5"),
        (True, "TRUE"),
        (date(2016, 5, 1), "2016年5月1日"),
        (datetime(2016, 5, 1, 8, 30), "2016年5月1日 08:30"),  # noqa: DTZ001 - sheets have no zone
        (time(8, 30), "08:30"),
    ],
)
def test_values_have_words(value: Any, called: str) -> None:
    """Numbers are without a point where they are whole; days are said in Chinese."""
    assert words(value) == called


def test_what_is_hidden_is_read_and_said() -> None:
    """Hidden sheets, rows and columns hold what an office left out of sight."""

    def write(book: Any) -> None:
        shown, hidden = book.add_worksheet("甲"), book.add_worksheet("乙")
        for number in range(4):
            shown.write_row(number, 0, ["a", "b"])
        shown.set_row(1, None, None, {"hidden": True})
        shown.set_row(9, None, None, {"hidden": True})
        shown.set_column(1, 1, None, None, {"hidden": True})
        hidden.write(0, 0, "c")
        hidden.hide()

    first, second = read(workbook(write))

    assert [(doubt.code, doubt.line, doubt.words) for doubt in first.doubts] == [
        ("hidden", 2, "第2行"),
        ("hidden", 0, "第B–B列"),
    ]
    assert [(doubt.code, doubt.words, doubt.place.sheet) for doubt in second.doubts] == [("hidden", "乙", "乙")]


def test_sheets_are_read_in_order_and_empty_ones_are_not() -> None:
    """Each sheet is a table of its own; charts are none."""

    def write(book: Any) -> None:
        for name in ("甲", "空", "乙"):
            sheet = book.add_worksheet(name)
            if name != "空":
                sheet.write(0, 0, name)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=甲!$A$1"})
        book.add_chartsheet("图").set_chart(chart)

    assert [grid.place.sheet for grid in read(workbook(write))] == ["甲", "乙"]


def test_a_workbook_of_before_2007_is_read() -> None:
    """The old format holds the same; of a first of a month it can't say whether it shows the day."""
    (grid,) = read((DOCUMENTS / "表.xls").read_bytes())

    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["序号", "工作任务", "责任单位", "完成时限"],
        ["1", "甲", "市甲局", "2024年6月1日"],
        ["1", "乙\n丙", "市乙局", "2024年9月30日"],
    ]
    assert grid.rows[2][0].origin == "merged"
    assert [(doubt.code, doubt.line, doubt.words) for doubt in grid.doubts] == [("date-of-month", 2, "2024年6月1日")]


def _far(data: bytes) -> bytes:
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return _changed(data, "xl/worksheets/sheet1.xml", b"</sheetData>", cell)


def _many(rows: int) -> bytes:
    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        for number in range(rows):
            sheet.write_row(number, 0, [number, "甲", "市甲局", "年底前"])

    return workbook(write)


def _locked(data: bytes) -> bytes:
    """An old workbook with the record that says that a password is wanted (FILEPASS) for its second one."""
    second = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    return data[:second] + b"\x2f\x00" + data[second + 2 :]


def _old_far() -> bytes:
    """An old workbook whose last cell of text (LABELSST) stands in the last corner."""
    data = (DOCUMENTS / "表.xls").read_bytes()
    at = data.rindex(b"\xfd\x00\x0a\x00") + 4
    return data[:at] + struct.pack("<HH", 0xFFFF, 0xFF) + data[at + 4 :]


SHEET = spreadsheet(TABLE)
BAD: dict[str, tuple[Any, str, str]] = {
    "a cell in the last corner": (lambda: _far(SHEET), "a.xlsx", "more than 2000000 cells"),
    "a cell out of order": (
        lambda: _changed(SHEET, "xl/worksheets/sheet1.xml", b'r="B2"', b'r="B9"'),
        "a.xlsx",
        "damaged",
    ),
    "a cell without a place among others": (
        lambda: _changed(SHEET, "xl/worksheets/sheet1.xml", b'<c r="C3"', b"<c"),
        "a.xlsx",
        "damaged",
    ),
    "a cell at no place": (
        lambda: _changed(SHEET, "xl/worksheets/sheet1.xml", b'r="C3"', b'r="c3"'),
        "a.xlsx",
        "damaged",
    ),
    "a bomb": (
        lambda: _changed(SHEET, "xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheetData>" + b" " * (70 * 2**20)),
        "a.xlsx",
        "unpacks to far more",
    ),
    "60,000 rows": (lambda: _many(60_000), "a.xlsx", "more than [0-9]+ rows"),
    "an entity": (
        lambda: _changed(SHEET, "xl/workbook.xml", b"<workbook", ENTITY + b"<workbook"),
        "a.xlsx",
        "entities",
    ),
    "cut off": (lambda: SHEET[: len(SHEET) // 2], "a.xlsx", "damaged"),
    "a sheet cut off": (
        lambda: _changed(SHEET, "xl/worksheets/sheet1.xml", b"</sheetData>", b"<row"),
        "a.xlsx",
        "damaged",
    ),
    "no workbook": (lambda: _changed(SHEET, "xl/workbook.xml", b"<sheets>", b"<"), "a.xlsx", "damaged"),
    "binary": (lambda: _with(SHEET, "xl/workbook.bin"), "a.xlsx", "xlsb documents are not"),
    "a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage\0".encode("utf-16-le"),
        "a.xlsx",
        "password",
    ),
    "an old one with a password": (lambda: _locked((DOCUMENTS / "表.xls").read_bytes()), "a.xls", "password"),
    "an old one with a cell in the last corner": (_old_far, "a.xls", "damaged"),
    "an old one cut off": (lambda: (DOCUMENTS / "表.xls").read_bytes()[:3000], "a.xls", "damaged"),
    "another format": (lambda: SHEET, "a.docx", "no docx document"),
}


def _with(data: bytes, name: str) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"x")
    return out.getvalue()


@pytest.mark.parametrize("case", BAD)
def test_a_bad_workbook_is_one_clear_error(case: str) -> None:
    """Each says what is wrong; none is a fault, or takes the memory of a million empty cells."""
    made, name, said = BAD[case]

    with pytest.raises(UnreadableError, match=said):
        read_bytes(made(), name)


def test_formatted_cells_without_a_value_reach_nowhere() -> None:
    """Offices colour whole columns: a sheet of a few rows then has empty cells down to its last."""

    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "甲")
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    assert _texts(workbook(write)) == [["甲"]]


def test_cells_that_only_seem_to_be_written_as_usual_are_looked_at_one_by_one() -> None:
    """What is hidden in a comment or written with other marks reaches as far as it reaches."""
    far = "<c r='XFD1048576'><v>1</v></c>"
    for more in (f'<!-- <c r="A1"> -->{far}', f'<c r="B2"/>{far}', "<x:c r='XFD1048576'><v>1</v></x:c>"):
        sheet = Sheet(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">{more}</row>'.encode())
        with pytest.raises(UnreadableError, match="cells"):
            sheet.check_extent()
