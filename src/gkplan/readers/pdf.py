"""PDF with text: pdfplumber finds the lines of tables, words are laid into their cells, wrapped lines joined again.

A table goes on where a page ends; what a page break cut is joined (`pdf_pages`). Characters that fonts write as
radicals are repaired.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from gkplan.plan.findings import N_
from gkplan.readers.doubts import Doubt, Place, UnreadableError
from gkplan.readers.grid import Cell, Grid
from gkplan.readers.limits import MOST_UNPACKED, check_cells, check_rows, damaged, locked
from gkplan.readers.pdf_columns import Strip, strips, table
from gkplan.readers.pdf_lines import Box, Line, line_of, lines, paragraphs, wrapped
from gkplan.readers.pdf_pages import Rows, append

if TYPE_CHECKING:
    from pdfplumber.page import Page

MOST_PAGES = 200
"""The most pages that a document may have; published plans have below fifty."""
MOST_MARKS = 20_000
"""The most characters, lines, and crossings of lines that a page may have; real ones have a few thousand."""
_STREAM = re.compile(rb"stream\r?\n(?=\x78[\x01\x5e\x9c\xda])")
_TWICE = re.compile(rb"/Fl(?:ateDecode)?\s*/Fl(?:ateDecode)?\b")
MOST_CHARACTERS = 400_000
"""In how many characters outside of tables with lines others are looked for."""
_KEPT = ("text", "x0", "x1", "top", "bottom", "size")
_EDGE = 2
"""How many lines a page's head and its foot may have."""
_SAME_PLACE = 4
"""Within how many points two lines are at the same place of their pages."""
_PAGE_NUMBER = re.compile(r"^[-—–\s第]*\d{1,4}[-—–\s页]*|[-—–\s第]*\d{1,4}[-—–\s页]*$")
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


class _Page(NamedTuple):
    """What was read of a page: the lines outside its tables, each table's top and rows; where it has none, strips."""

    number: int
    height: float
    outside: list[Line]
    tables: list[tuple[float, Rows]]
    strips: list[Strip]


class _Document:
    """What was read of a document so far."""

    def __init__(self) -> None:
        self._read: list[_Page] = []
        self._tables: list[_Table] = []
        self._before: list[str] = []
        self._silent: list[int] = []
        self._left = MOST_CHARACTERS

    def put(self, page: Page) -> None:
        """Read a page."""
        if not page.chars:
            self._silent.append(page.page_number)
            return
        if max(len(page.chars), len(page.edges), _crossings(page.edges)) > MOST_MARKS:
            raise UnreadableError(N_("a table has more than {limit} cells"), limit=MOST_MARKS)
        tables = [found for found in page.find_tables() if len(found.cells) > 1]
        tables.sort(key=lambda found: found.bbox[1])
        inside = [_inside(page.chars, found.bbox) for found in tables]
        taken = {id(char) for chars in inside for char in chars}
        outside = [char for char in page.chars if id(char) not in taken]
        self._left -= len(outside)
        alone = not tables and self._left >= 0
        ruled = [(found.bbox[1], list(_rows(found.cells, chars))) for found, chars in zip(tables, inside, strict=True)]
        plain = [{key: char[key] for key in _KEPT} for char in outside] if alone else []
        self._read.append(
            _Page(
                page.page_number,
                float(page.height),
                lines(outside),
                ruled,
                strips(page.page_number, float(page.width), plain),
            )
        )

    def grids(self) -> tuple[Grid, ...]:
        """The tables, and a grid without rows for the paragraphs after them."""
        if not self._read:
            raise UnreadableError(
                N_("the document has no text, only pictures of its pages"),
                N_("look for the document itself, or have its text recognised (OCR) and save it as docx"),
            )
        pages = list(_without_furniture(self._read))
        for ruled, run in groupby(pages, key=lambda page: bool(page.tables)):
            (self._put_ruled if ruled else self._put_plain)(list(run))
        grids = [
            Grid(
                tuple(_numbered(each.rows)),
                each.before,
                place=(place := Place(page=each.page, table=number)),
                doubts=tuple(doubt._replace(place=place) for doubt in each.doubts),
            )
            for number, each in enumerate(self._tables, 1)
        ]
        check_rows(sum(len(grid.rows) for grid in grids))
        doubts = [Doubt("page-without-text", None, 0, "", Place(page=page)) for page in self._silent]
        return (*grids, Grid((), tuple(self._before), doubts=tuple(doubts)))

    def _put_ruled(self, pages: Sequence[_Page]) -> None:
        """Pages with tables that have lines."""
        for page in pages:
            seen = 0
            for top, rows in page.tables:
                above = [line for line in page.outside[seen:] if line.top < top]
                seen += len(above)
                self._before.extend(paragraphs(above))
                self._put_table(rows, page.number)
            self._before.extend(paragraphs(page.outside[seen:]))

    def _put_plain(self, pages: Sequence[_Page]) -> None:
        """Pages without such tables: those whose words stand in columns, and the paragraphs between."""
        all_strips = [strip for page in pages for strip in page.strips]
        at = 0
        while found := table(all_strips, at):
            self._put_lines(pages, all_strips[at : found.start])
            rows = [[Cell(words, "own" if words else "blank") for words in row] for row in found.rows]
            begun = all_strips[found.start].page
            self._tables.append(_Table(rows, tuple(self._before), begun, found.doubts))
            self._before, at = [], found.end
        if at:
            self._put_lines(pages, all_strips[at:])
        else:
            for page in pages:
                self._before.extend(paragraphs(page.outside))

    def _put_lines(self, pages: Sequence[_Page], some: Sequence[Strip]) -> None:
        """The paragraphs of some lines of pages, each page's by itself."""
        for page in pages:
            self._before.extend(paragraphs([line_of(strip.chars) for strip in some if strip.page == page.number]))

    def _put_table(self, rows: Rows, page: int) -> None:
        """A table; the one before goes on where nothing but the page's end parts them and both are as wide."""
        last = self._tables[-1] if self._tables else None
        if last and not any(self._before) and len(last.rows[0]) == len(rows[0]) and last.page + 1 <= page:
            append(last.rows, rows)
        else:
            self._tables.append(_Table(rows, tuple(self._before), page))
        self._before = []


class _Table(NamedTuple):
    """A table's rows, the paragraphs before it, the page it begins on, and what is in doubt of it."""

    rows: Rows
    before: tuple[str, ...]
    page: int
    doubts: tuple[Doubt, ...] = ()


def _without_furniture(pages: Sequence[_Page]) -> Iterator[_Page]:
    """The pages without their numbers, and without what is printed at the same edge of another page before.

    On the upper half of the first page such a line stays: it may be the title.
    """
    seen = Counter(mark for page in pages for mark in {_mark(line) for line in _at_edges(page.outside)})
    for at, page in enumerate(pages):
        again = {
            (line.text, line.top)
            for line in _at_edges(page.outside)
            if seen[_mark(line)] > 1 and (at or line.top > page.height / 2)
        }
        again |= {(line.text, line.top) for line in page.outside if _FURNITURE.fullmatch(line.text)}
        outside = [line for line in page.outside if (line.text, line.top) not in again]
        tops = {top for _, top in again}
        yield page._replace(outside=outside, strips=[strip for strip in page.strips if _top(strip) not in tops])


def _at_edges(outside: Sequence[Line]) -> Sequence[Line]:
    """The lines that could be a page's head or foot."""
    return outside if len(outside) < 2 * _EDGE else (*outside[:_EDGE], *outside[-_EDGE:])


def _mark(line: Line) -> tuple[str, int]:
    """What a head or foot is known by on another page: its words without a page's number, and its place."""
    return _PAGE_NUMBER.sub("", line.text), round(line.top / _SAME_PLACE)


def _top(strip: Strip) -> float:
    return line_of(strip.chars).top


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
