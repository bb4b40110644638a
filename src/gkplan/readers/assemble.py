"""From grids to a draft plan: tasks joined over page breaks, merged cells filled in, cells taken apart, rules read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from gkplan.deadline.row import read_row
from gkplan.plan.model import Plan, Row, Source, Task, Unit
from gkplan.readers import heading, numbers
from gkplan.readers.grid import Cell, Grid
from gkplan.readers.interface import Doubt, Draft, UnreadableError
from gkplan.readers.lines import Line, filled_down, table_lines
from gkplan.readers.names import Named, closes, names

SHORTEST_STRAY, LONGEST_STRAY = 4, 20
"""How many of a deadline's last characters, such as 全年工作, tell of a slip when they stand in the requirement."""


@dataclass
class _Desk:
    """What gathers while a plan is put together: the doubts, and the line in the source of each row, by its id."""

    doubts: list[Doubt] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def doubt(self, code: str, row: str, words: str) -> None:
        self.doubts.append(Doubt(code, row, self.places.get(row, 0), words))


def assemble(grids: Sequence[Grid], *, file: str, sha256: str | None = None) -> Draft:
    """The draft plan that a document's tables give; `UnreadableError` where none has the headings of such a plan.

    Text is verbatim, without a requirement's leading number. A cell without words takes those above it within its
    序号, and its row says so in `inherited`. The title is what stands before the first table, the year is the title's.
    Units have no more than the name they are printed with, and as a note what the document explains of them.
    """
    desk = _Desk()
    lines = [line for grid in grids for line in table_lines(grid, desk.doubts)]
    if not lines:
        raise UnreadableError(
            "no table with headings for the work, the units and the time (工作任务 责任单位 完成时限)"
        )
    before = grids[0].before
    year = heading.year(before)
    if year is None:
        desk.doubts.append(Doubt("no-year", None, 0, heading.title(before)))
    tasks, units = _named_once([_task(number, group, desk) for number, group in _numbered(lines, desk.doubts)], desk)
    plan = Plan(
        id=re.sub(r"\W+", "-", file.rpartition(".")[0]) or "plan",
        title=heading.title(before),
        units=_explained(units, lines, desk.doubts),
        tasks=tuple(replace(task, rows=tuple(_read(row, year, desk) for row in task.rows)) for task in tasks),
        year=year,
        source=Source(file, sha256),
    )
    return Draft(plan, tuple(desk.doubts))


def _numbered(lines: Sequence[Line], doubts: list[Doubt]) -> Iterator[tuple[int, list[Line]]]:
    """Tasks as their number and lines: a 序号 printed anew with the same title is the page before, continued."""
    numbered: list[int] = []
    number, title = 0, ""
    for line in lines:
        printed = numbers.alone(line.no.text) if line.no.origin == "own" else None
        continued = printed == number and line.title.text in ("", title)
        if (printed is not None and not continued) or not numbered or _headed_anew(line, title):
            if printed not in (None, number + 1):
                doubts.append(Doubt("number-out-of-order", None, line.no.line, line.no.text))
            number = printed if printed is not None and printed > number else number + 1
        title = line.title.text or title
        numbered.append(number)
    filled = zip(numbered, filled_down(zip(numbered, lines, strict=True), doubts), strict=True)
    for number, group in groupby(filled, key=lambda pair: pair[0]):
        yield number, [line for _, line in group]


def _headed_anew(line: Line, title: str) -> bool:
    """Whether a line without a number has a title of its own: the document numbers nothing, or forgot to."""
    return line.no.origin == "blank" and line.title.origin == "own" and line.title.text != title


def _task(number: int, lines: Iterable[Line], desk: _Desk) -> Task:
    rows: list[Row] = []
    for line in lines:
        for part in numbers.several(line.requirement.text):
            expected = rows[-1].item + 1 if rows else 1
            item = max(part.number or 0, expected)
            row = _row(number, item, part.text.strip(), line)
            desk.places[row.id] = line.requirement.line
            if part.number not in (None, expected):
                desk.doubt("number-out-of-order", row.id, part.text)
            _look_at_brackets(row, line, desk)
            _look_for_strays(row, desk)
            rows.append(row)
    return Task(number, rows[0].title, tuple(rows))


def _row(number: int, item: int, requirement: str, line: Line) -> Row:
    named = _names(line)
    owing = tuple(dict.fromkeys(name.name for name in named if not name.supports))
    support = tuple(dict.fromkeys(name.name for name in named if name.supports and name.name not in owing))
    return Row(
        task=number,
        item=item,
        title=line.title.text,
        requirement=requirement,
        units=owing,
        deadline=line.deadline.text,
        support=support,
        units_text=_said_beside(owing, line.units, support, line.support),
        inherited=line.inherited,
    )


def _said_beside(
    owing: tuple[str, ...], units: tuple[Cell, ...], support: tuple[str, ...], assisting: tuple[Cell, ...]
) -> str | None:
    """The units cells as printed, and those of 配合 where they too say more than a list; None where none says more."""
    lists = "\n".join(cell.text for cell in units if cell.text)
    helpers = "\n".join(cell.text for cell in assisting if cell.text)
    if helpers and helpers != "、".join(support):
        return f"{lists}\n{helpers}"
    return None if lists == "、".join(owing) else lists


def _names(line: Line) -> list[Named]:
    owing = [name for cell in line.units for name in names(cell.text)]
    return owing + [name._replace(supports=True) for cell in line.support for name in names(cell.text)]


def _look_at_brackets(row: Row, line: Line, desk: _Desk) -> None:
    units = "\n".join(cell.text for cell in line.units if cell.origin == "own")
    deadline = row.deadline if line.deadline.origin == "own" else ""
    for words in (row.requirement, units, deadline):
        if not closes(words):
            desk.doubt("brackets", row.id, words)


def _look_for_strays(row: Row, desk: _Desk) -> None:
    """Doubt a requirement that holds the deadline cell's last words: copying may have moved them there."""
    last = row.deadline[-LONGEST_STRAY:]
    tails = (last[at:] for at in range(len(last) - SHORTEST_STRAY + 1))
    stray = next((tail for tail in tails if tail in row.requirement), None)
    if stray and "\n" not in stray:
        desk.doubt("strayed-words", row.id, stray)


def _named_once(tasks: list[Task], desk: _Desk) -> tuple[list[Task], list[Unit]]:
    """Tasks and units with one name for 县（市、区）政府 and 各县（市、区）政府: 各 (each) tells no two bodies apart.

    The longer name stands and the shorter is its alias; a row that printed the shorter is in doubt and says so.
    """
    printed = dict.fromkeys(name for task in tasks for row in task.rows for name in (*row.units, *row.support))
    long = {name.removeprefix("各"): name for name in printed if name.startswith("各")}
    twice = {name: long[name] for name in printed if name in long}
    units = [Unit(name, aliases=tuple(a for a in twice if twice[a] == name)) for name in printed if name not in twice]
    return [replace(task, rows=tuple(_one_name(row, twice, desk) for row in task.rows)) for task in tasks], units


def _one_name(row: Row, twice: dict[str, str], desk: _Desk) -> Row:
    second = [name for name in (*row.units, *row.support) if name in twice]
    if not second:
        return row
    for name in second:
        desk.doubt("two-names", row.id, f"{name} = {twice[name]}")
    return replace(
        row,
        units=tuple(dict.fromkeys(twice.get(name, name) for name in row.units)),
        support=tuple(dict.fromkeys(twice.get(name, name) for name in row.support)),
        units_text=row.units_text or "\n".join("、".join(column) for column in (row.units, row.support) if column),
    )


def _explained(units: Iterable[Unit], lines: Sequence[Line], doubts: list[Doubt]) -> tuple[Unit, ...]:
    """Units with what the document's brackets say of them as their note."""
    said: dict[str, str] = {}
    for line in lines:
        for name in _names(line):
            if name.explanation and name.name not in said:
                said[name.name] = name.explanation
                doubts.append(Doubt("explained", None, line.units[0].line, f"{name.name}：{name.explanation}"))
    return tuple(replace(unit, note=said.get(unit.name)) for unit in units)


def _read(row: Row, year: int | None, desk: _Desk) -> Row:
    reading = read_row(row.deadline, row.requirement, units=row.units, year=year)
    for column, code, (start, end) in reading.doubts:
        words = row.deadline if column == "deadline" else row.requirement
        desk.doubt("deadline", row.id, f"{code}: {words[start:end]}")
    return replace(row, rules=tuple(reading.rules))
