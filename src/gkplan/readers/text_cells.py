"""A table that was copied cell by cell, each a line or each part of one: rows are told by 序号, which count up.

Only what is certain becomes a row: one with as many lines as there are columns, or with more where the one column of
units has them all. Of any other, nothing tells which line belongs to which column; it is left out, in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gkplan.readers import numbers
from gkplan.readers.columns import Columns, columns
from gkplan.readers.doubts import Doubt
from gkplan.readers.duties import tells_time
from gkplan.readers.grid import Cell
from gkplan.readers.limits import check_rows
from gkplan.readers.names import is_body

Line = tuple[int, str]
_MOST_COLUMNS = 20
_FIRST = re.compile(r"1|一|1[.、．]")
_MOST_UNITS = 30
"""The last row's units stand on no more lines than so many, where more stands below the table."""
_SHOWN = 100


class _Table(NamedTuple):
    """A table's headings, and what they mean."""

    header: Sequence[Line]
    named: Columns


def rows_of_cells(lines: Iterable[Line]) -> tuple[list[tuple[Cell, ...]], list[Doubt]] | None:
    """The rows, headings first, and a doubt for each that is not certain; None where there are no such headings.

    The headings are the lines up to the one that says 1, and the first of them is 序号.
    """
    printed = [(number, line.strip()) for number, line in lines if line.strip()]
    width = next((at for at, (_, line) in enumerate(printed[: _MOST_COLUMNS + 1]) if _FIRST.fullmatch(line)), 0)
    named = columns([line for _, line in printed[:width]])
    if named is None or named.no != 0:
        return None
    check_rows(len(printed) // width)
    table = _Table(printed[:width], named)
    ways = [_cut(printed[width:], shortest) for shortest in (1, width)]
    rows = max(([(row, _fitted(row, table)) for row in way] for way in ways), key=_certain)
    made, doubts = [_cells(table.header)], []
    for at, (row, fitted) in enumerate(rows, 1):
        found, rest = (fitted, []) if fitted or at < len(rows) else _ending(row, table)
        if found:
            made.append(_cells(found))
            doubts += [Doubt("section-left-out", None, number, line) for number, line in rest]
        else:
            words = " ".join(line for _, line in row)
            doubts.append(Doubt("row-unclear", None, row[0][0], words[:_SHOWN]))
    return made, doubts


def _certain(rows: Sequence[tuple[list[Line], list[Line] | None]]) -> int:
    return sum(fitted is not None for _, fitted in rows)


def _cut(lines: Sequence[Line], shortest: int) -> list[list[Line]]:
    """The lines in rows, each begun by the next number; one of fewer lines than the shortest goes on beyond it."""
    rows: list[list[Line]] = []
    for line in lines:
        begins = numbers.alone(line[1]) == len(rows) + 1
        if begins and (not rows or len(rows[-1]) >= shortest):
            rows.append([line])
        elif rows:
            rows[-1].append(line)
    return rows


def _fitted(row: list[Line], table: _Table) -> list[Line] | None:
    """A row's lines in the columns, those of the units' column as one; None where that is not certain."""
    more = len(row) - len(table.header)
    units = (*table.named.units, *table.named.support)
    if more < 0 or (more and len(units) != 1):
        return None
    if more:
        at = units[0]
        many = row[at : at + more + 1]
        if not all(is_body(words) for _, words in many):
            return None
        row = [*row[:at], (many[0][0], "\n".join(words for _, words in many)), *row[at + more + 1 :]]
    strayed = any(is_body(row[at][1]) for at in table.named.deadline) or any(tells_time(row[at][1]) for at in units)
    return None if strayed else row


def _ending(row: list[Line], table: _Table) -> tuple[list[Line] | None, list[Line]]:
    """The last row where more stands below the table: up to the first line of time that makes a certain row."""
    if table.named.deadline != (len(table.header) - 1,):
        return None, []
    for end in range(len(table.header), min(len(row), len(table.header) + _MOST_UNITS)):
        found = _fitted(row[:end], table)
        if found and tells_time(found[-1][1]):
            return found, row[end:]
    return None, []


def _cells(row: Sequence[Line]) -> tuple[Cell, ...]:
    return tuple(Cell(words, "own", number) for number, words in row)
