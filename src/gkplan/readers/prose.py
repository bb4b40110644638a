"""Plans in prose: numbered paragraphs, each with its units and time in brackets or on lines of their own.

The paragraphs become a table, so that what follows is the same for every plan: the nearest heading, or a paragraph's
own first sentence where more follows, is the task, the words before the bracket are the requirement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gkplan.readers import numbers
from gkplan.readers.doubts import Doubt
from gkplan.readers.duties import Duty, bracketed, labelled
from gkplan.readers.grid import Cell, Grid, Origin

HEADER = ("序号", "工作任务", "具体要求", "责任单位", "配合单位", "完成时限")
_LONGEST_HEADING = 40
"""A first sentence of more characters is no heading."""
_HEADLINE = re.compile(r"(?P<words>[^。；！\n]+)[。！][ \u3000]*")
_STYLES = (
    re.compile(r"[ \u3000]*[一二三四五六七八九十]+、"),
    re.compile(r"[ \u3000]*[（(][ \u3000]*[一二三四五六七八九十]"),
    re.compile(r"[ \u3000]*\d"),
    re.compile(r"[ \u3000]*[（(][ \u3000]*\d"),
)


class _Heading(NamedTuple):
    """A numbered paragraph's level, its place among the paragraphs from 1, its number, and what it calls its part."""

    level: int
    line: int
    number: int
    words: str


class _Found(NamedTuple):
    """A requirement with its duty, its line, and the heading that is its task (None: it is its own)."""

    line: int
    task: _Heading | None
    requirement: str
    duty: Duty


class _Reading:
    """What was read so far: duties found, headings that hold, and words that wait for a duty.

    `left` are words of no duty, each with the number of duties before it and its line.
    """

    def __init__(self) -> None:
        self.found: list[_Found] = []
        self.left: list[tuple[int, int, str]] = []
        self._headings: list[_Heading] = []
        self._alone = ""
        self._body: list[str] = []
        self._line = 0

    def read(self, line: int, words: str) -> None:
        """A paragraph."""
        lines = labelled(words)
        if lines:
            self._put(line, lines)
            return
        numbered = numbers.leading(words)
        if numbered.number is not None:
            self._begin(line, numbered.number, _level(words), numbered.text)
        else:
            self._words(line, words)

    def end(self, level: int = 0) -> None:
        """What waits is of no duty; a paragraph that nothing below it follows at `level` is no heading either."""
        if self._alone and not self._body and self._headings[-1].level >= level:
            self.left.append((len(self.found), self._headings[-1].line, self._alone))
        elif self._body:
            self.left.append((len(self.found), self._line, "".join(self._body)))
        self._body, self._alone = [], ""

    def _begin(self, line: int, number: int, level: int, words: str) -> None:
        """A numbered paragraph: what waited is of no duty, headings of its level and below no longer hold."""
        self.end(level)
        self._headings = [heading for heading in self._headings if heading.level < level]
        pieces = list(bracketed(words))
        first = _HEADLINE.match(words)
        if first and len(first["words"]) <= _LONGEST_HEADING and first.end() < len(pieces[0][0]):
            self._headings.append(_Heading(level, line, number, first["words"].strip()))
            self._words(line, words[first.end() :])
            return
        if len(pieces) == 1 and len(words) <= _LONGEST_HEADING:
            self._headings.append(_Heading(level, line, number, words.strip().rstrip("。；：:")))
            self._alone = words
            return
        self._headings.append(_Heading(level, line, number, ""))
        self._words(line, words)

    def _words(self, line: int, words: str) -> None:
        for piece, duty in bracketed(words):
            if piece:
                self._line = self._line if self._body else line
                self._body.append(piece)
            if duty:
                self._put(line, duty)

    def _put(self, line: int, duty: Duty) -> None:
        """A duty, of the words that wait; where none do, more of the duty before."""
        if not self._body and not self._alone:
            if self.found:
                self.found[-1] = self.found[-1]._replace(duty=_both(self.found[-1].duty, duty))
            return
        named = [heading for heading in self._headings if heading.words]
        if self._body:
            task, requirement = named[-1] if named else None, "\n".join(self._body)
        else:
            task, requirement = named[-2] if len(named) > 1 else None, self._alone
        line = self._line if self._body else line
        self.found.append(_Found(line, task, requirement, duty))
        self._body, self._alone = [], ""


def prose(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """The plan in the paragraphs of a document, and in cells that are none of a plan's table, as a table of its own.

    Its rows' lines are the numbers of the paragraphs, which in a text without a table are its lines. Empty where no
    paragraph names units or a time in brackets, or on a line of its own.
    """
    paragraphs = list(_paragraphs(grids))
    reading = _Reading()
    for line, words in enumerate(paragraphs, 1):
        if words.strip():
            reading.read(line, words.strip())
    reading.end()
    if not any(found.duty.units for found in reading.found):
        return ()
    begun = _start(paragraphs, reading.found[0].line)
    between = [(line, words) for count, line, words in reading.left if 0 < count < len(reading.found)]
    doubts = [Doubt("prose", None, 0, "")]
    doubts += [Doubt("paragraph-left-out", None, line, words) for line, words in between]
    rows = (tuple(Cell(words, line=begun) for words in HEADER), *_rows(reading.found))
    return (Grid(rows, tuple(paragraphs[: begun - 1]), doubts=tuple(doubts)),)


def _paragraphs(grids: Iterable[Grid]) -> Iterable[str]:
    for grid in grids:
        yield from grid.before
        for row in grid.rows:
            for cell in row:
                if cell.origin == "own":
                    yield from cell.text.split("\n")


def _rows(found: Sequence[_Found]) -> Iterable[tuple[Cell, ...]]:
    """The rows of the table: numbers as printed where they only rise, else counted."""
    tasks = [one.task or _Heading(0, -one.line, 0, "") for one in found]
    kept = list(dict.fromkeys(tasks))
    printed = [task.number for task in kept]
    rising = len({task.level for task in kept}) == 1 and all(a < b for a, b in pairwise(printed))
    given = {
        task: number if rising else count for count, (task, number) in enumerate(zip(kept, printed, strict=True), 1)
    }
    last: _Heading | None = None
    for one, task in zip(found, tasks, strict=True):
        origin: Origin = "merged" if task == last else "own"
        last = task
        yield (
            Cell(str(given[task]), origin, one.line),
            Cell(task.words or one.requirement, origin, one.line),
            *(Cell(words, "own", one.line) for words in (one.requirement, *one.duty)),
        )


def _start(paragraphs: Sequence[str], first: int) -> int:
    """The line at which the plan begins after its title: the last 一、 (else 1.) up to its first duty."""
    numbered = [(line, _level(words)) for line, words in enumerate(paragraphs[:first], 1) if _is_first(words)]
    for wanted in range(len(_STYLES) + 1):
        lines = [line for line, level in numbered if level == wanted]
        if lines:
            return lines[-1]
    return first


def _is_first(words: str) -> bool:
    return numbers.leading(words).number == 1


def _level(words: str) -> int:
    """How deep a number stands by its style: 一、 （一） 1. （1） ①."""
    return next((level for level, style in enumerate(_STYLES) if style.match(words)), len(_STYLES))


def _both(first: Duty, second: Duty) -> Duty:
    return Duty(*("\n".join(filter(None, pair)) for pair in zip(first, second, strict=True)))
