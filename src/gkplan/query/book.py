"""The plan as it stands on a day: every row with its occurrences and their states, each worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gkplan.deadline.rules import Directive, Event, Irregular, Rule, Standing, Unstated
from gkplan.ledger.account import Ledger
from gkplan.ledger.record import Record
from gkplan.ledger.state import State, Tally, row_state, tally
from gkplan.plan.model import Plan, Row, Unit
from gkplan.plan.schedule import Schedule
from gkplan.plan.units import UnitBook


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it stands on a day, with what was recorded of it.

    `via` is the group through which the asking unit owes it, None for its own.
    """

    row: Row
    tallies: tuple[Tally, ...]
    state: State | None
    next_due: date | None
    via: str | None = None
    records: tuple[Record, ...] = ()

    @property
    def in_force(self) -> bool:
        """Whether a standing rule of the row is in force."""
        return any(isinstance(each.occurrence.rule, Standing) and each.state == "ongoing" for each in self.tallies)

    @property
    def undated(self) -> bool:
        """Whether a rule of the row waits for an event, an authority or a person to give it a date."""
        return any(isinstance(rule, (Event, Directive, Irregular, Unstated)) for rule in self.row.rules)


_EMPTY = Ledger()


class Book:
    """One plan on one day. With `unit`, the rows, states and counts are that unit's alone."""

    def __init__(  # noqa: PLR0913 - what a book is opened at
        self,
        plan: Plan,
        file: str,
        today: date,
        *,
        ledger: Ledger = _EMPTY,
        until: date | None = None,
        unit: Unit | None = None,
    ) -> None:
        self.plan = plan
        self.file = file
        self.today = today
        self.unit = unit
        self.ledger = ledger
        self.units = UnitBook(plan)
        self._schedule = Schedule(plan, self.units, max(today, until or today))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The rows in the order of the table; with a unit, its own rows first, then those through its groups."""
        if self.unit is None:
            return tuple(self._entry(row) for row in self.plan.rows())
        mine = [entry for row in self.plan.rows() if (entry := self._of_unit(row, self.unit)) is not None]
        return tuple(sorted(mine, key=lambda entry: entry.via is not None))

    def tallies(self) -> Iterator[Tally]:
        """Every occurrence, row by row."""
        for entry in self.entries:
            yield from entry.tallies

    def _entry(self, row: Row, only: frozenset[str] | None = None, via: str | None = None) -> Entry:
        ledger = self.ledger.of(row)
        scheduled = self._schedule.of(row, ledger.instances(self.plan.calendar))
        tallies = tuple(tally(self.plan, each, self.today, ledger, only=only) for each in scheduled)
        if only is not None:
            tallies = tuple(each for each in tallies if each.obligations)
        binding = [rule for rule in row.rules if only is None or not only.isdisjoint(self._owing(row, rule))]
        return Entry(row, tallies, row_state(binding, tallies), _next_due(tallies), via, ledger.records)

    def _owing(self, row: Row, rule: Rule) -> tuple[str, ...]:
        return self.units.obligors(rule.units or row.units)

    def _of_unit(self, row: Row, unit: Unit) -> Entry | None:
        via = self._via(row, unit)
        if via is None:
            return None
        return self._entry(row, self._answering_for(unit), None if via == unit.name else via)

    def _via(self, row: Row, unit: Unit) -> str | None:
        """The name under which a unit stands in a row: its own, or the first group's that holds it."""
        names = {unit.name, *self.units.groups_of(unit.name)}
        if unit.name in row.units:
            return unit.name
        return next((name for name in row.units if name in names), None)

    def _answering_for(self, unit: Unit) -> frozenset[str]:
        """The obligors whose obligations are this unit's: itself, a group's members, an open group that holds it."""
        return frozenset(
            [
                *self.units.obligors([unit.name]),
                *(name for name in self.units.groups_of(unit.name) if self.units[name].open),
            ]
        )


def _next_due(tallies: tuple[Tally, ...]) -> date | None:
    """The earliest date still ahead of something that is owed."""
    ahead = (each.occurrence.due for each in tallies if not each.closed and each.state != "overdue")
    return min((due for due in ahead if due is not None), default=None)
