"""The official table, read back: importing it gives the plan, and it is laid out as such documents are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from tests.helpers.answers import HOSTILE, STEERING
from tests.helpers.extracts import extract
from tests.helpers.plans import by, plan, row
from tests.helpers.work import calls

from gkplan.clean import visible
from gkplan.plan.load import load
from gkplan.plan.model import Corrected, Plan, Row
from gkplan.query.filters import Filters
from gkplan.readers.interface import read_bytes
from gkplan.writers.docx import DocxWriter

PLAN = plan(
    row("1.1", by("2016-06-30", quote="6月底前"), units=("市房管局", "市审计局"), title="工作一"),
    row(
        "1.2",
        by("2016-06-30", quote="6月底前"),
        units=("市房管局", "市审计局"),
        title="工作一",
        inherited=("units", "deadline"),
    ),
    row("1.3", by("2016-12-31", quote="12月底前"), units=("市审计局",), title="工作一"),
    row("2.1", by("2016-12-31", quote="2016年12月底前"), units=("市审计局",), title="工作二"),
)
SHIPPED = Path(__file__).parents[2] / "data/tasks.yaml"


def table(content: bytes) -> Any:
    """The document's one table."""
    (only,) = Document(BytesIO(content)).tables
    return only


def merges(content: bytes) -> list[list[str | None]]:
    """How each cell is merged, by row: begun, gone on with, or None."""
    return [[cell.vMerge for cell in printed._tr.tc_lst] for printed in table(content).rows]


def texts(content: bytes) -> list[list[str]]:
    """The words in each cell, by row; a cell that goes on from the one above has none of its own."""
    return [["".join(p.text for p in cell.p_lst) for cell in printed._tr.tc_lst] for printed in table(content).rows]


def shipped() -> Plan:
    """The plan of 2016."""
    loaded = load(SHIPPED, shown="tasks.yaml").plan
    assert loaded is not None
    return loaded


def printed_only(each: Row) -> Row:
    """A row without what a person added to its words: corrections, a review, and the rules that follow from these."""
    return replace(each, corrected=None, reviewed=None, rules=())


def test_the_plan_of_2016_comes_back() -> None:
    """What is read from the document is the plan again, cell for cell and merge for merge.

    Corrections and reviews are a person's and are not printed; rules are the same wherever none touched them.
    """
    before = shipped()
    content = DocxWriter().content(extract(before, today="2016-12-01"))
    after = read_bytes(content, "a.docx").plan
    assert (after.title, after.year) == (before.title, before.year)
    assert [printed_only(each) for each in after.rows()] == [printed_only(each) for each in before.rows()]
    pairs = zip(before.rows(), after.rows(), strict=True)
    untouched = [(old.rules, new.rules) for old, new in pairs if not (old.corrected or old.reviewed)]
    assert len(untouched) > 75
    assert [new for _old, new in untouched] == [old for old, _new in untouched]


def test_a_requirement_that_begins_with_a_figure_keeps_its_number_apart() -> None:
    """1.2016年 would be a decimal: what is numbered so is read back with the words it had."""
    words = ["2016年底前建成平台。", "12345热线办理。", "（一）做好甲。"]
    rows = [row(f"1.{item}", requirement=each, deadline="全年", title="工作") for item, each in enumerate(words, 1)]
    content = DocxWriter().content(extract(plan(*rows)))
    assert [cells[2] for cells in texts(content)[1:]] == [f"1、{words[0]}", f"2、{words[1]}", f"3.{words[2]}"]
    assert [each.requirement for each in read_bytes(content, "a.docx").plan.rows()] == words


def test_cells_are_merged_as_the_source_had_them() -> None:
    """Number and title over the task's rows; units and deadline where the plan says that they were one cell."""
    content = DocxWriter().content(extract(PLAN))
    assert texts(content) == [
        ["序号", "工作任务", "具体要求", "牵头落实单位", "完成时限"],
        ["1", "工作一", "1.要求1.1，。", "市房管局、市审计局", "6月底前"],
        ["", "", "2.要求1.2，。", "", ""],
        ["", "", "3.要求1.3，。", "市审计局", "12月底前"],
        ["2", "工作二", "要求2.1，。", "市审计局", "2016年12月底前"],
    ]
    begun, on = "restart", "continue"
    assert merges(content)[1:] == [
        [begun, begun, None, begun, begun],
        [on, on, None, on, on],
        [on, on, None, None, None],
        [None] * 5,
    ]


def test_a_cell_whose_upper_part_is_left_out_has_its_words() -> None:
    """Of a filtered table every cell can be read: it goes on only with one that is there."""
    made = extract(PLAN, filters=Filters(grep="要求1.2"))
    assert texts(DocxWriter().content(made))[1:] == [["1", "工作一", "2.要求1.2，。", "市房管局、市审计局", "6月底前"]]


def test_the_words_are_those_that_were_printed() -> None:
    """Slips and all: a correction stands in the plan beside them, and the units' cell says what a list does not."""
    odd = row(
        "1.1",
        by("2016-12-31", quote="2016年12底前"),
        units=("市房管局", "各县政府"),
        units_text="市房管局，各县政府（下同）",
        deadline="2016年12底前\n长期坚持",
        corrected=Corrected(deadline="2016年12月底前", note="缺“月”字"),
    )
    (_header, cells) = texts(DocxWriter().content(extract(plan(odd))))
    assert cells[2:] == ["要求1.1，。", "市房管局，各县政府（下同）", "2016年12底前\n长期坚持"]


def test_those_who_assist_have_a_column_where_no_other_cell_names_them() -> None:
    """配合单位, and columns that the plan has no field for, come back as they were."""
    assisted = row("1.1", by("2016-06-30"), support=("市财政局",), extra=(("备注", "见附件"),))
    named = row("1.2", by("2016-06-30"), support=("市财政局",), units_text="甲局牵头，市财政局配合")
    header, first, second = texts(DocxWriter().content(extract(plan(assisted, named))))
    assert header == ["序号", "工作任务", "具体要求", "牵头落实单位", "配合单位", "完成时限", "备注"]
    assert (first[3:5], first[6]) == (["甲局", "市财政局"], "见附件")
    assert second[3:5] == ["甲局牵头，市财政局配合", ""]


def test_the_header_is_repeated_on_every_page_and_no_row_is_torn() -> None:
    """The first row is a header, and none may break over two pages."""
    rows = table(DocxWriter().content(extract(PLAN))).rows
    assert [each._tr.trPr.find(qn("w:tblHeader")) is not None for each in rows] == [True, False, False, False, False]
    assert all(each._tr.trPr.find(qn("w:cantSplit")) is not None for each in rows)


def test_chinese_is_set_in_chinese_fonts() -> None:
    """Every run names a font for East Asia; else Chinese would be set in whatever is at hand."""
    document = Document(BytesIO(DocxWriter().content(extract(PLAN))))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    runs += [
        run for cells in document.tables[0].rows for cell in cells.cells for p in cell.paragraphs for run in p.runs
    ]
    fonts = [run.element.find(f".//{qn('w:rFonts')}") for run in runs]
    assert {None if font is None else font.get(qn("w:eastAsia")) for font in fonts} == {
        "方正小标宋简体",
        "黑体",
        "仿宋_GB2312",
    }


def test_the_page_lies_across_and_is_numbered() -> None:
    """A4, landscape, with the page's number at its foot."""
    (section,) = Document(BytesIO(DocxWriter().content(extract(PLAN)))).sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    field = section.footer._element.find(f".//{qn('w:fldSimple')}")
    assert field.get(qn("w:instr")) == "PAGE"


@pytest.mark.parametrize("hostile", [*HOSTILE, "\ufffe\uffff", "]]>&amp;<w:p/>", "要" * 40_000])
def test_no_word_of_a_plan_is_markup(hostile: str) -> None:
    """Hostile text is the document's text: no field, no link, nothing that steers."""
    words = f"要求{hostile}完成"
    made = extract(plan(row("1.1", by("2016-06-30"), requirement=words, title=f"工作{hostile}", deadline=words)))
    content = DocxWriter().content(made)
    (_header, cells) = texts(content)
    assert (cells[2], cells[4]) == (visible(words), visible(words))
    with ZipFile(BytesIO(content)) as archive:
        body = archive.read("word/document.xml").decode()
    assert "w:fldSimple" not in body
    assert "w:hyperlink" not in body
    assert not STEERING & set(body.replace("\n", ""))


def test_the_same_plan_gives_the_same_bytes() -> None:
    """No clock is asked: no part of the archive and no property is dated by the moment of export."""
    content = DocxWriter().content(extract(PLAN))
    assert DocxWriter().content(extract(PLAN)) == content
    with ZipFile(BytesIO(content)) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}
    created = Document(BytesIO(content)).core_properties.created
    assert created is not None
    assert created.date() < date(2016, 1, 1)


def test_nothing_kept_is_a_table_with_its_header() -> None:
    """A filter that keeps nothing gives title and headings."""
    assert len(texts(DocxWriter().content(extract(PLAN, filters=Filters(tasks=(99,)))))) == 1


def test_what_a_row_costs_does_not_grow_with_the_table() -> None:
    """Five times the rows are some five times the work; looking at the whole table for each would be twenty-five."""

    def work(tasks: int) -> int:
        rows = [row(f"{task}.{item}", by("2016-06-30")) for task in range(1, tasks + 1) for item in range(1, 6)]
        made = extract(plan(*rows))
        return calls(lambda: DocxWriter().content(made))

    work(1)  # the library and its template are loaded
    assert work(50) < 6 * work(10)
