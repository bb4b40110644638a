"""A grid's rows by the meaning of their columns, and the cells that merged ones take from above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from gkplan.plan.model import Cell as CellName
from gkplan.readers import numbers
from gkplan.readers.columns import Columns, columns
from gkplan.readers.grid import Cell, Grid
from gkplan.readers.interface import Doubt

CELLS: tuple[CellName, ...] = ("title", "requirement", "units", "deadline")


class Line(NamedTuple):
    """A table's row; `units` and `support` may be several cells, `inherited` names those that others above fill."""

    no: Cell
    title: Cell
    requirement: Cell
    units: tuple[Cell, ...]
    support: tuple[Cell, ...]
    deadline: Cell
    inherited: tuple[CellName, ...] = ()


def table_lines(grid: Grid, doubts: list[Doubt]) -> Iterator[Line]:
    """A grid's lines below its headings, without headings printed again on a new page and headings of sections.

    A grid without headings of such a plan has none.
    """
    at, named = _headings(grid)
    if named is None:
        return
    header = [cell.text for cell in grid.rows[at]]
    doubts.extend(Doubt("column-left-out", None, grid.rows[at][left].line, header[left]) for left in named.left_out)
    doubts.extend(Doubt("ragged-row", None, number, "") for number in grid.ragged)
    for row in grid.rows[at + 1 :]:
        if not any(cell.text for cell in row) or [cell.text for cell in row] == header:
            continue
        if _heads_section(row):
            doubts.append(Doubt("section-left-out", None, row[0].line, row[0].text))
        else:
            yield _line(row, named)


def filled_down(numbered: Iterable[tuple[int, Line]], doubts: list[Doubt]) -> Iterator[Line]:
    """Lines whose blank cells have the words of the line above, within one 序号 or one merged title.

    A 配合 cell is filled only with the units cell beside it: alone, blank means that nobody assists.
    """
    above: Line | None = None
    above_number = 0
    for number, line in numbered:
        line = _repeated(line) if number == above_number and line.no.text else line  # noqa: PLW2901
        continued = above is not None and (number == above_number or not line.title.text)
        source = above if continued else None
        above, above_number = _filled(line, source, doubts, same=number == above_number), number
        yield above


def _repeated(line: Line) -> Line:
    """A line whose 序号 and title are printed once more, the table having gone over to another page."""
    title = line.title._replace(origin="repeated") if line.title.text else line.title
    return line._replace(no=line.no._replace(origin="repeated"), title=title)


def _headings(grid: Grid) -> tuple[int, Columns | None]:
    for at, row in enumerate(grid.rows):
        named = columns([cell.text for cell in row])
        if named:
            return at, named if named.no is not None else _with_unnamed_numbers(grid.rows[at:], named)
    return 0, None


def _with_unnamed_numbers(rows: Sequence[Sequence[Cell]], named: Columns) -> Columns:
    """The columns with a 序号 that has no heading: a left-out column of nothing but numbers."""
    for column in named.left_out:
        below = [row[column].text for row in rows[1:] if row[column].text]
        if not rows[0][column].text and below and all(numbers.alone(words) is not None for words in below):
            return named._replace(no=column, left_out=tuple(left for left in named.left_out if left != column))
    return named


def _heads_section(row: Sequence[Cell]) -> bool:
    """Whether a row is one heading (一、…), printed in its first cell or merged over all of them."""
    words = {cell.text for cell in row if cell.text}
    return len(words) == 1 and bool(row[0].text) and numbers.alone(row[0].text) is None


def _line(row: Sequence[Cell], named: Columns) -> Line:
    return Line(
        row[named.no] if named.no is not None else Cell("", "blank", row[0].line),
        row[named.title],
        row[named.requirement],
        tuple(row[at] for at in named.units),
        tuple(row[at] for at in named.support),
        row[named.deadline],
    )


def _filled(line: Line, above: Line | None, doubts: list[Doubt], *, same: bool) -> Line:
    """A line with its blank cells filled from the one above.

    `inherited` names them within a task alone, and there not the title, which all its rows share: the first row of a
    task whose title is merged with the task above has the words and says nothing.
    """
    inherited: list[CellName] = []
    fields: dict[str, Any] = {}
    for name in (n for n in CELLS if n != "units"):
        cell: Cell = getattr(line, name)
        if _taken(cell):
            fields[name] = _below(cell, getattr(above, name, None), doubts)
            if fields[name].text and name != "title":
                inherited.append(name)
    if all(_taken(cell) for cell in line.units):
        fields["units"] = tuple(
            _below(cell, above.units[at] if above else None, doubts) for at, cell in enumerate(line.units)
        )
        fields["support"] = above.support if above and all(map(_taken, line.support)) else line.support
        inherited.append("units")
    told = tuple(sorted(inherited, key=CELLS.index)) if same else ()
    return line._replace(**fields, inherited=told)


def _taken(cell: Cell) -> bool:
    return cell.origin in ("blank", "merged")


def _below(cell: Cell, above: Cell | None, doubts: list[Doubt]) -> Cell:
    """What a blank or merged cell holds: its own known words, or those above."""
    if cell.text:
        return cell
    if above is None:
        doubts.append(Doubt("nothing-above", None, cell.line, ""))
        return cell
    return Cell(above.text, "merged", cell.line)
