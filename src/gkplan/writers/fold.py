"""Where a line of Chinese may be broken: between characters, but never inside a number, a date, an id or a word.

Marks that close stay with what stands before them and marks that open with what follows (GB/T 15834-2011, 5.1: no
line begins with a closing mark or ends with an opening one), as far as a line can hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

_OPENING = "（《〈“‘【〔［｛「『([{"
_CLOSING = "，。、；：？！）》〉”’】〕］｝」』…—)]},.;:?!%％"
# One piece that is kept whole: a run of letters and digits as in 2016-12-31, 2.7@2016-Q1, GK101 or P20D; a few
# characters in the brackets of document numbers and remarks, as in 国发〔2016〕23号; a run of spaces; or any other
# character by itself. Around it, the marks that may not be parted from it.
_PIECE = re.compile(
    r"(?:〔[^〔〕]{1,6}〕"
    f"|[{re.escape(_OPENING)}]*"
    r"(?:[A-Za-z0-9_@#/.+~:\-–]+|[ \u3000]+|[^" + re.escape(_OPENING) + "]|$))"
    f"[{re.escape(_CLOSING)}]*"
)


def breaks(line: str, width: int) -> list[int]:
    """The offsets at which a line is broken so that no part is wider than `width` columns."""
    offsets: list[int] = []
    at = used = 0
    for piece in _pieces(line, max(width, 2)):
        wide = cell_len(piece.rstrip())
        if used and used + wide > width:
            offsets.append(at)
            used = 0
        used += cell_len(piece)
        at += len(piece)
    return offsets


def widest_piece(text: str) -> int:
    """The width of the widest part of a text that is kept whole."""
    return max((cell_len(found.group().rstrip()) for found in _PIECE.finditer(text)), default=0)


def _pieces(line: str, width: int) -> Iterator[str]:
    """The parts between which a line may be broken; one that no line can hold is chopped."""
    for found in _PIECE.finditer(line):
        piece = found.group()
        if piece and cell_len(piece.rstrip()) <= width:
            yield piece
        else:
            yield from chop_cells(piece, width)
