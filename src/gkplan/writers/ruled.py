"""Words and tables as lines of a terminal: folded as Chinese is, padded by the columns that characters take.

A long table is drawn here as well as a short one: building what a library would lay out costs more than the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from gkplan.clean import visible
from gkplan.writers.fold import breaks
from gkplan.writers.interface import Cell, Table

GAP = 2
"""How many columns of the terminal lie between two of a table."""
_TAB = 8

Piece = tuple[str, str]
"""Words on one line, and the name of their style."""
Paint = Callable[[str, str], str]
"""Gives words the look of a style."""


def table_lines(table: Table, widths: Sequence[int], paint: Paint) -> Iterator[str]:
    """A table's lines: its headings, which end at the rule below them, and its rows.

    Each column is so many columns of the terminal wide.
    """
    headings = [
        _folded([Cell(each.heading, "strong")], width) for each, width in zip(table.columns, widths, strict=True)
    ]
    most = max(map(len, headings), default=0)
    yield from _side_by_side([[*[()] * (most - len(each)), *each] for each in headings], widths, paint)
    yield "─" * (sum(widths) + GAP * (len(widths) - 1)) + "\n"
    for row in table.rows:
        cells = [_folded([cell], width) for cell, width in zip(row, widths, strict=True)]
        yield from _side_by_side(cells, widths, paint)


def word_lines(parts: Iterable[Cell], width: int, paint: Paint) -> Iterator[str]:
    """Words on lines of their own, none wider than `width` columns."""
    for line in _folded(parts, width):
        yield "".join(paint(*piece) for piece in line).rstrip(" ") + "\n"


def widest(cells: Iterable[Cell]) -> int:
    """How many columns the widest line of some cells takes."""
    return max(cell_len(line) for cell in cells for line in visible(cell.text).split("\n"))


def _side_by_side(columns: Sequence[Sequence[Sequence[Piece]]], widths: Sequence[int], paint: Paint) -> Iterator[str]:
    """The lines of some cells beside each other."""
    for line in zip_longest(*columns, fillvalue=()):
        padded = (_padded(pieces, width, paint) for pieces, width in zip(line, widths, strict=True))
        yield (" " * GAP).join(padded).rstrip(" ") + "\n"


def _padded(pieces: Sequence[Piece], width: int, paint: Paint) -> str:
    used = sum(cell_len(text) for text, _style in pieces)
    return "".join(paint(*piece) for piece in pieces) + " " * (width - used)


def _folded(parts: Iterable[Cell], width: int) -> list[Sequence[Piece]]:
    """Words as lines of pieces that fit a width; line breaks are kept, spaces at a line's end are not."""
    pieces = [(visible(each.text), each.style) for cell in parts for each in cell.parts or (cell,)]
    if len(pieces) == 1 and "\n" not in pieces[0][0]:
        return _broken(pieces, width)
    return [line for whole in _lines(pieces) for line in _broken(whole, width)]


def _lines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces of each line, of words with line breaks in them."""
    lines: list[list[Piece]] = [[]]
    for text, style in pieces:
        first, *more = text.split("\n")
        lines[-1].append((first, style))
        lines += [[(each, style)] for each in more]
    return lines


def _broken(pieces: Sequence[Piece], width: int) -> list[Sequence[Piece]]:
    """One line broken where it must be."""
    pieces = [(text.expandtabs(_TAB) if "\t" in text else text, style) for text, style in pieces]
    plain = "".join(text for text, _style in pieces)
    ends = [*breaks(plain, width, cell_len), len(plain)]
    starts = [0, *ends[:-1]]
    return [
        _between(pieces, start, start + len(plain[start:end].rstrip())) for start, end in zip(starts, ends, strict=True)
    ]


def _between(pieces: Sequence[Piece], start: int, end: int) -> Sequence[Piece]:
    """What stands of some pieces between two offsets."""
    if len(pieces) == 1:
        return [(pieces[0][0][start:end], pieces[0][1])]
    found: list[Piece] = []
    at = 0
    for text, style in pieces:
        part = text[max(start - at, 0) : max(end - at, 0)]
        if part:
            found.append((part, style))
        at += len(text)
    return found
