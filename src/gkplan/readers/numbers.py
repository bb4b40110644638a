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
_ALONE = re.compile(rf"{_SPACE}第?[（(]?{_SPACE}(?P<number>\d{{1,4}}|{_CHINESE}){_SPACE}[)）]?[项条、.．]?{_SPACE}")


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


def several(text: str) -> tuple[Numbered, ...]:
    """The requirements that one cell holds: split at lines that begin with the next number, else the cell whole.

    A number of another style is a list within the requirement: 1.…（1）…（2）… is one.
    """
    style = _style(text)
    found: list[tuple[int | None, list[str]]] = []
    for line in text.split("\n"):
        numbered = leading(line) if _style(line) == style else Numbered(None, line)
        before = found[-1][0] if found else None
        if not found or (before is not None and numbered.number == before + 1):
            found.append((numbered.number, [numbered.text]))
        else:
            found[-1][1].append(line)
    return tuple(Numbered(number, "\n".join(lines)) for number, lines in found)


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
