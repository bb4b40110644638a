"""Rows that head the rows below them: 一 基础设施 over 1, 2 and 3, or 1 优化环境 over 1.1 and 1.2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from gkplan.readers import numbers
from gkplan.readers.doubts import Doubt
from gkplan.readers.grid import Cell
from gkplan.readers.lines import Line

_ARABIC = 2
"""The depth of 序号 such as 1: what stands below it is its own, what stands below 一 is counted through."""


def under_heads(lines: Sequence[Line], doubts: list[Doubt]) -> Iterator[Line]:
    """The lines without those that head others, which have a 序号 and work alone, the line below a deeper 序号.

    Such a line that is numbered 1 is the task of the deeper ones below it (1.1, （1）, ①). Others are headings of
    sections, which belong to no task.
    """
    task: Line | None = None
    begun = False
    for line, below in zip_longest(lines, lines[1:]):
        at = numbers.depth(line.no.text)
        if at is not None and at <= _ARABIC:
            task = None
        if at is not None and below is not None and _heads(line, at, below):
            if at < _ARABIC:
                words = " ".join(filter(None, (line.no.text, _work(line))))
                doubts.append(Doubt("section-left-out", None, line.no.line, words, line.place))
            else:
                task, begun = line, False
        elif task is not None:
            yield _under(task, line, first=not begun)
            begun = True
        else:
            yield line


def _heads(line: Line, at: int, below: Line) -> bool:
    work = _work(line)
    deeper = numbers.depth(below.no.text)
    if not work or deeper is None or deeper <= at or below.no.origin != "own":
        return False
    within = numbers.path(below.no.text)
    if within and at == _ARABIC and within[0] != numbers.alone(line.no.text):
        return False
    beside = (*(cell.text for cell in (*line.units, *line.support, line.deadline)), *(words for _, words in line.extra))
    return not any(words not in ("", work) for words in beside)


def _work(line: Line) -> str:
    """What a line says of its work in one cell, or in cells that belong together; empty where it says more."""
    words = {cell.text for cell in (line.title, line.requirement) if cell.text and cell.origin in ("own", "merged")}
    return words.pop() if len(words) == 1 else ""


def _under(task: Line, line: Line, *, first: bool) -> Line:
    """A line as a requirement of the task above it, unless it names a task of its own."""
    if line.title.text not in ("", line.requirement.text) and line.title.origin == "own" and line.requirement.text:
        return line
    title = Cell(task.title.text or task.requirement.text, "own" if first else "merged", task.title.line)
    no = Cell(task.no.text, "own" if first else "merged", line.no.line)
    requirement = line.requirement if line.requirement.text else line.title
    return line._replace(no=no, title=title, requirement=requirement)
