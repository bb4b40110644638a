"""Plans in prose: numbered paragraphs, each with its units and time in brackets or on lines of their own.

The paragraphs become a table, so that what follows is the same for every plan: the nearest heading, or a paragraph's
own first sentence where more follows, is the task, the words before the bracket are the requirement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gkplan.readers import numbers
from gkplan.readers.columns import Field
from gkplan.readers.doubts import Doubt
from gkplan.readers.duties import Duty, bracketed, labelled, of_other, trailing
from gkplan.readers.grid import Cell, Grid, Origin

HEADER = ("序号", "工作任务", "具体要求", "责任单位", "配合单位", "完成时限")
_LONGEST_HEADING = 40
"""A first sentence of more characters is no heading."""
_HEADLINE = re.compile(r"(?P<words>[^。；！\n]+)[。！][ \u3000]*")
_MEASURES = re.compile("措施|举措|做法")
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
    """A requirement with its duty, its line, and the heading that is its task (None: it is its own).

    `more` are words under labels that no field is for (整改目标), `heads` says that it stands for what is below it.
    """

    line: int
    task: _Heading | None
    requirement: str
    duty: Duty
    more: tuple[tuple[str, str], ...] = ()
    heads: bool = False


class _Left(NamedTuple):
    """Words of no duty: how many duties were found before them, their line, the level they stand at."""

    found: int
    line: int
    words: str
    level: int


class _Reading:
    """What was read so far: duties `found`, words `left` over, headings that hold, and words that wait for a duty.

    `_owing` says where in `found` the duty of a heading is; `_lending` are the headings whose duty those below have
    that name nobody: a heading that says no more (强化创新（市科技局牵头）), or one with a line 整改措施：.
    """

    def __init__(self) -> None:
        self.found: list[_Found] = []
        self.left: list[_Left] = []
        self._headings: list[_Heading] = []
        self._owing: dict[_Heading, int] = {}
        self._lending: set[_Heading] = set()
        self._alone = ""
        self._body: list[str] = []
        self._line = 0
        self.level = len(_STYLES)
        """The level of the paragraph that the last duty found is of."""

    def read(self, line: int, words: str) -> None:
        """A paragraph."""
        lines = labelled(words)
        if lines:
            self._put(line, lines)
            return
        numbered = numbers.leading(words)
        other = of_other(words)
        if numbered.number is not None:
            self._begin(line, numbered.number, _level(words), numbered.text)
        elif other and self._headings and (self._headings[-1] in self._owing or self._lender()):
            self._label(line, *other)
        else:
            self._words(line, words)

    def end(self, level: int = 0) -> None:
        """What waits has the duty of a heading above, or none; what something below follows is a heading itself."""
        if self._alone and not self._body:
            if self._headings[-1].level >= level:
                self._settle(self._headings[-1].line, self._alone)
        elif self._body and self._alone and self._lender():
            self._settle(self._headings[-1].line, "\n".join((self._alone, *self._body)))
        elif self._body:
            self._settle(self._line, "\n".join(self._body))
        self._body, self._alone = [], ""

    def _settle(self, line: int, words: str) -> None:
        if lender := self._lender():
            self._lend(lender, line, words, Duty())
            return
        level = self._headings[-1].level if self._headings else len(_STYLES)
        self.left.append(_Left(len(self.found), line, words, level))

    def _lender(self) -> _Heading | None:
        """The nearest heading above the paragraph in hand that lends its duty."""
        return next((heading for heading in reversed(self._headings[:-1]) if heading in self._lending), None)

    def _lend(self, lender: _Heading, line: int, words: str, duty: Duty) -> None:
        """A requirement that has the duty of a heading, where it says none itself."""
        owner = self.found[self._owing[lender]]
        self.found[self._owing[lender]] = owner._replace(heads=True)
        task = lender._replace(words=lender.words or owner.requirement)
        whole = Duty(*(own or lent for own, lent in zip(duty, owner.duty, strict=True)))
        self.found.append(_Found(line, task, words, whole, owner.more))

    def _label(self, line: int, label: str, field: Field, words: str) -> None:
        """A label below a duty: 整改措施：… is the work, of which more may follow; others are kept beside it."""
        self.end()
        heading = self._headings[-1]
        at = self._owing.get(heading)
        if at is None:
            self.left.append(_Left(len(self.found), line, f"{label}：{words}", heading.level))
        elif field == "requirement" and _MEASURES.search(label):
            self._lending.add(heading)
            if words:
                self._lend(heading, line, words, Duty())
        elif words:
            self.found[at] = self.found[at]._replace(more=(*self.found[at].more, (label, words)))

    def _begin(self, line: int, number: int, level: int, words: str) -> None:
        """A numbered paragraph: what waited is of no duty, headings of its level and below no longer hold."""
        self.end(level)
        self._headings = [heading for heading in self._headings if heading.level < level]
        pieces = list(bracketed(words))
        plain, tail = trailing(pieces[0][0])
        first = _HEADLINE.match(words)
        if first and len(first["words"]) <= _LONGEST_HEADING and first.end() < len(plain):
            self._headings.append(_Heading(level, line, number, first["words"].strip()))
            self._words(line, words[first.end() :])
            return
        duties = [duty for duty in (tail, *(duty for _, duty in pieces)) if duty]
        if len(plain) <= _LONGEST_HEADING and len(duties) <= 1 and not pieces[-1][0].removeprefix(pieces[0][0]):
            self._headings.append(_Heading(level, line, number, plain.strip().rstrip("。；：:")))
            self._alone = plain
            for duty in duties:
                if duty.units:
                    self._lending.add(self._headings[-1])
                self._put(line, duty)
            return
        self._headings.append(_Heading(level, line, number, ""))
        self._words(line, words)

    def _words(self, line: int, words: str) -> None:
        for piece, duty in bracketed(words):
            plain, tail = (piece, duty) if duty else trailing(piece)
            if plain:
                self._line = self._line if self._body else line
                self._body.append(plain)
            if tail:
                self._put(line, tail)

    def _put(self, line: int, duty: Duty) -> None:
        """A duty, of the words that wait; where none do, more of the duty before."""
        if not self._body and not self._alone:
            if self.found:
                self.found[-1] = self.found[-1]._replace(duty=_both(self.found[-1].duty, duty))
            return
        lender = None if duty.units else self._lender()
        words = "\n".join(self._body) or self._alone
        line = self._line if self._body else line
        if lender:
            self._lend(lender, line, words, duty)
        else:
            self.found.append(_Found(line, self._task(), words, duty))
        if self._headings:
            self._owing[self._headings[-1]] = len(self.found) - 1
            self.level = self._headings[-1].level
        self._body, self._alone = [], ""

    def _task(self) -> _Heading | None:
        """The heading that is the task of what waits: the nearest that has words, and is not itself what waits."""
        named = [heading for heading in self._headings if heading.words]
        if not self._body:
            named = named[:-1]
        return named[-1] if named else None


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
    doubts = [Doubt("prose", None, 0, "")]
    doubts += [Doubt("duty-of-heading", None, each.line, each.requirement) for each in reading.found if each.heads]
    doubts += [Doubt("paragraph-left-out", None, each.line, each.words) for each in _told_left(reading)]
    kept = [each for each in reading.found if not each.heads]
    more = tuple(dict.fromkeys(label for each in kept for label, _ in each.more))
    rows = (tuple(Cell(words, line=begun) for words in (*HEADER, *more)), *_rows(kept, more))
    return (Grid(rows, tuple(paragraphs[: begun - 1]), doubts=tuple(doubts)),)


def _told_left(reading: _Reading) -> Iterator[_Left]:
    """What was left out between duties, and behind the last up to where another part of the document begins."""
    for each in reading.left:
        if each.found == len(reading.found):
            if each.level < reading.level:
                return
            if each.level < len(_STYLES):
                yield each
        elif each.found:
            yield each


def _paragraphs(grids: Iterable[Grid]) -> Iterable[str]:
    for grid in grids:
        yield from grid.before
        for row in grid.rows:
            for cell in row:
                if cell.origin == "own":
                    yield from cell.text.split("\n")


def _rows(found: Sequence[_Found], more: Sequence[str]) -> Iterable[tuple[Cell, ...]]:
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
            *(Cell(dict(one.more).get(label, ""), "own", one.line) for label in more),
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
