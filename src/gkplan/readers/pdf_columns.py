"""Tables without drawn lines, found by where words stand: headings with blanks between, and below them columns.

A column ends where no line of the table has a character, up to the first line that fills such a gap. Rows begin at a
序号, which stands at the top of its row. What is not certain, a line that need not go on with the one above it, or a
blank cell that may be merged, makes its row one to be left out, in doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from gkplan.readers import numbers
from gkplan.readers.columns import Columns, columns
from gkplan.readers.doubts import Doubt
from gkplan.readers.names import is_body
from gkplan.readers.pdf_lines import Line, joined, line_of, rows_of

_APART = 0.9
"""Headings stand apart by so many times their characters' size; ..."""
_GAP = 0.25
"""... and columns by so many."""
_BESIDE = 1.1
"""So much stays blank beside the next column, at most."""
_FAR = 2.2
"""Lines of one cell stand no farther below each other than so many times their characters' size."""
_LEAST = 3
"""A table has so many columns."""
_SHOWN = 100


class Strip(NamedTuple):
    """The characters of one line of a page, from the left, and the page's number and width."""

    page: int
    width: float
    chars: Sequence[Any]


class Table(NamedTuple):
    """A table: the strips it begins at and ends before, its rows of words with headings first, doubts without place."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]
    doubts: tuple[Doubt, ...]


class _Gap(NamedTuple):
    """What is still free between two columns, as stretches from left to right."""

    free: tuple[tuple[float, float], ...]

    def without(self, chars: Iterable[Any], least: float) -> _Gap:
        free = list(self.free)
        for char in chars:
            left, right = float(char["x0"]), float(char["x1"])
            free = [part for each in free for part in ((each[0], min(each[1], left)), (max(each[0], right), each[1]))]
            free = [(begin, end) for begin, end in dict.fromkeys(free) if end - begin >= least]
        return _Gap(tuple(free))

    def middle(self) -> float:
        begin, end = max(self.free, key=lambda each: each[1] - each[0])
        return (begin + end) / 2


def strips(page: int, width: float, chars: Iterable[Any]) -> list[Strip]:
    """A page's lines, without the characters that are blank."""
    shown = [char for char in chars if char["text"].strip()]
    return [Strip(page, width, sorted(row, key=lambda char: float(char["x0"]))) for row in rows_of(shown)]


def table(lines: Sequence[Strip], start: int = 0) -> Table | None:
    """The first table at or below a line; None where there is none whose columns and 序号 are clear."""
    for at in range(start, len(lines)):
        header = _pieces(lines[at])
        named = columns([line.text for line in header]) if len(header) >= _LEAST else None
        if named is None or named.no is None:
            continue
        edges, below = _reach(lines, at, header)
        plain = [line.text for line in header]
        body = list(_body((_cut(strip, edges) for strip in below), plain, named.no))
        rows = list(_rows((row for row in body if _words(row) != plain), named.no))
        if rows:
            return Table(at, at + 1 + len(body), *_settled(rows, header, named, lines[at].width))
    return None


def _pieces(strip: Strip) -> list[Line]:
    """A line's words that stand apart."""
    pieces: list[list[Any]] = [[strip.chars[0]]]
    for before, char in pairwise(strip.chars):
        if float(char["x0"]) - float(before["x1"]) >= _APART * float(char["size"]):
            pieces.append([])
        pieces[-1].append(char)
    return [line_of(piece) for piece in pieces]


def _reach(lines: Sequence[Strip], at: int, header: Sequence[Line]) -> tuple[list[float], Sequence[Strip]]:
    """Where the columns end, and the lines below the headings, up to the first that fills a gap between two."""
    gaps = [_Gap(((one.right, other.left),)) for one, other in pairwise(header)]
    end = at + 1
    while end < len(lines):
        least = _GAP * float(lines[end].chars[0]["size"])
        left = [gap.without(lines[end].chars, least) for gap in gaps]
        if not all(gap.free for gap in left):
            break
        gaps, end = left, end + 1
    return [gap.middle() for gap in gaps], lines[at + 1 : end]


def _body(below: Iterable[list[Line | None]], plain: Sequence[str], no: int) -> Iterator[list[Line | None]]:
    """The lines of the table: up to one that has other words than a number, or the headings again, below 序号."""
    for row in below:
        words = row[no]
        if words and numbers.depth(words.text) is None and _words(row) != plain:
            return
        yield row


def _cut(strip: Strip, edges: Sequence[float]) -> list[Line | None]:
    """A line's words in their columns; None where a column has none."""
    cells: list[list[Any]] = [[] for _ in range(len(edges) + 1)]
    for char in strip.chars:
        middle = (float(char["x0"]) + float(char["x1"])) / 2
        cells[sum(edge < middle for edge in edges)].append(char)
    return [line_of(cell) if cell else None for cell in cells]


def _words(row: Iterable[Line | None]) -> list[str]:
    return [line.text if line else "" for line in row]


def _rows(body: Iterable[list[Line | None]], no: int) -> Iterator[list[list[Line | None]]]:
    """The lines of each row, which a 序号 begins; those above the first are a row of their own."""
    row: list[list[Line | None]] = []
    for line in body:
        if line[no] and row:
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _settled(
    rows: Sequence[list[list[Line | None]]], header: Sequence[Line], named: Columns, page: float
) -> tuple[tuple[tuple[str, ...], ...], tuple[Doubt, ...]]:
    """The rows as words, and the doubts: one of the table, and one of each row that is not certain."""
    lines = [line for row in rows for line in row]
    lefts = [min(line.left for row in (header, *lines) if (line := row[at])) for at in range(len(header))]
    rights = [*lefts[1:], page - lefts[0]]
    made = [tuple(line.text for line in header)]
    doubts = [Doubt("columns-by-place", None, 1, " ".join(made[0]))]
    for row in rows:
        cells = [_cell([line[at] for line in row], rights[at], units=at in named.units) for at in range(len(header))]
        if all(cell is not None for cell in cells) and _is_whole(cells, row[0], named):
            made.append(tuple(cell or "" for cell in cells))
        else:
            words = " ".join(word for line in row for word in _words(line) if word)
            doubts.append(Doubt("row-unclear", None, 0, words[:_SHOWN]))
    return tuple(made), tuple(doubts)


def _cell(lines: Sequence[Line | None], right: float, *, units: bool) -> str | None:
    """A cell's words; None where a line may belong to another row: the one above had room for it before `right`."""
    shown = [line for line in lines if line]
    if not all(lines[: len(shown)]):
        return None
    text = shown[0].text if shown else ""
    for line, below in pairwise(shown):
        between = joined(line, below, right - line.right - _BESIDE * line.size)
        if between == "\n" and not (units and is_body(line.text) and is_body(below.text)):
            return None
        if below.top - line.top > _FAR * line.size:
            return None
        text += between + below.text
    return text


def _is_whole(cells: Sequence[str | None], first: Sequence[Line | None], named: Columns) -> bool:
    """Whether a row has its 序号 in its first line, and words wherever a blank cell could be a merged one."""
    no = first[named.no or 0]
    needed = (named.title, named.requirement, *named.units, *named.deadline)
    return no is not None and numbers.depth(no.text) is not None and all(cells[at] for at in needed)
