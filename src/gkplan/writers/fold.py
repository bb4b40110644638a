"""Where a line of Chinese may be broken: between characters, but never inside a number, a date, an id or a word.

Marks that close stay with what stands before them and marks that open with what follows (GB/T 15834-2011, 5.1: no
line begins with a closing mark or ends with an opening one), as far as a line can hold them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

Measure = Callable[[str], int]
"""How many columns of a terminal a text takes."""

_OPENING = "（《〈“‘【〔［｛「『([{"
_CLOSING = "，。、；：？！）》〉”’】〕］｝」』…—)]},.;:?!%％"
# One piece that is kept whole: a run of letters and digits as in 2016-12-31, 2.7@2016-Q1, GK101 or P20D; a few
# characters in the brackets of document numbers and remarks, as in 国发〔2016〕23号; a run of spaces; or any other
# character by itself. Around it, the marks that may not be parted from it.
_PIECE = re.compile(
    r"(?:〔[^〔〕]{1,6}〕"
    f"|[{re.escape(_OPENING)}]*"
    r"(?:[A-Za-z0-9_@#/.+~:\-–`']+|[ \u3000]+|[^" + re.escape(_OPENING) + "]|$))"
    f"[{re.escape(_CLOSING)}]*"
)


def breaks(line: str, width: int, measure: Measure) -> list[int]:
    """The offsets at which a line is broken so that no part is wider than `width` columns."""
    if measure(line) <= width:
        return []
    offsets: list[int] = []
    at = used = 0
    for piece in _pieces(line, max(width, 2), measure):
        if used and used + measure(piece.rstrip()) > width:
            offsets.append(at)
            used = 0
        used += measure(piece)
        at += len(piece)
    return offsets


def folded(line: str, width: int, measure: Measure) -> list[str]:
    """A line's parts, without the spaces at which it was broken."""
    ends = [*breaks(line, width, measure), len(line)]
    return [line[start:end].strip(" ") for start, end in zip([0, *ends], ends, strict=False)]


def columns(text: str) -> int:
    """The width of plain words, by the Unicode standard's East Asian widths (UAX #11)."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in text)


def _pieces(line: str, width: int, measure: Measure) -> Iterator[str]:
    """The parts between which a line may be broken; one that no line can hold is chopped."""
    for found in _PIECE.finditer(line):
        piece = found.group()
        if measure(piece.rstrip()) <= width:
            yield from [piece] if piece else []
        else:
            yield from _chopped(piece, width, measure)


def _chopped(piece: str, width: int, measure: Measure) -> Iterator[str]:
    start = used = 0
    for at, character in enumerate(piece):
        wide = measure(character)
        if used + wide > width:
            yield piece[start:at]
            start, used = at, 0
        used += wide
    yield piece[start:]
