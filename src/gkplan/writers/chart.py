"""A column chart of months, in the units of an SVG: where each piece stands and where today's line runs."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from gkplan.ledger.states import STATES, State
from gkplan.query.months import Month

_STEP, _BAR, _LEFT, _TOP, _HIGH, _BELOW = 40, 26, 34, 22, 200, 40


class Piece(NamedTuple):
    """The part of a column that one state takes."""

    state: State
    number: int
    y: float
    height: float


class Pillar(NamedTuple):
    """A month's column: `middle` is where its labels are centred; `year` is said where one begins."""

    name: str
    month: int
    year: int | None
    x: float
    middle: float
    top: float
    total: int
    pieces: Sequence[Piece]


class Chart(NamedTuple):
    """All columns, the level lines with their numbers, and where today is (None: not among these months)."""

    width: int
    height: int
    ground: int
    pillars: Sequence[Pillar]
    levels: Sequence[tuple[int, float]]
    today: float | None


def chart(months: Sequence[Month], today: date) -> Chart:
    """The chart of some months, in which the highest column is as high as the chart."""
    most = max((month.total for month in months), default=0)
    step = _level_step(most)
    top = max(-(-most // step) * step, 1)
    width = _LEFT + _STEP * len(months) + 6
    return Chart(
        width,
        _TOP + _HIGH + _BELOW,
        _TOP + _HIGH,
        [_pillar(at, month, top) for at, month in enumerate(months)],
        [(level, _round(_TOP + _HIGH - level * _HIGH / top)) for level in range(0, top + 1, step)],
        _place(months, today),
    )


def _pillar(at: int, month: Month, top: int) -> Pillar:
    left = _LEFT + _STEP * at
    pieces: list[Piece] = []
    base = float(_TOP + _HIGH)
    for state in reversed(STATES):
        if count := month.counts.get(state, 0):
            height = count * _HIGH / top
            base -= height
            pieces.append(Piece(state, count, _round(base), _round(height)))
    start = month.period.start
    year = start.year if at == 0 or start.month == 1 else None
    x = _round(left + (_STEP - _BAR) / 2)
    return Pillar(month.period.name, start.month, year, x, left + _STEP / 2, _round(base), month.total, pieces)


def _place(months: Sequence[Month], today: date) -> float | None:
    for at, month in enumerate(months):
        if month.period.start <= today <= month.period.end:
            share = (today.day - 0.5) / monthrange(today.year, today.month)[1]
            return _round(_LEFT + _STEP * (at + share))
    return None


def _level_step(most: int) -> int:
    """A round number that divides the chart into no more than six levels."""
    step = 1
    while most > step * 6:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step


def _round(number: float) -> float:
    return round(number, 1)
