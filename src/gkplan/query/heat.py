"""Who owes how much in which month: each obligor's dated obligations, by the month in which they fall due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gkplan.ledger.state import Tally
from gkplan.ledger.states import State


class Load(NamedTuple):
    """One obligor's obligations, counted by month (its first day) and state."""

    unit: str
    months: Mapping[date, Mapping[State, int]]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(sum(counts.values()) for counts in self.months.values())


def loads(tallies: Iterable[Tally]) -> Sequence[Load]:
    """Every obligor that owes something dated, who owes the most first, then in the order of the plan."""
    found: dict[str, dict[date, Counter[State]]] = {}
    for each in tallies:
        if each.occurrence.due is None:
            continue
        month = each.occurrence.due.replace(day=1)
        for one in each.obligations:
            found.setdefault(one.unit, {}).setdefault(month, Counter())[one.state] += 1
    return sorted((Load(unit, months) for unit, months in found.items()), key=lambda load: -load.total)
