"""What one unit must hear: overdue, due, returned, to be decided, what recurs next, and what waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from gkplan.deadline.rules import Directive, Event, Recurring, Rule, Unstated
from gkplan.ledger.record import Record
from gkplan.ledger.state import Obligation, Tally
from gkplan.plan.model import Plan, Row, Unit
from gkplan.query.book import Book, Entry
from gkplan.query.filters import Filters
from gkplan.watch.check import AHEAD, ahead, at_hand


class Returned(NamedTuple):
    """What the office gave back to be done again, and the records that say why."""

    tally: Tally
    records: tuple[Record, ...]


class Waiting(NamedTuple):
    """A rule that has brought nothing yet: it waits for its event, for an authority, or for somebody to give a date."""

    row: Row
    rule: Rule


class Digest(NamedTuple):
    """What one unit must hear, each part in the contract's order; nothing stands in two parts."""

    unit: Unit
    overdue: tuple[Tally, ...]
    due: tuple[Tally, ...]
    returned: tuple[Returned, ...]
    unsettled: tuple[Tally, ...]
    coming: tuple[Tally, ...]
    waiting: tuple[Waiting, ...]

    @property
    def urgent(self) -> bool:
        """Whether anything in it must be done now."""
        return bool(self.overdue or self.due or self.returned or self.unsettled)

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it at all."""
        return not (self.urgent or self.coming or self.waiting)


def told_apart(plan: Plan) -> Iterator[Unit]:
    """The units that are each told by themselves: all but the groups that others stand for."""
    return (unit for unit in plan.units if unit.open or not unit.members)


def digest(book: Book, unit: Unit, within: timedelta, filters: Filters) -> Digest:
    """What a unit must hear, from the book opened for it. What must be acted on within a span is `due`."""
    until = ahead(book.today, within)
    open_ = sorted(
        (each for each in book.tallies() if filters.keep_tally(each) and not each.closed),
        key=lambda each: each.occurrence.order,
    )
    back = tuple(Returned(each, records) for each in open_ if (records := _returns(each, book)))
    others = [each for each in open_ if all(each is not one.tally for one in back)]
    due = tuple(each for each in others if each.state in AHEAD and at_hand(each, until, book.plan.calendar))
    return Digest(
        unit,
        overdue=tuple(each for each in others if each.state == "overdue"),
        due=due,
        returned=back,
        unsettled=tuple(each for each in others if each.state == "unsettled"),
        coming=tuple(_next_ones(each for each in others if each not in due)),
        waiting=tuple(waiting for entry in book.entries for waiting in _waiting(entry, unit, book, filters)),
    )


def owing(each: Tally) -> Sequence[Obligation]:
    """The obligations of an occurrence that are still owed."""
    return [one for one in each.obligations if one.state not in {"done", "late", "dropped", "elapsed", "submitted"}]


def _returns(each: Tally, book: Book) -> tuple[Record, ...]:
    """The records by which an occurrence was given back and not yet handed in again."""
    records = (book.ledger.record(one.account.last) for one in owing(each) if one.mark == "returned")
    return tuple(record for record in records if record is not None)


def _next_ones(tallies: Iterator[Tally]) -> Iterator[Tally]:
    """Of each recurring rule the first occurrence still ahead."""
    seen: set[tuple[str, int]] = set()
    for each in tallies:
        of = (each.occurrence.row.id, each.occurrence.rule_no)
        if each.state in AHEAD and isinstance(each.occurrence.rule, Recurring) and of not in seen:
            seen.add(of)
            yield each


def _waiting(entry: Entry, unit: Unit, book: Book, filters: Filters) -> Iterator[Waiting]:
    """The rules of a row that bind the unit, wait for something, and have brought no occurrence."""
    if filters.states or not filters.keep_row(entry.row):
        return
    mine = {*book.units.obligors([unit.name]), *book.units.groups_of(unit.name)}
    brought = {each.occurrence.rule_no for each in entry.tallies}
    for number, rule in enumerate(entry.row.rules, 1):
        binding = not rule.units or not mine.isdisjoint(book.units.obligors(rule.units))
        asked = not filters.kinds or rule.kind in filters.kinds
        if isinstance(rule, (Event, Directive, Unstated)) and number not in brought and binding and asked:
            yield Waiting(entry.row, rule)
