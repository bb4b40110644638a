"""The plan as it stands on a day: every row with its occurrences and their states, each worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gkplan.deadline.rules import Directive, Event, Irregular, Rule, Standing, Unstated
from gkplan.ledger.account import Ledger, RowLedger
from gkplan.ledger.doubts import suspects
from gkplan.ledger.record import Record
from gkplan.ledger.state import Tally, row_state, tally
from gkplan.ledger.states import State
from gkplan.plan.findings import Finding
from gkplan.plan.model import Plan, Row, Unit
from gkplan.plan.schedule import Occurrence, Schedule
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
    ledger: RowLedger | None = None

    @property
    def records(self) -> tuple[Record, ...]:
        """What was recorded of the row and not taken back, in the order in which it was written."""
        return () if self.ledger is None else self.ledger.records

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
    """One plan on one day. With `unit`, the rows, states and counts are that unit's alone.

    Where the plan is not the `whole` one, what the ledger says of other rows is left aside.
    """

    def __init__(  # noqa: PLR0913 - what a book is opened at
        self,
        plan: Plan,
        file: str,
        today: date,
        *,
        ledger: Ledger = _EMPTY,
        until: date | None = None,
        unit: Unit | None = None,
        whole: bool = True,
    ) -> None:
        self.plan = plan
        self.file = file
        self.today = today
        self.unit = unit
        self.ledger = ledger
        self._whole = whole
        self.units = UnitBook(plan)
        self._schedule = Schedule(plan, self.units, max(today, until or today))
        self._unrolled: dict[str, tuple[Occurrence, ...]] = {}

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

    def doubts(self, file: str) -> list[Finding]:
        """The records that count for nothing, since the plan has changed under them; `file` is the ledger's name."""
        found = suspects(self.ledger, self.plan, self.units, self._scheduled, file, whole=self._whole)
        return list(found)

    @cached_property
    def doubted(self) -> frozenset[str]:
        """The ids of those records."""
        return frozenset(finding.params["id"] for finding in self.doubts(""))

    def _entry(self, row: Row, via: str | None = None) -> Entry:
        ledger = self.ledger.of(row)
        tallies = tuple(
            tally(self.plan, self.units, each, self.today, ledger, asking=self.unit) for each in self._scheduled(row)
        )
        if self.unit is not None:
            tallies = tuple(each for each in tallies if each.obligations)
        binding = [rule for rule in row.rules if self._binds(row, rule)]
        return Entry(row, tallies, row_state(binding, tallies), _next_due(tallies), via, ledger)

    def _scheduled(self, row: Row) -> tuple[Occurrence, ...]:
        """A row's occurrences, also those that records bring about; worked out once."""
        if row.id not in self._unrolled:
            self._unrolled[row.id] = self._schedule.of(row, self.ledger.of(row).instances(self.plan.calendar))
        return self._unrolled[row.id]

    def _binds(self, row: Row, rule: Rule) -> bool:
        """Whether a rule obliges the unit that asks, if one does."""
        return self.unit is None or bool(
            self.units.owed_by(self.unit.name, self.units.obligors(rule.units or row.units))
        )

    def _of_unit(self, row: Row, unit: Unit) -> Entry | None:
        via = self._via(row, unit)
        return None if via is None else self._entry(row, None if via == unit.name else via)

    def _via(self, row: Row, unit: Unit) -> str | None:
        """The name under which a unit stands in a row: its own, or the first group's that holds it."""
        names = {unit.name, *self.units.groups_of(unit.name)}
        if unit.name in row.units:
            return unit.name
        return next((name for name in row.units if name in names), None)


def _next_due(tallies: tuple[Tally, ...]) -> date | None:
    """The earliest date still ahead of something that is owed."""
    ahead = (each.occurrence.due for each in tallies if not each.closed and each.state != "overdue")
    return min((due for due in ahead if due is not None), default=None)
