"""`gkplan units`: all units, with members and counts."""

from __future__ import annotations

from typing import Any

import click

from gkplan.cli.options import make, plan_options
from gkplan.cli.pages import head
from gkplan.cli.question import Question
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.plan.model import Unit
from gkplan.query.book import Book
from gkplan.query.fields import unit_record
from gkplan.query.records import UnitRecord, fields_of
from gkplan.writers.interface import Cell, Column, Page, Table


def command() -> click.Command:
    """`gkplan units`."""
    return make("units", units, _("All units, with members, short forms and counts of rows."), plan_options())


def units(**given: Any) -> None:
    """Answer the command."""
    question = Question.of(given)
    book, named = question.units_book(), question.named()
    records = [unit_record(each, book.units.groups_of(each.name), named[each.name]) for each in book.plan.units]
    question.answer(
        "units",
        body={"units": records},
        fields=fields_of(UnitRecord),
        records=records,
        page=lambda: _page(book, records),
    )


def _page(book: Book, records: list[UnitRecord]) -> Page:
    columns = [
        Column(_("Unit"), wrap=True, share=2),
        Column(_("Also called"), wrap=True, share=2),
        Column(_("Members"), wrap=True, share=3),
        Column(_("Rows")),
    ]
    rows = [
        [
            Cell(unit.name, "id"),
            Cell("、".join((*unit.aliases, *unit.initials))),
            Cell(_members(unit)),
            Cell(str(record["rows"])),
        ]
        for unit, record in zip(book.plan.units, records, strict=True)
    ]
    count = ngettext("{count} unit", "{count} units", len(rows)).format(count=len(rows))
    return [head(book, count), Table(columns, rows)]


def _members(unit: Unit) -> str:
    """A group's members; of an open one it is said that there are more."""
    named = "、".join(unit.members)
    if not unit.open:
        return named
    return _("open group, surely: {members}").format(members=named) if named else _("open group")
