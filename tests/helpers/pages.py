"""PDF documents made for a test, by hand: text in a font that every reader knows by name, and the lines of tables.

A page is a list of things on it: a line of text at its place, or a table as `tests.helpers.documents` has them, None
merged with the cell above.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple

from tests.helpers.documents import Table, below

SIZE = 10
_LEADING = 12
_HEIGHT = 842
_CHARACTERS = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"


class Text(NamedTuple):
    """A line of text, from the left and from the top, in points."""

    words: str
    left: float = 60
    top: float = 60


class Ruled(NamedTuple):
    """A table with lines, its columns so many characters wide, its upper left corner in points."""

    table: Table
    widths: Sequence[int]
    top: float = 100
    left: float = 60


def pdf(*pages: Sequence[Text | Ruled], packed: bool = True) -> bytes:
    """A document of such pages."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 " + _CHARACTERS + b" >>",
    ]
    for number, things in enumerate(pages):
        drawn = "\n".join(_text(one) if isinstance(one, Text) else _ruled(one) for one in things).encode()
        content = zlib.compress(drawn) if packed else drawn
        how = b"/Filter /FlateDecode " if packed else b""
        parts += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            + f"/Contents {6 + 2 * number} 0 R >>".encode(),
            b"<< " + how + f"/Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream",
        ]
    return _document(parts)


def _document(parts: Sequence[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    places: list[int] = []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>"
    return out + f"{end}\nstartxref\n{len(out)}\n%%EOF\n".encode()


def _text(one: Text) -> str:
    hexed = one.words.encode("utf-16-be").hex()
    return f"BT /F {SIZE} Tf {one.left} {_HEIGHT - one.top - SIZE} Td <{hexed}> Tj ET"


def _ruled(one: Ruled) -> str:
    folded = [[_folded(cell or "", width) for cell, width in zip(row, one.widths, strict=True)] for row in one.table]
    heights = [max(len(cell) for cell in row) * _LEADING + 4 for row in folded]
    drawn: list[str] = []
    top = one.top
    for at, row in enumerate(one.table):
        left = one.left
        for column, width in enumerate(one.widths):
            across = width * SIZE + 4
            if row[column] is not None:
                down = sum(heights[at : at + below(one.table, at, column)])
                drawn.append(f"{left} {_HEIGHT - top - down} {across} {down} re S")
                drawn += [
                    _text(Text(words, left + 2, top + 2 + line * _LEADING))
                    for line, words in enumerate(folded[at][column])
                ]
            left += across
        top += heights[at]
    return "\n".join(drawn)


def _folded(words: str, width: int) -> list[str]:
    return [line[at : at + width] for line in words.split("\n") for at in range(0, max(len(line), 1), width)]
