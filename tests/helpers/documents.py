"""Published documents made for a test: the same table as Word, a web page, csv and Markdown hold it.

A table is rows of cells; None is a cell that is merged with the one above it. `BAND` in a row's first cell is followed
by None alone: one cell over the whole row.
"""

from __future__ import annotations

import csv
import html
from collections.abc import Iterable, Sequence
from copy import deepcopy
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from gkplan.readers.text import read

SOURCE = Path(__file__).parents[2] / "data" / "source" / "000_3bf1a7abc35ef463.txt"
"""The plan as it was published: text copied from its page."""
Row = Sequence[str | None]
Table = Sequence[Row]


def source_table() -> tuple[tuple[str, ...], list[list[str | None]]]:
    """The paragraphs before the source's table, and its rows, blank cells being merged ones."""
    (grid,) = read(SOURCE.read_bytes())
    header, *rows = ([cell.text or None for cell in row] for row in grid.rows)
    return grid.before, [header, *rows]


def band(words: str, width: int) -> Row:
    """One cell over a whole row."""
    return [words, *["\0"] * (width - 1)]


def csv_document(table: Table, before: Iterable[str] = (), *, encoding: str = "utf-8-sig", apart: str = ",") -> bytes:
    """A table of values, merged cells blank as spreadsheets write them, the paragraphs in first cells above."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=apart)
    width = len(table[0])
    writer.writerows([words, *[""] * (width - 1)] for words in before)
    writer.writerows(["" if cell in (None, "\0") else cell for cell in row] for row in table)
    return out.getvalue().encode(encoding)


def markdown_document(table: Table, before: Iterable[str] = ()) -> bytes:
    """Markdown: lines of a cell as `<br>`, bars escaped."""
    header, *rows = (
        "| " + " | ".join((cell or "").strip("\0").replace("|", "\\|").replace("\n", "<br>") for cell in row) + " |"
        for row in table
    )
    return "\n".join([*before, "", header, "|" + " --- |" * len(table[0]), *rows, ""]).encode()


def web_page(table: Table, before: Iterable[str] = (), *, encoding: str = "gb18030", pages: int = 1) -> bytes:
    """A page that declares no encoding: cells reach over rows and columns, end tags of cells are left out.

    With `pages` the table is as many tables, the headings and cells merged over their ends printed in each.
    """
    paragraphs = "".join(f"<p align=center><b>{html.escape(words)}</b></p>" for words in before)
    tables = (_html_table(page) for page in _cut(table, pages))
    return f"<html><head><title>x</title></head><body>{paragraphs}{''.join(tables)}<p>附注</p></body></html>".encode(
        encoding
    )


def _cut(table: Table, pages: int) -> list[Table]:
    """A table as so many, each with the headings; a cell merged over a page's end is printed again on the next page."""
    header, *rows = table
    words: list[str | None] = [None] * len(header)
    full: list[list[str | None]] = []
    for row in rows:
        words = [above if cell is None else cell for cell, above in zip(row, words, strict=True)]
        full.append(words)
    cuts = [len(rows) * page // pages for page in range(pages + 1)]
    return [[header, *full[start : start + 1], *rows[start + 1 : end]] for start, end in pairwise(cuts)]


def _html_table(table: Table) -> str:
    lines = []
    for at, row in enumerate(table):
        cells = []
        for column, cell in enumerate(row):
            if cell is None or cell == "\0":
                continue
            down = below(table, at, column)
            across = sum(1 for other in row[column + 1 :] if other == "\0")
            words = "<br>".join(html.escape(part) for part in cell.split("\n"))
            cells.append(f"<td rowspan={down} colspan={across + 1}>{words}" if across or down > 1 else f"<td>{words}")
        lines.append(f"<tr>{''.join(cells)}\n")
    return f"<table border=1>{''.join(lines)}</table>"


def below(table: Table, at: int, column: int) -> int:
    """Over how many rows a cell reaches."""
    end = at + 1
    while end < len(table) and table[end][column] is None:
        end += 1
    return end - at


def word_document(
    table: Table,
    before: Iterable[str] = (),
    *,
    changed: tuple[int, int] | None = None,
    controlled: tuple[int, int] | None = None,
    pages: int = 1,
) -> bytes:
    """A Word document: cells merged over rows (`w:vMerge`) and columns (`w:gridSpan`).

    The words of the cell `changed` (row, column) are a tracked insertion, beside a tracked deletion; the cell
    `controlled` stands in a content control.
    """
    document: Any = Document()
    for words in before:
        document.add_paragraph(words)
    start = 0
    for page in _cut(table, pages):
        if start:
            document.add_page_break()
        _word_table(document, page, changed, controlled, start)
        start += len(page) - 1
    document.add_paragraph("附注")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _word_table(
    document: Any, table: Table, changed: tuple[int, int] | None, controlled: tuple[int, int] | None, start: int
) -> None:
    made = document.add_table(rows=len(table), cols=len(table[0]))
    for at, (row, words) in enumerate(zip(made._tbl.tr_lst, table, strict=True)):
        places = list(row.tc_lst)
        for column, (place, cell) in enumerate(zip(places, words, strict=True)):
            where = (at + start if at else 0, column)
            if cell == "\0":
                row.remove(place)
                places[0].tcPr.get_or_add_gridSpan().val = len(words)
                continue
            _merge(place, "continue" if cell is None else "restart" if below(table, at, column) > 1 else None)
            _write(place, cell or "", changed=where == changed)
            if where == controlled:
                _control(place)


def _merge(place: Any, how: str | None) -> None:
    if how:
        place.get_or_add_tcPr().get_or_add_vMerge().val = how


def _write(place: Any, words: str, *, changed: bool) -> None:
    paragraph = place.p_lst[0]
    for number, part in enumerate(words.split("\n")):
        paragraph = deepcopy(paragraph) if number else paragraph
        for old in list(paragraph):
            paragraph.remove(old)
        if number:
            place.append(paragraph)
        run = _run(part, "w:t")
        if changed:
            paragraph.append(_tracked("w:del", _run("删去的话", "w:delText")))
            run = _tracked("w:ins", run)
        paragraph.append(run)


def _run(words: str, tag: str) -> Any:
    run, text = OxmlElement("w:r"), OxmlElement(tag)
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    return run


def _tracked(tag: str, run: Any) -> Any:
    change = OxmlElement(tag)
    change.set(qn("w:id"), "1")
    change.set(qn("w:author"), "x")
    change.append(run)
    return change


def _control(place: Any) -> None:
    """Put a cell into a content control of the row."""
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(OxmlElement("w:sdtPr"))
    control.append(content)
    place.addprevious(control)
    content.append(place)
