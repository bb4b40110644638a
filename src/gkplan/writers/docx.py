"""`docx`: the official table (分解表) again, as it is printed and sealed; reading it gives the plan again.

Its words are those of the plan, slips and all, and its headings are always Chinese: it is a document, not a screen.
Cells that the source had merged are merged; the states stand in the ledger (`xlsx`), not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Literal, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gkplan.clean import visible
from gkplan.plan.model import Row
from gkplan.writers.interface import Extract

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

# GB/T 9704-2012 sets titles in 小标宋 and text in 仿宋; what is no text, as headings in tables, in 黑体.
_TITLE_FONT, _HEAD_FONT, _FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
_LATIN = "Times New Roman"
_TITLE_SIZE, _SIZE = 22, 12
"""二号 and 小四, in points."""
_SPACE = 2
"""Above and below the words of a cell, in points."""
_PAGE, _MARGINS = (297, 210), (25, 22)
"""A4 across: its sides, and the margins beside and above, in millimetres."""
_TEXT_WIDTH = _PAGE[0] - 2 * _MARGINS[0]


class Column(NamedTuple):
    """A column: its heading, its width in millimetres, a row's words in it, and whether they belong to those above."""

    heading: str
    width: int
    of: Callable[[Row], str]
    joined: Callable[[Row], bool] = lambda _row: False
    centred: bool = False


class Cell(NamedTuple):
    """A cell: its words, and whether it begins a merged one or goes on with it."""

    words: str
    merge: Literal["restart", "continue"] | None = None
    centred: bool = False


class DocxWriter:
    """A document with the plan's title and its table, on A4 across."""

    def content(self, extract: Extract) -> bytes:
        """The document's bytes."""
        from docx import Document

        document = Document()
        rows = [entry.row for entry in sorted(extract.entries, key=lambda entry: (entry.row.task, entry.row.item))]
        _set_up(document, visible(extract.book.plan.title.replace("\n", "")))
        for line in extract.book.plan.title.split("\n"):
            _say(_centred(document.add_paragraph()), visible(line), _TITLE_FONT, _TITLE_SIZE)
        _fill(document, rows)
        out = BytesIO()
        document.save(out)
        return _undated(out.getvalue())


def columns(rows: Sequence[Row]) -> list[Column]:
    """The table's columns: 配合单位 and those that the plan has no field for only where a row has words in them."""
    alone = _alone(rows)
    extra = dict.fromkeys(heading for row in rows for heading, _words in row.extra)
    support = Column("配合单位", 32, _support)
    return [
        Column("序号", 15, lambda row: str(row.task), lambda _row: True, centred=True),
        Column("工作任务", 45, lambda row: row.title, lambda _row: True),
        Column("具体要求", 105, lambda row: _numbered(row, alone), lambda row: "requirement" in row.inherited),
        Column("牵头落实单位", 45, _units, lambda row: "units" in row.inherited),
        *([support] if any(map(_support, rows)) else []),
        Column("完成时限", 35, lambda row: row.deadline, lambda row: "deadline" in row.inherited),
        *(Column(name, 25, _extra(name)) for name in extra),
    ]


def _extra(heading: str) -> Callable[[Row], str]:
    """What a row has in a column that the plan has no field for."""
    return lambda row: dict(row.extra).get(heading, "")


def _alone(rows: Iterable[Row]) -> set[int]:
    """The tasks with one requirement, which bears no number."""
    counts: dict[int, int] = {}
    for row in rows:
        counts[row.task] = max(counts.get(row.task, 0), row.item)
    return {task for task, count in counts.items() if count == 1}


def _numbered(row: Row, alone: set[int]) -> str:
    """A requirement with its number; before a figure a point would be a decimal one (1.2016年)."""
    if row.task in alone:
        return row.requirement
    return f"{row.item}{'、' if row.requirement[:1].isdecimal() else '.'}{row.requirement}"


def _units(row: Row) -> str:
    return "、".join(row.units) if row.units_text is None else row.units_text


def _support(row: Row) -> str:
    """Those who assist, where the cell of units as printed does not name them."""
    printed = row.units_text or ""
    return "" if row.units_text and all(name in printed for name in row.support) else "、".join(row.support)


def _set_up(document: Document, title: str) -> None:
    """The page, its number below, and the fonts: Chinese takes the one that is named for East Asia."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Mm, Pt

    document.core_properties.title = title[:255]
    document.core_properties.author = ""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Mm, _PAGE)
    section.left_margin = section.right_margin = Mm(_MARGINS[0])
    section.top_margin = section.bottom_margin = Mm(_MARGINS[1])
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _LATIN, Pt(_SIZE)
    properties = normal.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    spoken = OxmlElement("w:lang")  # else a fallback font may be one of Taiwan or Japan, with their shapes
    spoken.set(qn("w:eastAsia"), "zh-CN")
    properties.append(spoken)
    _number(_centred(section.footer.paragraphs[0]))


def _fill(document: Document, rows: Sequence[Row]) -> None:
    """The table; its header is printed anew on each page, and no row is broken over two."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    laid = columns(rows)
    table = document.add_table(rows=0, cols=len(laid), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    room = _TEXT_WIDTH / sum(column.width for column in laid)
    for column, printed in zip(laid, table.columns, strict=True):
        printed.width = Mm(round(column.width * room))
    header = [Cell(column.heading, centred=True) for column in laid]
    _write(table, header, _HEAD_FONT, "w:cantSplit", "w:tblHeader")
    for before, row, after in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        _write(table, [_cell(column, before, row, after) for column in laid], _FONT, "w:cantSplit")


def _cell(column: Column, before: Row | None, row: Row, after: Row | None) -> Cell:
    """A row's cell, between those above and below: it goes on with the one, or begins what goes on in the other."""
    merge: Literal["restart", "continue"] | None = None
    if _joined(column, before, row):
        merge = "continue"
    elif _joined(column, row, after):
        merge = "restart"
    return Cell(column.of(row), merge, column.centred)


def _joined(column: Column, upper: Row | None, lower: Row | None) -> bool:
    """Whether a cell goes on with the one above: the plan says so, and that one holds the same words."""
    return (
        upper is not None
        and lower is not None
        and upper.task == lower.task
        and column.joined(lower)
        and column.of(upper) == column.of(lower)
    )


def _write(table: Table, cells: Sequence[Cell], font: str, *marks: str) -> None:
    """One row of a table, in time that does not grow with the table; `marks` are switches of the row."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph

    grid = table._tbl  # noqa: SLF001 - what the library offers for rows and merging looks at the whole table each time
    row = grid.add_tr()
    for mark in marks:
        row.get_or_add_trPr().append(OxmlElement(mark))
    for cell, column in zip(cells, grid.tblGrid.gridCol_lst, strict=True):
        place = row.add_tc()
        if column.w is not None:
            place.width = column.w
        if cell.merge is not None:
            place.vMerge = cell.merge
        place.get_or_add_tcPr().vAlign_val = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = Paragraph(place.p_lst[0], table)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(_SPACE)
        if cell.centred:
            _centred(paragraph)
        if cell.merge != "continue":
            _say(paragraph, visible(cell.words), font, _SIZE)


def _say(paragraph: Paragraph, words: str, font: str, size: int) -> None:
    """Words in a font; a line break in them is one in the paragraph."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(words)
    run.font.name, run.font.size = _LATIN, Pt(size)
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _centred(paragraph: Paragraph) -> Paragraph:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _number(paragraph: Paragraph) -> None:
    """The page's number, which whatever opens the document counts; 1 for what does not."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(paragraph.add_run("1").element)
    paragraph.paragraph_format.element.append(field)


def _undated(document: bytes) -> bytes:
    """The same archive with no date on its parts, so that the same plan gives the same bytes."""
    out = BytesIO()
    with ZipFile(BytesIO(document)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(ZipInfo(part), old.read(part), ZIP_DEFLATED)
    return out.getvalue()
