"""Where a table's headings stand: in one row or two, printed once or on each page, or not at all on a new page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from gkplan.readers import numbers
from gkplan.readers.columns import Columns, Field, columns, field_of, squeezed
from gkplan.readers.grid import Cell, Grid

FALLBACKS: tuple[Field, ...] = ("deadline", "units", "title")
"""What a table may lack and be a plan's table still, in a document that has no better one."""
_NUMBER = "序号"
_LONGEST_LOWER = 12
"""A cell below a heading of several columns is a heading too where it has no more characters."""
_LATEST = 10
"""A table that lacks a column has its headings within so many rows."""


class Headings(NamedTuple):
    """The headings of a table: their first row and the row after them, what the columns mean, and each one's words."""

    start: int
    end: int
    named: Columns
    words: tuple[str, ...]
    printed: tuple[tuple[str, ...], ...]
    """The rows of headings without spaces, by which they are known when printed again."""


def headings(grid: Grid, mapped: Mapping[str, Field] | None = None, *, lacking: Field | None = None) -> Headings | None:
    """A table's headings, in the first row, or two rows, that name work, units and time; None where none do.

    With `lacking` (`units` or `deadline`) a table without these, all of whose headings are known; or (`title`) one
    whose headings of the work are not known.
    """
    rows = grid.rows if lacking is None else grid.rows[:_LATEST]
    for at, row in enumerate(rows):
        below = grid.rows[at + 1] if at + 1 < len(grid.rows) else ()
        plain = tuple(cell.text for cell in row)
        for header, shown, end in ((*_joined(row, below), at + 2), (plain, plain, at + 1)):
            if header and columns(header, mapped, lacking=lacking):
                told = _with_numbers(header, grid.rows[end:])
                named = columns(told, mapped, lacking=lacking)
                if named and (lacking in (None, "title") or _all_known(told, mapped)):
                    return _found(grid, (at, end), named, shown)
    return None


def continued(grid: Grid, before: Headings) -> Headings | None:
    """The headings of the table before, where this one goes on with it on a new page without printing them again.

    That is so where it has as many columns, stands right below, and its first 序号 is a number or blank.
    """
    if any(grid.before) or not grid.rows or before.named.no is None or len(grid.rows[0]) != len(before.words):
        return None
    first = grid.rows[0][before.named.no].text
    if first and numbers.alone(first) is None:
        return None
    return before._replace(start=0, end=0)


def _found(grid: Grid, rows: tuple[int, int], named: Columns, shown: Sequence[str]) -> Headings:
    start, end = rows
    words = tuple(squeezed(word) for word in shown)
    printed = tuple(printed_row(row) for row in grid.rows[start:end])
    return Headings(start, end, named, words, printed)


def printed_row(row: Sequence[Cell]) -> tuple[str, ...]:
    """A row's words without spaces, to know headings by when they are printed again."""
    return tuple(squeezed(cell.text) for cell in row)


def _joined(row: Sequence[Cell], below: Sequence[Cell]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The headings of two rows, as they are meant and as they are shown: 责任单位 over 牵头单位 and 配合单位.

    The lower is meant where it is a heading by itself, else the upper (进度安排 over 一季度). Both are empty where the
    lower row is no row of headings: each of its own words must stand below a heading that reaches over several columns,
    or be a known heading below none; and some column must have a heading over both rows.
    """
    own = [at for at, cell in enumerate(below) if cell.text and cell.origin == "own"]
    if len(row) != len(below) or not own or len(own) == len(below) or _is_one_heading(row):
        return (), ()
    if not all(_is_lower_heading(row, below[at].text, at) for at in own):
        return (), ()
    pairs = [(high.text, low.text or high.text) for high, low in zip(row, below, strict=True)]
    return tuple(low if field_of(squeezed(low)) else high for high, low in pairs), tuple(low for _, low in pairs)


def _is_lower_heading(row: Sequence[Cell], words: str, at: int) -> bool:
    known = field_of(squeezed(words))
    if not row[at].text:
        return known not in (None, "no")
    return _spread_over(row, at) and len(words) <= _LONGEST_LOWER and numbers.alone(words) is None


def _spread_over(row: Sequence[Cell], at: int) -> bool:
    """Whether a heading reaches over this column and one beside it."""
    return row[at].origin == "merged" or (at + 1 < len(row) and row[at + 1].origin == "merged")


def _all_known(header: Sequence[str], mapped: Mapping[str, Field] | None) -> bool:
    words = [squeezed(word) for word in header if word]
    wished = {squeezed(heading) for heading in mapped or {}}
    distinct = [word for word, beside in pairwise([*words, ""]) if word != beside]
    return len(distinct) >= 2 and all(word in wished or field_of(word) for word in words)


def _with_numbers(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """The headings with columns of nothing but numbers told apart from what their heading says.

    Such a column has no heading, or shares the one beside it (具体要求 over a number and the words): it is the 序号
    where there is none, else of nothing.
    """
    told = list(header)
    for at, words in enumerate(header):
        shared = words in (header[at - 1] if at else None, header[at + 1] if at + 1 < len(header) else None)
        if (shared or not words) and _all_numbers([row[at] for row in rows if not _is_one_heading(row)]):
            told[at] = "" if any(field_of(squeezed(word)) == "no" for word in told) else _NUMBER
    return tuple(told)


def _all_numbers(column: Sequence[Cell]) -> bool:
    words = [cell.text for cell in column if cell.text]
    return bool(words) and all(numbers.alone(word) is not None for word in words)


def _is_one_heading(row: Sequence[Cell]) -> bool:
    """Whether a row is one heading over the whole table."""
    return len({cell.text for cell in row if cell.text}) <= 1
