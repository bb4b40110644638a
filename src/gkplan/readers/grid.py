"""The grid: a table as a document prints it, before anything is known of what its columns mean.

Every format's reader ends here, so that what follows (`assemble`) is written once. A cell knows where its words come
from, because Chinese plans merge cells downwards, print nothing in the continuation, and repeat cells after a page
break.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
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
    for row, own in _with_cells(list(rows)):
        count += sum([max(spanned.columns, 1) for spanned in row]) + len(hanging)
        check_cells(count)
        laid.append(_lay(row, own, hanging))
    width = max((len(row) for row in laid), default=0)
    check_cells(width * len(laid))
    ragged = tuple(number for number, row in enumerate(laid, 1) if len(row) != width)
    return Grid(tuple(filled(row, width) for row in laid), before, ragged, place)


def filled(row: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    """A row with blank cells up to a width."""
    line = row[0].line if row else 0
    return (*row, *(Cell("", "blank", line) for _ in range(width - len(row))))


def cells(texts: Iterable[str], lines: Iterable[int]) -> list[Cell]:
    """Cells of words printed, `own` or `blank`, in one go: tables have tens of thousands."""
    known = list(texts)
    origins = ["own" if text else "blank" for text in known]
    return list(map(partial(tuple.__new__, Cell), zip(known, origins, lines, strict=False)))


def _with_cells(rows: Sequence[Sequence[Spanned]]) -> Iterator[tuple[Sequence[Spanned], list[Cell]]]:
    """Each row and the cells that are its own."""
    every = [spanned for row in rows for spanned in row]
    made = iter(cells([spanned.text.strip() for spanned in every], [spanned.line for spanned in every]))
    for row in rows:
        yield row, list(islice(made, len(row)))


def _lay(row: Sequence[Spanned], own: list[Cell], hanging: dict[int, tuple[Cell, int]]) -> list[Cell]:
    """One row's cells in their columns; `hanging` is what reaches down from above, by column, and is kept up."""
    if not hanging and all(spanned.rows <= 1 and spanned.columns <= 1 for spanned in row):
        return own
    laid: list[Cell] = []
    for spanned, cell in zip(row, own, strict=True):
        _hang(laid, hanging)
        if spanned.rows > 1 or spanned.columns > 1:
            _put(spanned, cell, laid, hanging)
        else:
            laid.append(cell)
    _hang(laid, hanging)
    while any(later >= len(laid) for later in hanging):
        laid.append(Cell("", "blank"))
        _hang(laid, hanging)
    return laid


def _hang(laid: list[Cell], hanging: dict[int, tuple[Cell, int]]) -> None:
    """Lay what reaches down into the next columns."""
    while (column := len(laid)) in hanging:
        cell, left = hanging.pop(column)
        laid.append(cell)
        if left > 1:
            hanging[column] = (cell, left - 1)


def _put(spanned: Spanned, cell: Cell, laid: list[Cell], hanging: dict[int, tuple[Cell, int]]) -> None:
    """Lay a cell that reaches over several places."""
    laid.append(cell)
    below = Cell(cell.text, "merged", cell.line)
    laid.extend([below] * (spanned.columns - 1))
    if spanned.rows > 1:
        # A cell put now hangs from the next row on; the row in hand is past its columns.
        columns = range(len(laid) - max(spanned.columns, 1), len(laid))
        hanging.update(dict.fromkeys(columns, (below, spanned.rows - 1)))
