"""A row of the plan as a strip of months: what spans days is a bar, what falls due is a sign, today is a line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from gkplan.calendar.period import Period
from gkplan.deadline.rules import Window
from gkplan.ledger.state import Tally
from gkplan.ledger.states import STATES
from gkplan.writers.bars import SIGNS, runs
from gkplan.writers.interface import Cell, composed

TODAY, EARLIER, LATER = "|", "‹", "›"
"""What stands for today, and at the edge for what falls due before or after what is shown."""
_SPAN, _GRID = "▬", "."
_TODAY_ABOVE = "▾"
# By how many months there are: the last day of each part of a month but the last. Thirds are 上旬, 中旬 and 下旬.
_PARTS: tuple[tuple[int, tuple[int, ...]], ...] = ((12, (10, 20)), (24, (15,)), (36, ()))
MOST = _PARTS[-1][0]
"""The most months that a strip can show."""


class Strip(NamedTuple):
    """Months side by side, each in as many parts as there is room for."""

    months: Sequence[Period]
    today: date

    @property
    def ends(self) -> tuple[int, ...]:
        """Where the parts of a month end, the last one apart."""
        return next(ends for most, ends in _PARTS if len(self.months) <= most)

    @property
    def each(self) -> int:
        """How many columns a month takes."""
        return len(self.ends) + 1

    @property
    def width(self) -> int:
        """How many columns all take."""
        return self.each * len(self.months)

    def place(self, day: date) -> int:
        """The column of a day, counted from 0; outside what is shown, a number below 0 or not below the width."""
        first = self.months[0].start
        month = (day.year - first.year) * 12 + day.month - first.month
        return month * self.each + bisect_left(self.ends, day.day)

    def heading(self) -> str:
        """The years where there are several, the months' numbers, and a sign above today."""
        every = {3: 1, 2: 3, 1: 6}[self.each]
        years, numbers, above = ([" "] * (self.width + 4) for _line in range(3))
        for at, month in enumerate(self.months):
            if at == 0 or month.start.month == 1:
                _put(years, at * self.each, str(month.start.year))
            if (month.start.month - 1) % every == 0:
                _put(numbers, at * self.each, str(month.start.month))
        if 0 <= self.place(self.today) < self.width:
            above[self.place(self.today)] = _TODAY_ABOVE
        lines = [years, numbers, above] if self.months[0].start.year != self.months[-1].start.year else [numbers, above]
        return "\n".join("".join(line).rstrip() for line in lines)

    def cell(self, tallies: Iterable[Tally]) -> Cell:
        """The strip of some occurrences; where several fall in one place, the most urgent is seen."""
        signs = [self._empty(at) for at in range(self.width)]
        ordered = sorted(tallies, key=lambda each: -STATES.index(each.state))
        for each in ordered:
            self._draw_span(signs, each)
        for each in ordered:
            self._draw_due(signs, each)
        return composed(runs(signs))

    def _empty(self, at: int) -> tuple[str, str]:
        if at == self.place(self.today):
            return (TODAY, "strong")
        return (_GRID, "dim") if at % self.each == 0 else (" ", "")

    def _draw_span(self, signs: list[tuple[str, str]], each: Tally) -> None:
        """What runs from a first to a last day, open ends as far as is shown; periods of a recurrence do not."""
        occurrence = each.occurrence
        if occurrence.due is not None and not isinstance(occurrence.rule, Window):
            return
        start = 0 if occurrence.start is None else self.place(occurrence.start)
        end = self.width - 1 if occurrence.end is None else self.place(occurrence.end)
        for at in range(max(start, 0), min(end, self.width - 1) + 1):
            if at != self.place(self.today):
                signs[at] = (_SPAN, each.state)

    def _draw_due(self, signs: list[tuple[str, str]], each: Tally) -> None:
        if each.occurrence.due is None:
            return
        at = self.place(each.occurrence.due)
        if 0 <= at < self.width:
            signs[at] = (SIGNS[each.state], each.state)
        elif signs[edge := 0 if at < 0 else -1][0] in {_GRID, _SPAN, TODAY, " "}:
            signs[edge] = (EARLIER if at < 0 else LATER, each.state)


def _put(line: list[str], at: int, words: str) -> None:
    line[at : at + len(words)] = words
