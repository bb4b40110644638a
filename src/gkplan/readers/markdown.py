"""Tables in Markdown: rows of cells between bars, headings underlined with dashes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from gkplan.readers.decode import decoded
from gkplan.readers.doubts import Place
from gkplan.readers.grid import Cell, Grid, filled
from gkplan.readers.limits import check_rows

_UNDERLINE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*")
_BREAK = re.compile(r"[ \t]*<br[ \t]*/?>[ \t]*", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=\S)(?<!\\)\1")
_MARK = re.compile(r"[ \t]*(?:#{1,6}[ \t]+|>[ \t]*)(?P<words>.*?)(?:[ \t]+#+)?[ \t]*")
_LONGEST_UNDERLINE = 10_000
_SHIELDED = "\ue000"
"""Stands for an escaped bar while a row is cut at the others; a character for private use, which no document has."""


def read(data: bytes) -> tuple[Grid, ...]:
    """The tables of a Markdown document, cells at their lines: `<br>` breaks a line, a backslash escapes a mark.

    Headings and paragraphs are the text before a table, without their marks. `UnreadableError` where the bytes are no
    text.
    """
    lines = decoded(data).splitlines()
    check_rows(sum("|" in line for line in lines))
    grids: list[Grid] = []
    before: list[str] = []
    at = 0
    while at < len(lines):
        if _heads_table(lines, at):
            end = next((n for n in range(at + 2, len(lines)) if "|" not in lines[n]), len(lines))
            grids.append(_grid(lines, at, end, tuple(before), len(grids) + 1))
            before, at = [], end
        else:
            before.append(_plain(lines[at]))
            at += 1
    return (*grids, Grid((), tuple(before)))


def _heads_table(lines: Sequence[str], at: int) -> bool:
    """Whether a line holds headings: it has bars, and the one below it nothing but bars and dashes."""
    below = lines[at + 1] if at + 1 < len(lines) else ""
    dashes = "-" in below and "|" in below and len(below) <= _LONGEST_UNDERLINE
    return dashes and "|" in lines[at] and bool(_UNDERLINE.fullmatch(below))


def _grid(lines: Sequence[str], start: int, end: int, before: tuple[str, ...], number: int) -> Grid:
    numbered = [(n, list(_cells(lines[n], n + 1))) for n in range(start, end) if n != start + 1]
    width = len(numbered[0][1])
    ragged = tuple(n + 1 for n, row in numbered if len(row) != width)
    most = max(len(row) for _, row in numbered)
    return Grid(tuple(filled(row, most) for _, row in numbered), before, ragged, Place(table=number))


def _cells(line: str, number: int) -> Iterator[Cell]:
    shielded = re.sub(r"\\\\|\\\|", lambda found: found[0] if found[0] == "\\\\" else _SHIELDED, line.strip())
    for piece in shielded.removeprefix("|").removesuffix("|").split("|"):
        text = "\n".join(_words(part) for part in _BREAK.split(piece.replace(_SHIELDED, "\\|"))).strip()
        yield Cell(text, "own" if text else "blank", number)


def _words(text: str) -> str:
    """Words without emphasis, escapes and character references."""
    return html.unescape(_ESCAPED.sub(r"\1", _STRONG.sub(r"\2", text))).strip()


def _plain(line: str) -> str:
    found = _MARK.fullmatch(line)
    return _words(found["words"] if found else line)
