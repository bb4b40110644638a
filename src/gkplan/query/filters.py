"""The filters that commands share: which rows and occurrences they keep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gkplan.ledger.state import Tally
    from gkplan.plan.model import Row
    from gkplan.query.book import Entry


class Filters(NamedTuple):
    """What is asked for; an empty filter keeps everything, several values of one keep what fits any of them.

    `grep` is literal and looks in title, requirement and deadline, as printed and as corrected.
    """

    states: tuple[str, ...] = ()
    tasks: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    grep: str | None = None

    def keep_row(self, row: Row) -> bool:
        """Whether a row's own words and number pass; its state and kinds are not asked."""
        return (not self.tasks or row.task in self.tasks) and (
            not self.grep or any(self.grep in text for text in searched(row))
        )

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


def searched(row: Row) -> Iterator[str]:
    """The texts of a row in which words are looked for."""
    yield from (row.title, row.requirement, row.deadline)
    if row.corrected is not None:
        yield from (row.meant_requirement, row.meant_deadline)
