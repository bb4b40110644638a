"""Which occurrences a window and the filters keep."""

from __future__ import annotations

from collections.abc import Iterable

from gkplan.ledger.state import Tally
from gkplan.query.filters import Filters
from gkplan.query.window import Asked, Window


def selected(asked: Asked, tallies: Iterable[Tally], filters: Filters) -> list[Tally]:
    """The occurrences that are asked for, in the contract's order."""
    which = {"all": due_in, "open": open_up_to, "overdue": overdue}[asked.which]
    return which(tallies, asked.window, filters)


def due_in(tallies: Iterable[Tally], window: Window, filters: Filters) -> list[Tally]:
    """The occurrences due in a window, in the contract's order; standing ones only where asked for."""
    kept = (each for each in tallies if filters.keep_tally(each))
    return sorted((each for each in kept if _falls_in(each, window, filters)), key=lambda each: each.occurrence.order)


def open_up_to(tallies: Iterable[Tally], window: Window, filters: Filters) -> list[Tally]:
    """What is still owed: everything overdue, and what falls due in the window."""
    kept = (each for each in tallies if filters.keep_tally(each) and not each.closed)
    return sorted(
        (each for each in kept if each.state == "overdue" or _falls_in(each, window, filters)),
        key=lambda each: each.occurrence.order,
    )


def overdue(tallies: Iterable[Tally], window: Window, filters: Filters) -> list[Tally]:
    """What is overdue, of that which was due in the window."""
    return [each for each in due_in(tallies, window, filters) if each.state == "overdue"]


def _falls_in(each: Tally, window: Window, filters: Filters) -> bool:
    occurrence = each.occurrence
    if occurrence.due is not None:
        return occurrence.due in window
    return "standing" in filters.kinds and window.touches(occurrence.start, occurrence.end)
