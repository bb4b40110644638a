"""What must not be missed: all that is overdue, and all that must be acted on within some days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from gkplan.calendar.workdays import WorkCalendar, last_workday_up_to
from gkplan.ledger.state import Tally
from gkplan.ledger.states import State
from gkplan.query.book import Book
from gkplan.query.filters import Filters

MARGIN = timedelta(days=31)
"""How far a due date may lie behind the working day by which it must be acted on: days off never last a month."""
AHEAD: frozenset[State] = frozenset({"due", "upcoming"})
"""The states of what is owed and not yet late; what is submitted waits for the office, not for the unit."""


class Alarm(NamedTuple):
    """What is overdue and what is soon to be done, each in the contract's order."""

    overdue: tuple[Tally, ...]
    soon: tuple[Tally, ...]


def alarm(book: Book, within: timedelta, filters: Filters) -> Alarm:
    """What is overdue, and what must be acted on within a span of days from the book's, both ends included."""
    kept = sorted((each for each in book.tallies() if filters.keep_tally(each)), key=lambda each: each.occurrence.order)
    until = ahead(book.today, within)
    return Alarm(
        tuple(each for each in kept if each.state == "overdue"),
        tuple(each for each in kept if each.state in AHEAD and at_hand(each, until, book.plan.calendar)),
    )


def act_by(each: Tally, calendar: WorkCalendar) -> date | None:
    """The last working day up to the date by which all is expected now, more time granted included."""
    if each.expected is None or each.expected == each.occurrence.due:
        return each.occurrence.act_by
    return last_workday_up_to(each.expected, calendar).day


def at_hand(each: Tally, until: date, calendar: WorkCalendar) -> bool:
    """Whether an occurrence must be acted on by a day."""
    day = act_by(each, calendar)
    return day is not None and day <= until


def ahead(today: date, span: timedelta) -> date:
    """The day at the end of a span, or the last day there is."""
    return today + min(span, date.max - today)
