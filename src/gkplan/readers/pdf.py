"""PDF with text: pdfplumber finds the lines of tables, words are laid into their cells, wrapped lines joined again.

A table goes on where a page ends; what a page break cut is joined (`pdf_pages`). Characters that fonts write as
radicals are repaired.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from gkplan.plan.findings import N_
from gkplan.readers.doubts import Doubt, Place, UnreadableError
from gkplan.readers.grid import Cell, Grid
from gkplan.readers.limits import MOST_UNPACKED, check_cells, check_rows, damaged, locked
from gkplan.readers.pdf_lines import Box, Line, lines, paragraphs, wrapped
from gkplan.readers.pdf_pages import Rows, append

if TYPE_CHECKING:
    from pdfplumber.page import Page

MOST_PAGES = 200
"""The most pages that a document may have; published plans have below fifty."""
MOST_MARKS = 20_000
"""The most characters, lines, and crossings of lines that a page may have; real ones have a few thousand."""
_STREAM = re.compile(rb"stream\r?\n(?=\x78[\x01\x5e\x9c\xda])")
_TWICE = re.compile(rb"/Fl(?:ateDecode)?\s*/Fl(?:ateDecode)?\b")
_FURNITURE = re.compile(r"[-—–－·.\s]*(?:第?\s*\d{1,4}\s*页?)(?:\s*[/／，,]?\s*共?\s*\d{1,4}\s*页?)?[-—–－·.\s]*")


def read(data: bytes) -> tuple[Grid, ...]:
    """The tables of a document in order, rows counted from 1, one that goes on over pages as one.

    A doubt names pages without text. `UnreadableError` where the bytes are no such document, it wants a password, or
    its pages are pictures alone.
    """
    _check_streams(data)
    document = _Document()
    with _quiet(), _opened(data) as pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise UnreadableError(
                N_("the document has more than {limit} pages"),
                N_("save the table alone as a document of its own"),
                limit=MOST_PAGES,
            )
        for page in pdf.pages:
            document.put(page)
            page.close()
    return document.grids()


class _Document:
    """What was read of a document so far."""

    def __init__(self) -> None:
        self._tables: list[tuple[Rows, tuple[str, ...], int]] = []
        self._before: list[str] = []
        self._silent: list[int] = []
        self._pages = 0

    def put(self, page: Page) -> None:
        """Read a page."""
        self._pages += 1
        if not page.chars:
            self._silent.append(page.page_number)
            return
        if max(len(page.chars), len(page.edges), _crossings(page.edges)) > MOST_MARKS:
            raise UnreadableError(N_("a table has more than {limit} cells"), limit=MOST_MARKS)
        tables = [table for table in page.find_tables() if len(table.cells) > 1]
        tables.sort(key=lambda table: table.bbox[1])
        inside = [_inside(page.chars, table.bbox) for table in tables]
        taken = {id(char) for chars in inside for char in chars}
        outside = [line for line in lines([c for c in page.chars if id(c) not in taken]) if not _is_furniture(line)]
        seen = 0
        for table, chars in zip(tables, inside, strict=True):
            above = [line for line in outside[seen:] if line.top < table.bbox[1]]
            seen += len(above)
            self._before.extend(paragraphs(above))
            self._put_table(list(_rows(table.cells, chars)), page.page_number)
        self._before.extend(paragraphs(outside[seen:]))

    def grids(self) -> tuple[Grid, ...]:
        """The tables, and a grid without rows for the paragraphs after them."""
        if len(self._silent) == self._pages:
            raise UnreadableError(
                N_("the document has no text, only pictures of its pages"),
                N_("look for the document itself, or have its text recognised (OCR) and save it as docx"),
            )
        tables = [
            Grid(tuple(_numbered(rows)), before, place=Place(page=page, table=number))
            for number, (rows, before, page) in enumerate(self._tables, 1)
        ]
        check_rows(sum(len(table.rows) for table in tables))
        doubts = [Doubt("page-without-text", None, 0, "", Place(page=page)) for page in self._silent]
        return (*tables, Grid((), tuple(self._before), doubts=tuple(doubts)))

    def _put_table(self, rows: Rows, page: int) -> None:
        """A table; the one before goes on where nothing but the page's end parts them and both are as wide."""
        last = self._tables[-1] if self._tables else None
        if last and not any(self._before) and len(last[0][0]) == len(rows[0]) and last[2] + 1 <= page:
            append(last[0], rows)
        else:
            self._tables.append((rows, tuple(self._before), page))
        self._before = []


def _crossings(edges: Iterable[Any]) -> int:
    """At how many places the lines of a page could cross."""
    across, down = set(), set()
    for edge in edges:
        if edge["orientation"] == "h":
            across.add(round(edge["top"]))
        else:
            down.add(round(edge["x0"]))
    return len(across) * len(down)


def _rows(boxes: Sequence[Box], chars: Sequence[Any]) -> Iterator[list[Cell]]:
    """The rows of a table by its cells' boxes, each place of a cell after its first being merged."""
    tops, lefts = (sorted({round(box[side], 1) for box in boxes}) for side in (1, 0))
    check_cells(len(tops) * len(lefts))
    laid = [[Cell("", "blank") for _ in lefts] for _ in tops]
    for box in boxes:
        text = wrapped(lines(_inside(chars, box)), box)
        first = True
        for row, top in enumerate(tops):
            for column, left in enumerate(lefts):
                if box[1] - 1 <= top < box[3] - 1 and box[0] - 1 <= left < box[2] - 1:
                    laid[row][column] = Cell(text, ("own" if text else "blank") if first else "merged")
                    first = False
    yield from laid


def _numbered(rows: Rows) -> Iterator[tuple[Cell, ...]]:
    for number, row in enumerate(rows, 1):
        yield tuple(cell._replace(line=number) for cell in row)


def _inside(chars: Iterable[Any], box: Box) -> list[Any]:
    """The characters whose middle is within a box."""
    return [
        char
        for char in chars
        if box[0] <= (char["x0"] + char["x1"]) / 2 < box[2] and box[1] <= (char["top"] + char["bottom"]) / 2 < box[3]
    ]


def _is_furniture(line: Line) -> bool:
    """Whether a line is a page's number."""
    return bool(_FURNITURE.fullmatch(line.text))


def _check_streams(data: bytes) -> None:
    """Refuse a document whose packed streams unpack to more than any plan; they are unpacked no further than that."""
    left = MOST_UNPACKED
    for stream in _STREAM.finditer(data):
        unpacking = zlib.decompressobj()
        try:
            left -= len(unpacking.decompress(memoryview(data)[stream.end() :], left + 1))
        except zlib.error:
            continue
        if left < 0:
            break
    if left < 0 or _TWICE.search(data):
        raise UnreadableError(
            N_("the document unpacks to far more than any plan: it is damaged, or made to do harm"),
            N_("open it, copy the table into a new document and save that"),
        )


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """The document; whatever a damaged one breaks in the library is said as such."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            yield pdf
    except UnreadableError:
        raise
    except Exception as error:
        if isinstance(error, PDFPasswordIncorrect) or any(isinstance(a, PDFPasswordIncorrect) for a in error.args):
            raise locked() from error
        raise damaged() from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Fonts without measures, which most office programs write, are no matter for the reader's log."""
    log = logging.getLogger("pdfminer")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)
