"""A grid's rows by the meaning of their columns, and the cells that merged ones take from above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from gkplan.plan.model import Cell as CellName
from gkplan.readers import numbers
from gkplan.readers.doubts import ANYWHERE, Doubt, Place
from gkplan.readers.grid import Cell, Grid
from gkplan.readers.headings import Headings, printed_row

CELLS: tuple[CellName, ...] = ("title", "requirement", "units", "deadline")
CALLED: dict[CellName, str] = {
    "title": "工作任务",
    "requirement": "具体要求",
    "units": "责任单位",
    "deadline": "完成时限",
}
"""What doubts call a cell that has no words of its own."""
_DITTO = re.compile(r"同上|同前|同上述|〃+|″+|＂+|\"+|”+|''|′′")


_TOTAL = re.compile(r"[合总小共][ \u3000]*计[:：]?")
_TOTALLED = 2
"""In which of a row's first cells 合计 says that it counts up the others."""


class Line(NamedTuple):
    """A table's row; `units` and `support` may be several cells, `inherited` names those that others above fill.

    `ditto` holds the words printed (同上, 〃) where a cell refers to the one above, whose words the line has.
    `extra` are the cells that no field is for, by their headings. `strict` says that blank cells are meant to be blank,
    since the table merges those that are not.
    """

    no: Cell
    title: Cell
    requirement: Cell
    units: tuple[Cell, ...]
    support: tuple[Cell, ...]
    deadline: Cell
    inherited: tuple[CellName, ...] = ()
    ditto: tuple[tuple[CellName, str], ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    strict: bool = False
    place: Place = ANYWHERE


def table_lines(grid: Grid, found: Headings, doubts: list[Doubt]) -> Iterator[Line]:
    """A grid's lines below its headings, without headings printed again on a new page and headings of sections."""
    place = grid.place
    header_line = grid.rows[found.start][0].line if grid.rows[found.start] else 0
    kept = found.named.unknown if found.end else ()
    doubts.extend(Doubt("column-kept", None, header_line, found.words[column], place) for column in kept)
    if len(found.named.deadline) > 1:
        words = "、".join(found.words[at] for at in found.named.deadline)
        doubts.append(Doubt("several-deadline-columns", None, header_line, words, place))
    doubts.extend(Doubt("ragged-row", None, number, "", place) for number in grid.ragged)
    rows = grid.rows[found.end :]
    strict = _merges_downwards(rows)
    for row in rows:
        if not any(cell.text for cell in row) or printed_row(row) in found.printed:
            continue
        if _heads_section(row):
            doubts.append(Doubt("section-left-out", None, row[0].line, row[0].text, place))
        elif any(_TOTAL.fullmatch(cell.text) for cell in row[:_TOTALLED]):
            said = " ".join(cell.text for cell in row if cell.text and cell.origin == "own")
            doubts.append(Doubt("row-left-out", None, row[0].line, said, place))
        else:
            yield _line(row, found)._replace(strict=strict, place=place)


def filled_down(numbered: Iterable[tuple[int, Line]], doubts: list[Doubt]) -> Iterator[Line]:
    """Lines whose blank cells have the words of the line above, within one 序号 or one merged title.

    A 配合 cell is filled only with the units cell beside it: alone, blank means that nobody assists. 同上 takes the
    words of the line above whatever its 序号.
    """
    above: Line | None = None
    above_number = 0
    for number, printed in numbered:
        same = number == above_number
        line = _with_dittos(_repeated(printed) if same and printed.no.text else printed, above, doubts)
        source = above if above is not None and (same or not line.title.text) else None
        above, above_number = _filled(line, source, doubts, same=same), number
        yield above


def _merges_downwards(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether some cell belongs to the one above it: then the table says which cells are merged."""
    return any(
        cell.origin == "merged" and cell.text and (at == 0 or row[at - 1].text != cell.text)
        for row in rows
        for at, cell in enumerate(row)
    )


def _repeated(line: Line) -> Line:
    """A line whose 序号 and title are printed once more, the table having gone over to another page."""
    title = line.title._replace(origin="repeated") if line.title.origin == "own" else line.title
    return line._replace(no=line.no._replace(origin="repeated"), title=title)


def _heads_section(row: Sequence[Cell]) -> bool:
    """Whether a row is one heading (一、…), printed in its first cell or merged over all of them."""
    words = {cell.text for cell in row if cell.text}
    return len(words) == 1 and bool(row[0].text) and numbers.alone(row[0].text) is None


def _line(row: Sequence[Cell], found: Headings) -> Line:
    named = found.named
    return Line(
        row[named.no] if named.no is not None else Cell("", "blank", row[0].line),
        row[named.title],
        row[named.requirement],
        tuple(row[at] for at in named.units),
        tuple(row[at] for at in named.support),
        _deadline(row, found),
        extra=tuple(_extra(row, found)),
    )


def _deadline(row: Sequence[Cell], found: Headings) -> Cell:
    """The cell of time; of several columns, each with words is a line under its heading."""
    columns = found.named.deadline
    if not columns:
        return Cell("", line=row[0].line)  # its own: nothing is missing where there is no column
    if len(columns) == 1:
        return row[columns[0]]
    said = [(found.words[at], row[at]) for at in columns if row[at].text]
    if not said:
        return Cell("", "blank", row[0].line)
    return Cell("\n".join(f"{heading}：{cell.text}" for heading, cell in said), said[0][1].origin, row[0].line)


def _extra(row: Sequence[Cell], found: Headings) -> Iterator[tuple[str, str]]:
    """The cells with words that no field is for, each by a heading of its own."""
    seen: set[str] = set()
    for at in found.named.extra:
        heading = found.words[at] or f"第{at + 1}列"
        heading = heading if heading not in seen else f"{heading}（第{at + 1}列）"
        seen.add(heading)
        if row[at].text:
            yield heading, row[at].text


def _with_dittos(line: Line, above: Line | None, doubts: list[Doubt]) -> Line:
    """A line whose cells that say 同上 hold the words above, what they say being kept in `ditto`."""
    if not any(is_ditto(cell) for cell in (line.no, line.title, *_worded(line))):
        return line
    fields: dict[str, Any] = {name: _unsaid(getattr(line, name)) for name in ("no", "title")}
    ditto: list[tuple[CellName, str]] = []
    names: tuple[CellName, ...] = ("requirement", "deadline")
    for name in names:
        cell: Cell = getattr(line, name)
        if is_ditto(cell) and _has(above, name, cell, doubts, line.place):
            fields[name] = getattr(above, name)._replace(origin="own", line=cell.line)
            ditto.append((name, cell.text))
    said = next((cell for cell in line.units if is_ditto(cell)), None)
    if said and above and _has(above, "units", said, doubts, line.place):
        fields |= {"units": tuple(cell._replace(origin="own") for cell in above.units)}
        ditto.append(("units", said.text))
    if above and any(is_ditto(cell) for cell in line.support):
        fields["support"] = above.support
    return line._replace(**fields, ditto=tuple(ditto))


def is_ditto(cell: Cell) -> bool:
    """Whether a cell refers to the one above it: 同上, 〃."""
    return bool(_DITTO.fullmatch(cell.text))


def _worded(line: Line) -> tuple[Cell, ...]:
    return (line.requirement, line.deadline, *line.units, *line.support)


def _unsaid(cell: Cell) -> Cell:
    """A 序号 or title that says 同上 says nothing: the task goes on."""
    return cell._replace(text="", origin="blank") if is_ditto(cell) else cell


def _has(above: Line | None, name: CellName, cell: Cell, doubts: list[Doubt], place: Place) -> bool:
    """Whether the line above has words in a cell; a doubt where it has none."""
    found = getattr(above, name) if above else ()
    if any(one.text for one in (found if name == "units" else (found,)) if one):
        return True
    doubts.append(Doubt("nothing-above", None, cell.line, f"{CALLED[name]}：{cell.text}", place))
    return False


def _filled(line: Line, above: Line | None, doubts: list[Doubt], *, same: bool) -> Line:
    """A line with its blank cells filled from the one above.

    `inherited` names them within a task alone, and there not the title, which all its rows share: the first row of a
    task whose title is merged with the task above has the words and says nothing.
    """
    inherited: list[CellName] = []
    fields: dict[str, Any] = {}
    for name in (n for n in CELLS if n != "units"):
        cell: Cell = getattr(line, name)
        if _taken(cell, line, name):
            fields[name] = _below(cell, getattr(above, name, None), name, doubts, line.place)
            if fields[name].text and name != "title":
                inherited.append(name)
        elif cell.origin == "blank" and name != "title":
            doubts.append(Doubt("blank-cell", None, cell.line, CALLED[name], line.place))
    if line.units and all(_taken(cell, line, "units") for cell in line.units):
        fields["units"] = tuple(
            _below(cell, above.units[at] if above and at < len(above.units) else None, "units", doubts, line.place)
            for at, cell in enumerate(line.units)
        )
        blank = all(_taken(cell, line, "units") for cell in line.support)
        fields["support"] = above.support if above and blank else line.support
        if any(cell.text for cell in fields["units"]):
            inherited.append("units")
    elif line.units and not any(cell.text for cell in line.units):
        doubts.append(Doubt("blank-cell", None, line.units[0].line, CALLED["units"], line.place))
    told = tuple(sorted(inherited, key=CELLS.index)) if same else ()
    return line._replace(**fields, inherited=told)


def _taken(cell: Cell, line: Line, name: CellName) -> bool:
    """Whether a cell takes the words above: it is merged, or blank where the format can't say what that means."""
    return cell.origin == "merged" or (cell.origin == "blank" and (not line.strict or name == "title"))


def _below(cell: Cell, above: Cell | None, name: CellName, doubts: list[Doubt], place: Place) -> Cell:
    """What a blank or merged cell holds: its own known words, or those above."""
    if cell.text:
        return cell
    if above is None:
        doubts.append(Doubt("nothing-above", None, cell.line, CALLED[name], place))
        return cell
    return Cell(above.text, "merged", cell.line)
