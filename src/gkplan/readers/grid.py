"""The grid: a table as a document prints it, before anything is known of what its columns mean.

Every format's reader ends here, so that what follows (`assemble`) is written once. A cell knows where its words come
from, because Chinese plans merge cells downwards, print nothing in the continuation, and repeat cells after a page
break.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from gkplan.readers.doubts import ANYWHERE, Doubt, Place
from gkplan.readers.limits import check_cells

Origin = Literal["own", "blank", "merged", "repeated"]
"""`own`: printed here. `blank`: nothing printed, and the format can't say why. `merged`: the format says that it
belongs to the cell above or to its left, whose words it has. `repeated`: printed again after a page break."""


class Cell(NamedTuple):
    """One place of a grid: its words (lines kept, outer spaces not), their origin, and its line in the source from 1.

    In a format without lines `line` is the row of the table, from 1; 0 where neither is known.
    """

    text: str
    origin: Origin = "own"
    line: int = 0


class Spanned(NamedTuple):
    """A cell as HTML, Word and Excel hold it: its words, and over how many rows and columns it reaches."""

    text: str
    rows: int = 1
    columns: int = 1
    line: int = 0


class Grid(NamedTuple):
    """A table: rows of equally many cells, and the paragraphs that stand before it (blank ones kept, as empty)."""

    rows: tuple[tuple[Cell, ...], ...]
    before: tuple[str, ...] = ()
    ragged: tuple[int, ...] = ()
    """Lines (or row numbers, from 1, where there are none) at which a row had too few or too many cells."""
    place: Place = ANYWHERE
    doubts: tuple[Doubt, ...] = ()
    """What the reader itself noticed."""


def spread(rows: Iterable[Sequence[Spanned]], before: tuple[str, ...] = (), place: Place = ANYWHERE) -> Grid:
    """A grid from cells that reach over several places: each place after the first holds the words as `merged`.

    A row that ends early is filled with blank cells and said so in `ragged`. `UnreadableError` where cells reach over
    more places than any table has.
    """
    hanging: dict[int, tuple[Cell, int]] = {}
    laid: list[list[Cell]] = []
    count = 0
    for row in rows:
        count += sum(max(cell.columns, 1) for cell in row) + len(hanging)
        check_cells(count)
        laid.append(_lay(row, hanging))
    width = max((len(row) for row in laid), default=0)
    check_cells(width * len(laid))
    ragged = tuple(number for number, row in enumerate(laid, 1) if len(row) != width)
    return Grid(tuple(filled(row, width) for row in laid), before, ragged, place)


def filled(row: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    """A row with blank cells up to a width."""
    line = row[0].line if row else 0
    return (*row, *(Cell("", "blank", line) for _ in range(width - len(row))))


def _lay(row: Sequence[Spanned], hanging: dict[int, tuple[Cell, int]]) -> list[Cell]:
    """One row's cells in their columns; `hanging` is what reaches down from above, by column, and is kept up."""
    cells: list[Cell] = []
    waiting = iter(row)
    while True:
        column = len(cells)
        if column in hanging:
            cell, left = hanging.pop(column)
            cells.append(cell)
            if left > 1:
                hanging[column] = (cell, left - 1)
            continue
        spanned = next(waiting, None)
        if spanned is None:
            if any(later > column for later in hanging):
                cells.append(Cell("", "blank"))
                continue
            return cells
        _put(spanned, cells, hanging)


def _put(spanned: Spanned, cells: list[Cell], hanging: dict[int, tuple[Cell, int]]) -> None:
    text = spanned.text.strip()
    below = Cell(text, "merged", spanned.line)
    for step in range(max(spanned.columns, 1)):
        if spanned.rows > 1:
            # A cell put now hangs from the next row on; the row in hand is past this column.
            hanging[len(cells)] = (below, spanned.rows - 1)
        own: Origin = ("own" if text else "blank") if step == 0 else "merged"
        cells.append(Cell(text, own, spanned.line))
