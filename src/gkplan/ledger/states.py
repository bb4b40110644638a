"""The states of an obligation, and the one that the day alone gives where nothing is recorded.

The states and their order of urgency are the contract's.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, get_args

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


class Sight:
    """How a day looks at dates: the day itself, when the plan was issued, and how many days ahead something is 临期."""

    __slots__ = ("issued", "soon", "today")

    def __init__(self, today: date, issued: date | None, soon: int) -> None:
        self.today = today
        self.issued = issued
        self.soon = timedelta(days=soon)

    def of_dated(self, due: date, alt: date | None, overdue_after: date, extended_to: date | None = None) -> State:
        """The state of what is due on a day, or, by a second reading, on `alt`; more time granted goes before both."""
        if extended_to is None and self.issued is not None and (alt or due) < self.issued:
            return "elapsed"
        if self.today > (extended_to or overdue_after):
            return "overdue"
        return "due" if (extended_to or due) - self.today <= self.soon else "upcoming"

    def of_undated(self, start: date | None, end: date | None) -> State:
        """A year of a standing rule runs from its first day to its last; then somebody has to say what came of it.

        What an event brought about without a date is in force from the event on.
        """
        if start is not None and self.today < start:
            return "upcoming"
        return "unsettled" if end is not None and self.today > end else "ongoing"
