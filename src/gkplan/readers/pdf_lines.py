"""Characters on a page into lines, and lines that the page's or a cell's width broke into paragraphs again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from gkplan.deadline.radicals import RADICALS
from gkplan.readers import numbers

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from a page's upper left corner."""
_REPAIRED = str.maketrans(RADICALS)
_UNMAPPED = re.compile(r"\(cid:\d+\)")
# What stands together at a line's start: an opening mark, a word or figure or one character, closing marks.
# Quotation marks, being those of Latin script, office programs never part from either side.
_CHUNK = re.compile(r"[“‘（《(「【]*(?:[0-9A-Za-z.%-]+|.)[，。；：、）》”’！？)】“‘]*")
_SENTENCE_END = re.compile(r"[。；;！!]$")
_TIME_END = re.compile(r"(?:前|底|末|完成)$")
_TIME = re.compile(r"(?:(?:19|20)\d\d[ ]*年|[上下]半年|第?[一二三四1-4]季度)")


class Line(NamedTuple):
    """A line of text, where it begins, ends and stands, and its characters' size, in points; a space at its end."""

    text: str
    left: float
    right: float
    top: float
    size: float
    space: str = ""


def lines(chars: Iterable[Any]) -> list[Line]:
    """The lines of some characters, from the top; those with nothing but spaces are none."""
    made = (line_of(sorted(each, key=lambda char: float(char["x0"]))) for each in rows_of(chars))
    return [line for line in made if line.text]


def rows_of(chars: Iterable[Any]) -> list[list[Any]]:
    """The characters that stand on one line, from the top; within a line in no order."""
    found: list[list[Any]] = []
    for char in sorted(chars, key=_middle):
        if found and _middle(char) - _middle(found[-1][0]) <= float(found[-1][0]["size"]) / 2:
            found[-1].append(char)
        else:
            found.append([char])
    return found


def wrapped(parts: Sequence[Line], box: Box) -> str:
    """A cell's text: lines that its width broke are one, others stay lines."""
    if not parts:
        return ""
    padding = min(max(min(line.left - box[0] for line in parts), 0), parts[0].size)
    text = parts[0].text
    for line, following in pairwise(parts):
        slack = (box[2] - box[0] - 2 * padding) - (line.right - line.left)
        text += joined(line, following, slack) + following.text
    return text


def paragraphs(parts: Sequence[Line]) -> Iterator[str]:
    """A page's paragraphs: each begins with an indent, or after a line that ends early; empty where there is a gap."""
    if not parts:
        return
    left, right = min(line.left for line in parts), max(line.right for line in parts)
    text, last = parts[0].text, parts[0]
    for line in parts[1:]:
        if line.left - left > line.size or joined(last, line, right - last.right) == "\n":
            yield text
            if line.top - last.top > 3 * line.size:
                yield ""
            text = line.text
        else:
            text += joined(last, line, 0) + line.text
        last = line
    yield text


def begins(above: str, below: str) -> bool:
    """Whether words begin a line of their own by what they say: the next number, or the second time of a cell."""
    if numbers.leading(below).number is not None and _SENTENCE_END.search(above):
        return True
    return bool(_TIME_END.search(above) and _TIME.match(below))


def joined(line: Line, following: Line, slack: float) -> str:
    """What stands between two lines: nothing where the first, with `slack` left, had no room for the second's start."""
    if begins(line.text, following.text):
        return "\n"
    chunk = _CHUNK.match(following.text)
    room = (_width(chunk[0]) if chunk else 1) + 0.9
    if slack >= room * following.size:
        return "\n"
    latin = line.text[-1].isascii() and following.text[0].isascii() and line.text[-1].isalpha()
    return " " if latin else line.space


def _width(words: str) -> float:
    return sum(1 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in words)


def line_of(chars: Sequence[Any]) -> Line:
    """The line of some characters, which come from the left."""
    text = _UNMAPPED.sub("\ufffd", "".join(char["text"] for char in chars)).translate(_REPAIRED)
    shown = [char for char in chars if char["text"].strip()] or chars
    first, last = shown[0], shown[-1]
    return Line(
        text.strip(" \u3000\u00a0\t"),
        float(first["x0"]),
        float(last["x1"]),
        float(first["top"]),
        float(max(char["size"] for char in shown)),
        " " if chars[-1]["text"] == " " else "",
    )


def _middle(char: Any) -> float:
    return (float(char["top"]) + float(char["bottom"])) / 2
