"""What a command was asked, gathered from the shared options: the plan, the day, the unit and the filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from gkplan.cli.answered import say
from gkplan.cli.opened import Opened, find_asking, find_unit, open_plan
from gkplan.query.filters import Filters
from gkplan.writers.answer import Answer

if TYPE_CHECKING:
    from gkplan.ledger.account import Ledger
    from gkplan.query.book import Book, Entry
    from gkplan.query.narrow import Narrow
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

    def entries(self) -> tuple[Book, list[Entry]]:
        """The rows that the filters keep, and a book that holds them, and from a snapshot no more than need be."""
        snapshot = self.opened.snapshot
        if snapshot is None:
            book = self.book()
        else:
            narrow = self.narrow(snapshot)
            some = self.unit is not None or self.filters.tasks or self.filters.grep
            book = narrow.book(narrow.rows()) if some else narrow.whole_book()
        return book, [entry for entry in book.entries if self.filters.keep_entry(entry)]

    def book_with(self, row: str) -> Book:
        """A book that holds a row and all that happened to it; the whole plan where there is no such row."""
        snapshot = self.opened.snapshot
        if snapshot is not None:
            narrow = self.narrow(snapshot)
            if found := narrow.kept([row]):
                return narrow.book(found.values(), history=True)
        return self.book()

    def book_up_to(self, until: date) -> Book:
        """A book that holds all that falls due up to a day."""
        snapshot = self.opened.snapshot
        if snapshot is None:
            return self.book(until)
        from gkplan.query.due import rows_due
        from gkplan.query.window import Window

        narrow = self.narrow(snapshot, until)
        return narrow.book(rows_due(narrow, Window(None, until)))

    def units_book(self) -> Book:
        """A book that holds every unit, and of the rows, from a snapshot, none."""
        snapshot = self.opened.snapshot
        return self.book() if snapshot is None else self.narrow(snapshot).units_book()

    def named(self) -> Mapping[str, int]:
        """How many rows name each unit; of a unit that none does, 0."""
        from gkplan.query.totals import rows_naming

        return rows_naming(self.opened.snapshot or self.opened.plan)

    def book(self, until: date | None = None) -> Book:
        """The whole plan as it stands for the unit asked for; refuses an unknown one."""
        book = self.book_of(self.opened.ledger(self.today), until)
        self.opened.say_doubted(len(book.doubted))
        return book

    def book_of(self, ledger: Ledger, until: date | None = None) -> Book:
        """The whole plan as it stands by a ledger for the unit asked for."""
        from gkplan.query.book import Book

        plan, file = self.opened.plan, self.opened.file
        unit = None if self.unit is None else find_unit(plan, self.unit)
        return Book(plan, file, self.today, ledger=ledger, until=until, unit=unit)

    def narrow(self, snapshot: Snapshot, until: date | None = None) -> Narrow:
        """The question put to a snapshot; refuses an unknown unit, and a ledger with a line that is no record."""
        from gkplan.query.narrow import Narrow

        narrow = Narrow(
            snapshot,
            self.opened.file,
            self.filters,
            today=self.today,
            until=until,
            unit=None if self.unit is None else find_asking(snapshot, self.unit),
        )
        if self.opened.begun:
            narrow.recorded = self.opened.recorded(snapshot, self.today, narrow.doubts)
            self.opened.say_doubted(narrow.recorded.doubted(narrow.doubts))
        return narrow

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
