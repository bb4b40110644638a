"""What a command was asked, gathered from the shared options: the plan, the day, the unit and the filters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from gkplan.cli.answered import say
from gkplan.cli.opened import Opened, find_unit, open_plan
from gkplan.query.filters import Filters
from gkplan.writers.answer import Answer

if TYPE_CHECKING:
    from gkplan.ledger.account import Ledger
    from gkplan.query.book import Book
    from gkplan.query.due import Narrow
    from gkplan.query.snapshot import Snapshot
    from gkplan.writers.interface import Page


class Question(NamedTuple):
    """A question to one plan."""

    opened: Opened
    today: date
    format_: str
    unit: str | None
    filters: Filters

    @classmethod
    def of(cls, given: Mapping[str, Any], until: date | None = None) -> Question:
        """The question that a command's parameters make; the plan is opened, or the answer refused, here.

        `until` is the last day that is asked about, where that lies ahead.
        """
        year = max(given["today"], until or given["today"]).year
        return cls(
            opened=open_plan(given["file"], year, snapshots=not given["no_snapshot"]),
            today=given["today"],
            format_=given["format_"],
            unit=given.get("unit"),
            filters=Filters(
                tuple(given.get("states", ())),
                tuple(given.get("tasks", ())),
                tuple(given.get("kinds", ())),
                given.get("grep"),
            ),
        )

    def book(self, until: date | None = None, ledger: Ledger | None = None) -> Book:
        """The plan as it stands by its ledger, or by the one given, for the unit asked for; refuses an unknown one."""
        from gkplan.query.book import Book

        plan, file = self.opened.plan, self.opened.file
        unit = None if self.unit is None else find_unit(plan, self.unit)
        if ledger is not None:
            return Book(plan, file, self.today, ledger=ledger, until=until, unit=unit)
        book = Book(plan, file, self.today, ledger=self.opened.ledger(self.today), until=until, unit=unit)
        self.opened.say_doubted(book.doubted)
        return book

    def narrow(self, snapshot: Snapshot, until: date | None) -> Narrow:
        """The question put to a snapshot; refuses an unknown unit, and a ledger with a line that is no record."""
        from gkplan.query.due import Narrow, asking, numbered

        unit = None
        if self.unit is not None:
            unit = asking(snapshot, self.unit) or asking(snapshot, find_unit(self.opened.plan, self.unit).name)
        book = partial(self._book_of, snapshot, until, None if unit is None else unit.name)
        recorded: Collection[str] = ()
        if self.opened.begun:
            ledger = self.opened.ledger(self.today)
            book, recorded = partial(book, ledger=ledger), tuple(ledger.rows())
            if recorded:
                rows = numbered(snapshot, recorded).values()
                self.opened.say_doubted(self._book_of(snapshot, until, None, rows, ledger=ledger).doubted)
        year = max(self.today, until or self.today).year
        return Narrow(snapshot, self.filters, self.today, year, unit, recorded, book)

    def _book_of(
        self,
        snapshot: Snapshot,
        until: date | None,
        unit: str | None,
        rows: Collection[int],
        *,
        ledger: Ledger | None = None,
    ) -> Book:
        """Some rows as they stand, by their numbers."""
        from gkplan.ledger.account import Ledger
        from gkplan.query.book import Book
        from gkplan.query.excerpt import part

        plan = part(snapshot, rows, () if unit is None else (unit,))
        asking = next((each for each in plan.units if each.name == unit), None)
        ledger = Ledger() if ledger is None else ledger
        return Book(plan, self.opened.file, self.today, ledger=ledger, until=until, unit=asking)

    def answer(
        self,
        command: str,
        *,
        body: Mapping[str, Any],
        fields: Sequence[str],
        records: Iterable[Mapping[str, Any]],
        page: Callable[[], Page],
    ) -> None:
        """Write an answer in the format asked for."""
        say(Answer(command, self.today, [self.opened.record], body, fields, records, page), self.format_)
