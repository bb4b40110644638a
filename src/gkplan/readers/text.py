"""Text copied from a web page: a cell a line, a blank cell an empty line, rows apart by an empty line.

Copied tables come in three states. Each cell's line begins with a tab, which tells a blank cell (a tab) from the end
of a row (nothing) and a cell's second line (no tab) from the next cell; or an editor has stripped the tabs, and only
the number of columns tells blank cells from the end of a row; or, from Word and Excel, a row is a line with tabs
between its cells, and a cell of several lines stands in quotation marks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import takewhile

from gkplan.plan.findings import N_
from gkplan.readers import numbers
from gkplan.readers.columns import columns
from gkplan.readers.decode import decoded
from gkplan.readers.doubts import UnreadableError
from gkplan.readers.grid import Cell, Grid, filled
from gkplan.readers.text_cells import rows_of_cells

Line = tuple[int, str]


def read(data: bytes) -> tuple[Grid, ...]:
    """The one table of a text document; `UnreadableError` where the bytes are no text."""
    lines = list(enumerate(decoded(data).splitlines(), 1))
    head, body = _split(lines)
    before = tuple(line.strip() for _, line in head)
    if _is_of_cells(body) and (found := rows_of_cells(body)):
        rows, doubts = found
        return (Grid(tuple(rows), before, doubts=tuple(doubts)),)
    rows = list(_rows(body))
    width = len(rows[0]) if rows else 0
    ragged = tuple(row[0].line for row in rows if len(row) != width)
    return (Grid(tuple(filled(row[:width], width) for row in rows), before, ragged),)


def _is_of_cells(body: list[Line]) -> bool:
    """Whether nothing but 序号 parts rows: no line has a tab, and no empty line stands right behind the headings."""
    if any("\t" in line for _, line in body):
        return False
    header = [line.strip() for _, line in takewhile(lambda line: line[1].strip(), body)]
    return not columns(header) or any(numbers.alone(line) is not None for line in header)


def _split(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The paragraphs before the table, and the table: from its first tab, or else from the line that says 序号."""
    for at, (_, line) in enumerate(lines):
        if "\t" in line or line.replace(" ", "").replace("\u3000", "") in ("序号", "编号"):
            return lines[:at], lines[at:]
    return lines, []


def _rows(body: list[Line]) -> Iterator[tuple[Cell, ...]]:
    if any("\t" in line.strip() for _, line in body):
        return _lined(body)
    if any(line.startswith("\t") for _, line in body):
        return _tabbed(body)
    return _stripped(body)


def _lined(lines: list[Line]) -> Iterator[tuple[Cell, ...]]:
    """Rows of lines with tabs between their cells. A lone quotation mark is a word and begins no cell of many lines."""
    number = first = lines[0][0]
    paired = sum(line.count('"') for _, line in lines) % 2 == 0
    quotes = '"' if paired else None
    reader = csv.reader((f"{line}\n" for _, line in lines), delimiter="\t", quotechar=quotes)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield tuple(_cell(number, cell.splitlines()) for cell in cells)
            number = first + reader.line_num
    except csv.Error as error:
        raise UnreadableError(N_("line {line}: {why}"), line=first + reader.line_num - 1, why=error) from error


def _tabbed(lines: Iterable[Line]) -> Iterator[tuple[Cell, ...]]:
    """Rows of lines whose cells begin with a tab."""
    cells: list[tuple[int, list[str]]] = []
    for number, line in lines:
        if line.startswith("\t"):
            cells.append((number, [line[1:]]))
        elif line.strip() and cells:
            cells[-1][1].append(line)
        elif cells:
            yield _row(cells)
            cells = []
    if cells:
        yield _row(cells)


def _stripped(lines: list[Line]) -> Iterator[tuple[Cell, ...]]:
    """Rows of lines without tabs: as many lines a row as the header has, the row's end an empty line.

    A cell of two lines makes a row longer than it should be and is told by nothing but that: the row is ragged.
    """
    width = next((at for at, (_, line) in enumerate(lines) if not line.strip()), len(lines))
    cells: list[tuple[int, list[str]]] = []
    for number, line in lines:
        if len(cells) >= width and not line.strip():
            yield _row(cells)
            cells = []
        else:
            cells.append((number, [line]))
    if any(line.strip() for _, parts in cells for line in parts):
        yield _row(cells)


def _row(cells: Iterable[tuple[int, list[str]]]) -> tuple[Cell, ...]:
    return tuple(_cell(number, parts) for number, parts in cells)


def _cell(number: int, parts: list[str]) -> Cell:
    text = "\n".join(part.strip() for part in parts).strip()
    return Cell(text, "own" if text else "blank", number)
