"""What a command was asked, gathered from the shared options: the plan, the day, the unit and the filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from gkplan.cli.answered import say
from gkplan.cli.opened import Opened, find_unit, open_plan
from gkplan.ledger.account import Ledger
from gkplan.query.book import Book
from gkplan.query.fields import plan_record
from gkplan.query.select import Filters
from gkplan.writers.interface import Answer, Page


class Question(NamedTuple):
    """A question to one plan."""

    opened: Opened
    today: date
    format_: str
    unit: str | None
    filters: Filters

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Question:
        """The question that a command's parameters make; the plan is opened, or the answer refused, here."""
        return cls(
            opened=open_plan(given["file"]),
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
        plan, _path, file = self.opened
        unit = None if self.unit is None else find_unit(plan, self.unit)
        if ledger is not None:
            return Book(plan, file, self.today, ledger=ledger, until=until, unit=unit)
        book = Book(plan, file, self.today, ledger=self.opened.ledger(self.today), until=until, unit=unit)
        self.opened.say_doubted(book.doubted)
        return book

    def answer(
        self,
        command: str,
        *,
        body: Mapping[str, Any],
        fields: Sequence[str],
        records: Sequence[Mapping[str, Any]],
        page: Callable[[], Page],
    ) -> None:
        """Write an answer in the format asked for."""
        plan, _path, file = self.opened
        say(Answer(command, self.today, [plan_record(plan, file)], body, fields, records, page), self.format_)
