"""The filters that commands share, and which rows and occurrences they keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gkplan.ledger.state import Tally
from gkplan.plan.model import Row
from gkplan.query.book import Entry
from gkplan.query.window import Window


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; an empty filter keeps everything, several values of one keep what fits any of them.

    `grep` is literal and looks in title, requirement and deadline, as printed and as corrected.
    """

    states: tuple[str, ...] = ()
    tasks: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    grep: str | None = None

    def keep_row(self, row: Row) -> bool:
        """Whether a row's own words and number pass; its state and kinds are not asked."""
        return (not self.tasks or row.task in self.tasks) and (not self.grep or _mentions(row, self.grep))

    def keep_entry(self, entry: Entry) -> bool:
        """Whether a row as it stands passes: the row's state, and any of its rules' kinds."""
        return (
            self.keep_row(entry.row)
            and (not self.states or entry.state in self.states)
            and (not self.kinds or any(rule.kind in self.kinds for rule in entry.row.rules))
        )

    def keep_tally(self, each: Tally) -> bool:
        """Whether an occurrence passes: its own state and its own rule's kind."""
        return (
            self.keep_row(each.occurrence.row)
            and (not self.states or each.state in self.states)
            and (not self.kinds or each.occurrence.rule.kind in self.kinds)
        )


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


def _mentions(row: Row, words: str) -> bool:
    return any(words in text for text in _texts(row))


def _texts(row: Row) -> Iterator[str]:
    yield from (row.title, row.requirement, row.deadline)
    if row.corrected is not None:
        yield from (row.meant_requirement, row.meant_deadline)
