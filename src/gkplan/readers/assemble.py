"""From grids to a draft plan: tasks joined over page breaks, merged cells filled in, cells taken apart, rules read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import PurePath

from gkplan.deadline.row import read_row
from gkplan.plan.findings import N_
from gkplan.plan.model import Corrected, Plan, Row, Source, Task
from gkplan.readers import heading, numbers
from gkplan.readers.bodies import one_name_each, units_of
from gkplan.readers.doubts import Doubt, Place, UnreadableError
from gkplan.readers.grid import Cell, Grid
from gkplan.readers.interface import NO_WISHES, Draft, Watch, Wishes
from gkplan.readers.limits import check_rows
from gkplan.readers.lines import Line, filled_down, is_ditto
from gkplan.readers.names import Named, closes, names
from gkplan.readers.numbers import Numbered
from gkplan.readers.prose import prose
from gkplan.readers.tables import all_lines, paragraphs_before

SHORTEST_STRAY, LONGEST_STRAY = 4, 20
"""How many of a deadline's last characters, such as 全年工作, tell of a slip when they stand in the requirement."""
DITTO_NOTE = "“{words}”指上一行所列"
_NUMBERED = re.compile(r"[ \u3000]*[（(]?(?P<number>\d{1,3})[)）.．、](?P<words>.*)")
"""A line with a number before a deadline (1.6月底前) or a unit."""
_FILE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass
class _Desk:
    """What gathers while a plan is put together: the doubts, and the line and place of each row, by its id."""

    doubts: list[Doubt] = field(default_factory=list)
    places: dict[str, tuple[int, Place]] = field(default_factory=dict)

    def doubt(self, code: str, row: str, words: str) -> None:
        self.doubts.append(Doubt(code, row, 0, words))

    def placed(self) -> tuple[Doubt, ...]:
        """The doubts, each once, those of a row at the row's line."""
        return tuple(dict.fromkeys(doubt if doubt.line else self._at_row(doubt) for doubt in self.doubts))

    def _at_row(self, doubt: Doubt) -> Doubt:
        line, place = self.places.get(doubt.row or "", (0, doubt.place))
        return doubt._replace(line=line, place=place)


def assemble(
    grids: Sequence[Grid],
    *,
    file: str,
    sha256: str | None = None,
    wishes: Wishes = NO_WISHES,
    watch: Watch = iter,
) -> Draft:
    """The draft plan that a document's tables give; `UnreadableError` where none has the headings of such a plan.

    Text is verbatim, without a requirement's leading number. A cell without words takes those above it within its
    序号, and its row says so in `inherited`. The title is what stands before the first table, the year is the title's.
    Units have no more than the name they are printed with, and as a note what the document explains of them.
    """
    check_rows(sum(len(grid.rows) for grid in grids))
    desk = _Desk([doubt for grid in grids for doubt in grid.doubts])
    lines = all_lines(grids, wishes.mapped, desk.doubts)
    if not lines and any(doubt.code == "row-unclear" for doubt in desk.doubts):
        raise UnreadableError(
            N_("the cells of the table can't be told apart"),
            N_("copy the table itself into a spreadsheet and save that"),
        )
    if not lines and (told := prose(grids)):
        return assemble(told, file=file, sha256=sha256, wishes=wishes, watch=watch)
    if not lines:
        raise UnreadableError(
            N_("no table with headings for the work, the units and the time (工作任务 责任单位 完成时限)"),
            N_("--map 列名=field says what a column is that has another heading"),
        )
    before = paragraphs_before(grids, wishes.mapped)
    year = _year(before, wishes, desk)
    drafted = [task for number, group in _numbered(lines, desk.doubts) for task in _task(number, group, desk)]
    tasks, aliases = one_name_each(drafted, desk.doubts)
    issued = wishes.issued
    plan = Plan(
        id=_id(file, year),
        title=_title(before, file, desk),
        units=units_of(aliases, _explained(lines, desk.doubts), desk.doubts),
        tasks=tuple(
            replace(task, rows=tuple(_read(row, year, wishes, desk) for row in task.rows)) for task in watch(tasks)
        ),
        year=year,
        issued=issued,
        source=Source(file, sha256),
    )
    return Draft(plan, desk.placed())


def _year(before: Sequence[str], wishes: Wishes, desk: _Desk) -> int | None:
    """The plan's year: as wished, the title's, or in doubt the first that is named before the table."""
    if wishes.year is not None:
        return wishes.year
    year = heading.year(before)
    if year is None:
        desk.doubts.append(Doubt("no-year", None, 0, heading.title(before)))
    elif str(year) not in heading.title(before):
        desk.doubts.append(Doubt("year-elsewhere", None, 0, str(year)))
    return year


def _title(before: Sequence[str], file: str, desk: _Desk) -> str:
    title = heading.title(before)
    if not title:
        desk.doubts.append(Doubt("no-title", None, 0, file))
    return title or PurePath(file).stem or file


def _id(file: str, year: int | None) -> str:
    """The file's name where it can be an id, else `plan` with the year."""
    stem = PurePath(file).stem
    if _FILE_ID.fullmatch(stem) and len(stem) <= 100:
        return stem
    return "plan" if year is None else f"plan-{year}"


def _numbered(lines: Sequence[Line], doubts: list[Doubt]) -> Iterator[tuple[int, list[Line]]]:
    """Tasks as their number and lines: a 序号 printed anew with the same title is the page before, continued.

    A number that is taken already (each section's numbers begin at 1, or the document misnumbers) is the next free
    one, and those after it run on from there.
    """
    numbered: list[int] = []
    number, ahead, title = 0, 0, ""
    for line in lines:
        printed = _number(line.no)
        continued = printed is not None and printed + ahead == number and line.title.text in ("", title)
        if (printed is not None and not continued) or not numbered or _headed_anew(line, printed, title):
            if line.no.text and (printed is None or printed + ahead != number + 1):
                doubts.append(Doubt("number-out-of-order", None, line.no.line, line.no.text, line.place))
            if printed is not None and printed + ahead > number:
                number = printed + ahead
            else:
                number += 1
                ahead = number - printed if printed is not None else ahead
        title = line.title.text or title
        numbered.append(number)
    filled = zip(numbered, filled_down(zip(numbered, lines, strict=True), doubts), strict=True)
    for number, group in groupby(filled, key=lambda pair: pair[0]):
        yield number, [line for _, line in group]


def _number(cell: Cell) -> int | None:
    """The number that a 序号 cell prints, of 1.2 the first."""
    if cell.origin != "own":
        return None
    within = numbers.path(cell.text)
    return within[0] if within else numbers.alone(cell.text)


def _headed_anew(line: Line, printed: int | None, title: str) -> bool:
    """Whether a line without a number has another title: the document numbers nothing, or forgot to."""
    return printed is None and line.title.text not in ("", title) and not is_ditto(line.title)


def _task(number: int, lines: Iterable[Line], desk: _Desk) -> Iterator[Task]:
    """The task of some lines, or none where they say nothing of any work."""
    rows: list[Row] = []
    for printed in lines:
        for part, line in _parts(printed, desk.doubts):
            expected = rows[-1].item + 1 if rows else 1
            item = max(part.number or 0, expected)
            requirement = part.text.strip() or line.title.text
            if not requirement:
                said = " ".join(cell.text for cell in (*line.units, line.deadline) if cell.text)
                desk.doubts.append(Doubt("row-left-out", None, line.requirement.line, said, line.place))
                continue
            row = _row(number, item, requirement, line)
            desk.places[row.id] = (line.requirement.line, line.place)
            if part.number not in (None, expected):
                desk.doubt("number-out-of-order", row.id, part.text)
            _look_at_words(row, line, desk)
            _look_for_strays(row, desk)
            rows.append(row)
    if rows:
        title = rows[0].title
        yield Task(number, title, tuple(row if row.title == title else replace(row, title=title) for row in rows))


def _parts(line: Line, doubts: list[Doubt]) -> list[tuple[Numbered, Line]]:
    """The requirements of a line, each with the cells beside it.

    Where a cell beside several numbered requirements has as many numbered parts, each has its own; where it has as
    many lines, and nothing says which is whose, each has all of them, in doubt.
    """
    parts = numbers.several(line.requirement.text or line.title.text)
    if len(parts) == 1:
        return [(parts[0], line)]
    deadlines = _beside(parts, line.deadline)
    units = [_beside(parts, cell) for cell in line.units]
    if deadlines is None and line.deadline.text.count("\n") + 1 == len(parts):
        doubts.append(Doubt("several-deadlines", None, line.deadline.line, line.deadline.text, line.place))
    return [
        (
            part,
            line._replace(
                deadline=deadlines[at] if deadlines else line.deadline,
                units=tuple(own[at] if own else cell for own, cell in zip(units, line.units, strict=True)),
            ),
        )
        for at, part in enumerate(parts)
    ]


def _beside(parts: Sequence[Numbered], cell: Cell) -> list[Cell] | None:
    """The numbered lines of a cell, one for each of those parts; None where it has no such lines."""
    lines = [_NUMBERED.fullmatch(line) for line in cell.text.split("\n")]
    numbered = [int(line["number"]) if line else None for line in lines]
    if numbered != [part.number for part in parts]:
        return None
    return [cell._replace(text=line["words"].strip()) for line in lines if line]


def _row(number: int, item: int, requirement: str, line: Line) -> Row:
    named = _names(line)
    owing = tuple(dict.fromkeys(name.name for name in named if not name.supports))
    support = tuple(dict.fromkeys(name.name for name in named if name.supports and name.name not in owing))
    ditto = dict(line.ditto)
    return Row(
        task=number,
        item=item,
        title=line.title.text or requirement,
        requirement=ditto.get("requirement", requirement),
        units=owing,
        deadline=ditto.get("deadline", line.deadline.text),
        support=support,
        units_text=ditto.get("units") or _said_beside(owing, line.units, support, line.support),
        corrected=_meant(requirement, line) if ditto.keys() - {"units"} else None,
        inherited=line.inherited,
        extra=line.extra,
    )


def _meant(requirement: str, line: Line) -> Corrected:
    """The words above that 同上 stands for."""
    ditto = dict(line.ditto)
    return Corrected(
        requirement=requirement if "requirement" in ditto else None,
        deadline=line.deadline.text if "deadline" in ditto else None,
        note=DITTO_NOTE.format(words=next(words for name, words in line.ditto if name != "units")),
    )


def _said_beside(
    owing: tuple[str, ...], units: tuple[Cell, ...], support: tuple[str, ...], assisting: tuple[Cell, ...]
) -> str | None:
    """The units cells as printed, and those of 配合 where they too say more than a list; None where none says more."""
    lists = "\n".join(cell.text for cell in units if cell.text)
    helpers = "\n".join(cell.text for cell in assisting if cell.text)
    if helpers and helpers != "、".join(support):
        return f"{lists}\n{helpers}".strip()
    return None if lists == "、".join(owing) or not lists.strip() else lists


def _names(line: Line) -> list[Named]:
    owing = [name for cell in line.units for name in names(cell.text)]
    return owing + [name._replace(supports=True) for cell in line.support for name in names(cell.text)]


def _look_at_words(row: Row, line: Line, desk: _Desk) -> None:
    """Doubt brackets that do not close, and characters that could not be read."""
    units = "\n".join(cell.text for cell in line.units if cell.origin == "own")
    deadline = row.deadline if line.deadline.origin == "own" else ""
    for words in (row.requirement, units, deadline):
        if not closes(words):
            desk.doubt("brackets", row.id, words)
        if "\ufffd" in words:
            desk.doubt("broken-characters", row.id, words)


def _look_for_strays(row: Row, desk: _Desk) -> None:
    """Doubt a requirement that holds the deadline cell's last words: copying may have moved them there."""
    last = row.deadline[-LONGEST_STRAY:]
    tails = (last[at:] for at in range(len(last) - SHORTEST_STRAY + 1))
    stray = next((tail for tail in tails if tail in row.requirement), None)
    if stray and "\n" not in stray:
        desk.doubt("strayed-words", row.id, stray)


def _explained(lines: Sequence[Line], doubts: list[Doubt]) -> dict[str, str]:
    """What the document's brackets say of units, by their names as printed."""
    said: dict[str, str] = {}
    for line in lines:
        for name in _names(line):
            if name.explanation and name.name not in said:
                said[name.name] = name.explanation
                place = line.units[0] if line.units else line.requirement
                doubts.append(Doubt("explained", None, place.line, f"{name.name}：{name.explanation}", line.place))
    return said


def _read(row: Row, year: int | None, wishes: Wishes, desk: _Desk) -> Row:
    reading = read_row(row.meant_deadline, row.meant_requirement, units=row.units, year=year, issued=wishes.issued)
    for column, code, (start, end) in reading.doubts:
        words = row.meant_deadline if column == "deadline" else row.meant_requirement
        desk.doubt(f"time-{code}", row.id, words[start:end])
    return replace(row, rules=tuple(reading.rules))
