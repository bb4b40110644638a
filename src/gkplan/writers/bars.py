"""Bars drawn with characters: one sign for each state, so that colour only says again what the sign says.

Every sign is one column wide on every terminal: none is of ambiguous width (UAX #11), which Chinese terminals widen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from gkplan.ledger.states import STATES, State
from gkplan.writers.interface import Cell, Line
from gkplan.writers.words import state_word

SIGNS: dict[State, str] = {
    "overdue": "!",
    "unsettled": "?",
    "due": "◉",
    "submitted": "◊",
    "ongoing": "▬",
    "upcoming": "◦",
    "waiting": "◌",
    "late": "~",
    "done": "✓",
    "elapsed": "-",
    "dropped": "x",
}
"""What stands for each state in a picture."""


def bar(counts: Mapping[State, int], most: int, width: int) -> Iterable[Cell]:
    """A bar that is `width` long for `most`: a piece for each state, the most urgent first.

    What is counted at all is at least one sign long in the whole bar; a piece may round to nothing.
    """
    drawn = passed = 0
    for state in STATES:
        passed += counts.get(state, 0)
        end = -(-passed * width // most) if most else 0
        if end > drawn:
            yield Cell(SIGNS[state] * (end - drawn), state)
            drawn = end


def legend(states: Iterable[State]) -> Line:
    """What the signs of some states mean."""
    wanted = set(states)
    parts: list[Cell] = []
    for state in filter(wanted.__contains__, STATES):
        parts += [Cell("  " if parts else ""), Cell(SIGNS[state], state), Cell(f" {state_word(state)}")]
    return Line(parts)


def runs(signs: Iterable[tuple[str, str]]) -> Iterable[Cell]:
    """Signs with their styles, those of one style in a row as one piece."""
    for style, run in groupby(signs, key=lambda pair: pair[1]):
        yield Cell("".join(sign for sign, _style in run), style)
