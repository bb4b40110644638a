"""Numbers of tasks and requirements, as documents print them: 1. 1． 1、 （1） ① 一、 （一）."""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE = r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_SPACE = r"[ \t\u3000\u00a0]*"
# A point before a digit is a fraction (2.5亿元), a number before a year's or month's word a date.
_LEADING = re.compile(
    rf"{_SPACE}(?:(?P<plain>\d{{1,3}}){_SPACE}(?:[、．]|[.](?!\d)|[)）])"
    rf"|[（(]{_SPACE}(?P<bracketed>\d{{1,3}}|{_CHINESE}){_SPACE}[)）]"
    rf"|(?P<circled>[{_CIRCLED}])|(?P<chinese>{_CHINESE})、){_SPACE}"
)
_ALONE = re.compile(
    rf"{_SPACE}第?[（(]?{_SPACE}(?P<number>\d{{1,4}}|{_CHINESE}|[{_CIRCLED}]){_SPACE}[)）]?[项条、.．]?{_SPACE}"
)
_PATH = re.compile(rf"{_SPACE}\d{{1,3}}(?:[.．\-–—－]\d{{1,3}}){{1,3}}[、.．]?{_SPACE}")
_DEPTHS = (
    re.compile(rf"{_SPACE}第?(?:{_CHINESE})[项条、.．]?{_SPACE}"),
    re.compile(rf"{_SPACE}[（(]{_SPACE}(?:{_CHINESE}){_SPACE}[)）]{_SPACE}"),
    re.compile(rf"{_SPACE}第?\d{{1,4}}[项条、.．]?{_SPACE}"),
    re.compile(rf"{_SPACE}(?:[（(]{_SPACE}\d{{1,4}}{_SPACE}[)）]|\d{{1,4}}[)）]|[{_CIRCLED}]){_SPACE}"),
)
_ENDS = re.compile("[；;。！]")
_LONGEST = 12
"""No number with its brackets and blanks has more characters."""
_APART = "，,、；;。：: \u3000\n"
_SECOND = re.compile("[2二②（(]")
"""What the second number of a list begins with."""


class Numbered(NamedTuple):
    """A text without its leading number, and the number (None where it has none)."""

    number: int | None
    text: str


def leading(text: str) -> Numbered:
    """A text and the number taken off its beginning."""
    found = _LEADING.match(text)
    if not found:
        return Numbered(None, text)
    words = found["plain"] or found["bracketed"] or found["circled"] or found["chinese"]
    return Numbered(value(words), text[found.end() :])


def alone(text: str) -> int | None:
    """The number that a 序号 cell holds, or None where it holds something else."""
    found = _ALONE.fullmatch(text)
    return value(found["number"]) if found else None


def path(text: str) -> tuple[int, ...] | None:
    """The numbers of a 序号 cell that counts within another (1.2, 1-2), or None."""
    return tuple(map(int, re.findall(r"\d+", text))) if _PATH.fullmatch(text) else None


def depth(text: str) -> int | None:
    """How deep a 序号 stands by its style: 一, （一）, 1, （1） or ① or 1.1, 1.1.1; None where it is no number."""
    parts = path(text)
    if parts:
        return len(_DEPTHS) + len(parts) - 3
    return next((at for at, style in enumerate(_DEPTHS) if style.fullmatch(text)), None)


def several(text: str) -> tuple[Numbered, ...]:
    """The requirements that one cell holds: split where the next number begins a line or a sentence, else whole.

    A number of another style is a list within the requirement: 1.…（1）…（2）… is one. So is a list whose next number
    stands within a sentence; it keeps its first.
    """
    style = _style(text)
    found: list[tuple[int | None, list[str]]] = []
    for line in _broken(text, style).split("\n"):
        numbered = leading(line) if _style(line) == style else Numbered(None, line)
        before = found[-1][0] if found else None
        if not found or (before is not None and numbered.number == before + 1):
            found.append((numbered.number, [numbered.text]))
        else:
            found[-1][1].append(line)
    if len(found) == 1 and _goes_on(text, style):
        return (Numbered(None, text),)
    return tuple(Numbered(number, "\n".join(lines)) for number, lines in found)


def _broken(text: str, style: str | None) -> str:
    """A text with a line's end before each next number that begins a sentence, where it begins with the first."""
    if style is None or leading(text).number != 1:
        return text
    pieces, start, expected = [], 0, 2
    for mark in _ENDS.finditer(text):
        at = mark.end()
        rest = text[at : at + _LONGEST]
        if _style(rest) == style and leading(rest).number == expected:
            pieces.append(text[start:at])
            start, expected = at, expected + 1
    return "\n".join((*pieces, text[start:]))


def _goes_on(text: str, style: str | None) -> bool:
    """Whether the second number of a list, whose first begins a text, stands within it."""
    if style is None or leading(text).number != 1:
        return False
    found = (mark.start() for mark in _SECOND.finditer(text, 1))
    pieces = (text[at : at + _LONGEST] for at in found if style != "plain" or text[at - 1] in _APART)
    return any(_style(piece) == style and leading(piece).number == 2 for piece in pieces)


def _style(text: str) -> str | None:
    """Whether a text begins with a plain, bracketed, circled or Chinese number; None where with no number."""
    found = _LEADING.match(text)
    return found.lastgroup if found else None


def value(words: str) -> int:
    """The number that digits, a circled digit or Chinese words up to 九十九 stand for."""
    if words in _CIRCLED:
        return _CIRCLED.index(words) + 1
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    return (10 * (_DIGITS.index(tens) if tens else 1) if ten else 0) + (_DIGITS.index(ones) if ones else 0)
