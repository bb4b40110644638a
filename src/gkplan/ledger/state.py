"""The state of obligations, occurrences and rows on a given day: one fold, from the obligation up.

The states and their order of urgency are the contract's. A state is for the reader; `mark` is the last word recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from gkplan.deadline.rules import DATED_OR_STANDING, Rule
from gkplan.plan.model import Plan
from gkplan.plan.schedule import Occurrence

State = Literal[
    "overdue",
    "unsettled",
    "due",
    "submitted",
    "ongoing",
    "upcoming",
    "waiting",
    "late",
    "done",
    "elapsed",
    "dropped",
]
STATES: tuple[State, ...] = get_args(State)
"""Every state, the most urgent first."""
CLOSED: frozenset[State] = frozenset({"late", "done", "elapsed", "dropped"})
"""The states in which nothing more is owed."""
_URGENCY = {state: rank for rank, state in enumerate(STATES)}


@dataclass(frozen=True, slots=True)
class Obligation:
    """责任项: one occurrence for one obligor; `mark` is the last recorded word, None where there is none."""

    unit: str
    state: State
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """An occurrence with the obligations under it, as they stand on a day."""

    occurrence: Occurrence
    obligations: tuple[Obligation, ...]
    state: State

    @property
    def closed(self) -> bool:
        """Whether nothing more is owed."""
        return self.state in CLOSED

    @property
    def done(self) -> int:
        """How many obligors have done it."""
        return sum(obligation.state in {"done", "late"} for obligation in self.obligations)

    @property
    def mark(self) -> str | None:
        """The word that every obligor's record ends in, None where they differ or there is none."""
        marks = {obligation.mark for obligation in self.obligations}
        return marks.pop() if len(marks) == 1 else None


def tally(plan: Plan, occurrence: Occurrence, today: date, *, only: frozenset[str] | None = None) -> Tally:
    """An occurrence's obligations and states on a day; `only` keeps those of the named obligors."""
    state = _by_date(plan, occurrence, today)
    obligations = tuple(Obligation(unit, state) for unit in occurrence.obligors if only is None or unit in only)
    counting = obligations[:1] if occurrence.row.completion == "lead" else obligations
    return Tally(occurrence, obligations, most_urgent(obligation.state for obligation in counting) or state)


def row_state(rules: Iterable[Rule], tallies: Sequence[Tally]) -> State | None:
    """A row's state: the most urgent of its occurrences'. `rules` are those of the row that bind who asks.

    An event or a directive counts only in a row without a dated or standing rule, where it waits until something is
    recorded; None where nothing counts, as in a row that is only 不定期.
    """
    kinds = {rule.kind for rule in rules}
    dated = not kinds.isdisjoint(DATED_OR_STANDING)
    counting = [each for each in tallies if not dated or each.occurrence.rule.kind in DATED_OR_STANDING]
    if state := most_urgent(each.state for each in counting):
        return state
    return "waiting" if not dated and not kinds.isdisjoint({"event", "directive"}) else None


def most_urgent(states: Iterable[State]) -> State | None:
    """The most urgent of some states, None of none."""
    return min(states, key=_URGENCY.__getitem__, default=None)


def _by_date(plan: Plan, occurrence: Occurrence, today: date) -> State:
    if occurrence.due is None or occurrence.overdue_after is None:
        return _in_force(occurrence, today)
    if plan.issued is not None and (occurrence.alt or occurrence.due) < plan.issued:
        return "elapsed"
    if today > occurrence.overdue_after:
        return "overdue"
    return "due" if occurrence.due - today <= timedelta(days=plan.policy.soon) else "upcoming"


def _in_force(occurrence: Occurrence, today: date) -> State:
    """A year of a standing rule runs from its first day to its last; after that somebody has to say what came of it."""
    if occurrence.start is None or occurrence.end is None:
        return "ongoing"
    if today < occurrence.start:
        return "upcoming"
    return "ongoing" if today <= occurrence.end else "unsettled"
