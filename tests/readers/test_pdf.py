"""PDF documents."""

import logging
import shutil
import subprocess
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from tests.helpers.documents import Table, source_table, word_document
from tests.helpers.pages import Ruled, Text, pdf

from gkplan.plan.load import load
from gkplan.plan.model import Row
from gkplan.readers.doubts import UnreadableError
from gkplan.readers.grid import Grid
from gkplan.readers.interface import read_bytes
from gkplan.readers.pdf import read

OFFICE = shutil.which("soffice")
HEAD = ["序号", "工作任务", "责任单位", "完成时限"]
WIDTHS = (2, 8, 6, 6)
FIRST: Table = [
    HEAD,
    ["1", "开展调查并且把结果报送给市政府", "市甲局", "中考3月\n高考6月"],
    [None, "做好总结。", "市乙局", "6月底前"],
]


def _texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_wrapped_lines_are_joined_and_others_are_kept() -> None:
    """Where a cell's width broke a line its words are one; two times of a cell stay two lines."""
    table, rest = read(pdf([Text("某市2024年分解表"), Ruled(FIRST, WIDTHS)]))

    assert _texts(table) == [
        HEAD,
        ["1", "开展调查并且把结果报送给市政府", "市甲局", "中考3月\n高考6月"],
        ["1", "做好总结。", "市乙局", "6月底前"],
    ]
    assert [cell.origin for cell in table.rows[2]] == ["merged", "own", "own", "own"]
    assert (table.before, rest.before) == (("某市2024年分解表",), ())
    assert (table.place.page, table.rows[2][0].line) == (1, 3)


def test_a_table_goes_on_over_pages() -> None:
    """Headings printed again and page numbers are passed over; a blank rest of a merged cell has its words."""
    second: Table = [HEAD, ["", "2.再次通报", "市丙局", ""], ["2", "完善制度。", "市丁局", "年底前"]]
    first: Table = [HEAD, ["1", "1.首次通报", "市甲局", "全年"]]
    table, rest = read(
        pdf([Ruled(first, WIDTHS), Text("— 1 —", top=800)], [Ruled(second, WIDTHS), Text("第 2 页", top=800)])
    )

    assert _texts(table) == [
        HEAD,
        ["1", "1.首次通报", "市甲局", "全年"],
        ["1", "2.再次通报", "市丙局", "全年"],
        ["2", "完善制度。", "市丁局", "年底前"],
    ]
    assert [cell.origin for cell in table.rows[2]] == ["merged", "own", "own", "merged"]
    assert rest.before == ()


def test_a_row_that_a_pages_end_cuts_is_one() -> None:
    """Its cells go on in the first row of the next page, also in a cell merged with rows below."""
    first: Table = [HEAD, ["1", "开展调查并", "市甲局，各", "6月底前"]]
    second: Table = [["", "报送结果。", "县政府", ""], [None, "做好总结。", None, None]]
    table, _ = read(pdf([Ruled(first, WIDTHS)], [Ruled(second, WIDTHS)]))

    assert _texts(table)[1:] == [
        ["1", "开展调查并报送结果。", "市甲局，各县政府", "6月底前"],
        ["1", "做好总结。", "市甲局，各县政府", "6月底前"],
    ]


def test_the_heads_and_feet_of_pages_part_no_table() -> None:
    """What is printed at the same place of each page is no paragraph; on the first page it may be the title."""
    first: Table = [HEAD, ["1", "开展调查并", "市甲局", "6月底前"]]
    second: Table = [["", "报送结果。", "", ""], ["2", "总结。", "市乙局", "年底前"]]
    pages: list[list[Text | Ruled]] = [
        [Text("某市公报", top=30), Ruled(table, WIDTHS), Text(f"某刊 — {number} —", top=800)]
        for number, table in ((1, first), (2, second))
    ]
    table, rest = read(pdf(*pages))

    assert _texts(table)[1:] == [
        ["1", "开展调查并报送结果。", "市甲局", "6月底前"],
        ["2", "总结。", "市乙局", "年底前"],
    ]
    assert table.before == ("某市公报",)
    assert rest.before == ()


PLACES = (60, 120, 300, 420)


def _placed(*rows: tuple[str, ...], top: float = 100, step: float = 15) -> list[Text]:
    """Rows of words without lines around them, each word in its column, each row a line below the one before."""
    return [
        Text(words, left, top + at * step)
        for at, row in enumerate(rows)
        for words, left in zip(row, PLACES, strict=True)
        if words
    ]


def test_columns_without_lines_are_told_by_their_places() -> None:
    """Blanks part them, 序号 begin rows, a line that fills its column goes on in the next; all in doubt, once."""
    wide = "改造老旧小区十二个并完善配套设施"
    page = [
        Text("某市2024年实事分解表", 60, 60),
        *_placed(
            tuple(HEAD),
            ("1", wide, "市甲局", "6月底前"),
            ("", "建设。", "市乙局", ""),
            ("2", "修路。", "市丙局", "全年"),
        ),
    ]
    second = [
        *_placed(tuple(HEAD), ("3", "建校。", "市丁局", "8月底前")),
        Text("注：本表由市政府办公室负责解释，并将适时修订。", 60, 200),
    ]
    table, rest = read(pdf(page, second))

    assert _texts(table) == [
        HEAD,
        ["1", f"{wide}建设。", "市甲局\n市乙局", "6月底前"],
        ["2", "修路。", "市丙局", "全年"],
        ["3", "建校。", "市丁局", "8月底前"],
    ]
    assert [(doubt.code, doubt.place.page) for doubt in table.doubts] == [("columns-by-place", 1)]
    assert table.before == ("某市2024年实事分解表",)
    assert rest.before == ("注：本表由市政府办公室负责解释，并将适时修订。",)


@pytest.mark.parametrize(
    "rows",
    [
        [("1", "甲事", "市甲局", "3月底前"), ("", "乙事", "", "6月底前")],
        [("1", "甲事", "市甲局", "")],
        [
            ("", "改造老旧小区十二个并完善配套", "", ""),
            ("1", "设施并做", "市甲局", "3月底前"),
            ("", "好善后。", "", ""),
        ],
        [("1", "甲事", "市甲局", "3月底前"), ("", "", "", ""), ("", "", "市乙局", "")],
    ],
    ids=["a row of a merged number", "a blank cell", "a number in the middle of its row", "a line far below"],
)
def test_a_row_that_is_not_certain_is_left_out_in_doubt(rows: list[tuple[str, ...]]) -> None:
    """Without lines nothing says to which row such words belong; the other rows are read."""
    table, _ = read(pdf(_placed(tuple(HEAD), *rows, ("2", "修路", "市丙局", "全年"))))

    assert _texts(table)[-1] == ["2", "修路", "市丙局", "全年"]
    assert [doubt.code for doubt in table.doubts][1:] == ["row-unclear"] * (len(table.doubts) - 1)
    assert len(table.rows) == 2


def test_a_table_of_uncertain_rows_alone_is_refused() -> None:
    """An error says why, and what to do."""
    with pytest.raises(UnreadableError, match="told apart"):
        read_bytes(pdf(_placed(tuple(HEAD), ("1", "甲事", "市甲局", ""))), "a.pdf")


def test_words_between_tables_part_them() -> None:
    """Two tables with a paragraph between are two, on one page or on the next."""
    tables = read(pdf([Ruled(FIRST, WIDTHS)], [Text("附件2"), Ruled(FIRST, WIDTHS)]))

    assert [len(table.rows) for table in tables] == [3, 3, 0]
    assert tables[1].before == ("附件2",)


def test_paragraphs_are_joined_over_their_lines() -> None:
    """A full line goes on in the next; an indent, a gap or an early end begins another."""
    words = "为做好政务公开工作，现将分工方案印发给你们，"
    (rest,) = read(
        pdf(
            [
                Text(words, 80, 60),
                Text("请认真贯彻落实，并于每季度末报送情况，不得延误。", 60, 75),
                Text("一、加强领导。", 80, 90),
                Text("清河市", 80, 200),
            ]
        )
    )

    assert rest.before == (
        f"{words}请认真贯彻落实，并于每季度末报送情况，不得延误。",
        "一、加强领导。",
        "",
        "清河市",
    )


def test_radicals_are_the_characters_they_stand_for() -> None:
    """Fonts of office programs write ⽉ (U+2F49) for 月."""
    table, _ = read(pdf([Ruled([["完成时限"], ["6⽉底前"]], (6,))]))

    assert _texts(table)[1] == ["6月底前"]


def test_a_plan_in_prose_is_read_from_its_pages() -> None:
    """Paragraphs go on over lines, brackets and all."""
    lines = ["某市2024年要点", "一、加强通报。每月通报一次执行的情况，并报送台账。（市甲", "局牵头，6月底前完成）"]
    draft = read_bytes(pdf([Text(words, 60, 60 + 20 * at) for at, words in enumerate(lines)]), "a.pdf")

    assert [(row.title, row.units, row.deadline) for row in draft.plan.rows()] == [
        ("加强通报", ("市甲局",), "6月底前完成")
    ]


def test_a_page_without_text_is_said() -> None:
    """One scanned page between others is missed by nobody."""
    *_, rest = read(pdf([Ruled(FIRST, WIDTHS)], []))

    assert [(doubt.code, doubt.place.page) for doubt in rest.doubts] == [("page-without-text", 2)]


def test_the_readers_log_is_silent(caplog: pytest.LogCaptureFixture) -> None:
    """The library warns of fonts that nearly every office program writes."""
    with caplog.at_level(logging.DEBUG):
        read(pdf([Ruled(FIRST, WIDTHS)]).replace(b"/DW 1000", b"/FontDescriptor << /FontBBox [(a)] >>"))

    assert [record.getMessage() for record in caplog.records] == []


GOOD = pdf([Ruled(FIRST, WIDTHS)])
LOCK = b"<< /Size 7 /Encrypt << /Filter /Standard /V 1 /R 2 /O (%b) /U (%b) /P -4 >> /ID [<00> <00>] " % (
    b"a" * 32,
    b"b" * 32,
)


def _bomb() -> bytes:
    packing = zlib.compressobj(9)
    packed = b"".join([packing.compress(b" " * 2**20) for _ in range(80)]) + packing.flush()
    return GOOD + b"stream\n" + packed + b"\nendstream"


BAD: dict[str, tuple[Any, str]] = {
    "scanned": (lambda: pdf([], []), "no text, only pictures"),
    "cut off": (lambda: GOOD[:200], "damaged"),
    "no document": (lambda: b"%PDF-1.7 and no more", "damaged"),
    "a password": (lambda: GOOD.replace(b"<< /Size 7 ", LOCK), "password"),
    "a bomb": (_bomb, "unpacks to far more"),
    "a bomb in a bomb": (lambda: GOOD.replace(b"/FlateDecode", b"[/FlateDecode /FlateDecode]"), "unpacks to far more"),
    "more pages than any": (lambda: pdf(*[[Text("一")]] * 201), "more than 200 pages"),
    "a page of crossing lines": (
        lambda: pdf([Text("一"), *[Ruled([[""] * 2], (1 + at % 50, 50), top=at, left=at) for at in range(180)]]),
        "more than 20000",
    ),
    "a page of nothing but lines": (
        lambda: pdf([Text("一"), *[Ruled([["一"] * 10] * 60, (2,) * 10)] * 20]),
        "more than 20000",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_document_is_one_clear_error(case: str) -> None:
    """Each says what is wrong; none is a fault of the library's."""
    made, said = BAD[case]

    with pytest.raises(UnreadableError, match=said):
        read_bytes(made(), "a.pdf")


def told(row: Row) -> tuple[object, ...]:
    """What a document tells of a row; a space where a page's end cut a line is lost."""
    words = (row.title, row.requirement, row.units_text, row.deadline)
    return (row.id, *(each and each.replace(" ", "") for each in words), row.units, row.support, row.inherited)


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="`make system` installs LibreOffice")
def test_the_plan_as_libreoffice_prints_it_is_the_plan(tmp_path: Path) -> None:
    """The whole plan, merged cells and rows cut by pages and all, is that of data/tasks.yaml."""
    before, table = source_table()
    document: Any = Document(BytesIO(word_document(table, before)))
    document.tables[0].style = "Table Grid"
    document.save(tmp_path / "plan.docx")
    office = [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "plan.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    draft = read_bytes((tmp_path / "plan.pdf").read_bytes(), "plan.pdf")
    shipped = load(Path(__file__).parents[2] / "data" / "tasks.yaml").plan

    assert shipped is not None
    assert [told(row) for row in draft.plan.rows()] == [told(row) for row in shipped.rows()]
    assert (draft.plan.title, draft.plan.year) == (shipped.title, shipped.year)
