"""The words around a point of time, by which it is told what the point says in a requirement."""

from __future__ import annotations

from typing import NamedTuple

from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import Context

AHEAD, BACK = 48, 16
# Where a sentence ends or another point of time begins.
_STOP = later(r"[。;\n]|\d{1,4}年|\d{1,2}[月日号]|[一二三四五六七八九十]月|每[年月季周]|第[一二三四1-4]季度")
_LINE_ENDS = later(r"(?:完成|办结|建成|竣工|到位)?[。;,、]?(?:\n|$)")


class Around(NamedTuple):
    """The words before and after a point of time, within its sentence and up to the next point."""

    before: str
    after: str


def around(ctx: Context, start: int, end: int) -> Around:
    """The words around the point from `start` to `end`."""
    ahead = ctx.text[end : end + AHEAD]
    stop = _STOP.search(ahead)
    return Around(ctx.text[max(0, start - BACK) : start], ahead[: stop.start()] if stop else ahead)


def whole_line(ctx: Context, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` are all that their line says, but for a word of finishing."""
    return (not start or ctx.text[start - 1] == "\n") and _LINE_ENDS.match(ctx.text, end) is not None
