"""`gkplan unit`: all that one unit owes."""

from __future__ import annotations

from typing import Any

import click

from gkplan.cli.complete import complete_unit
from gkplan.cli.opened import find_unit
from gkplan.cli.options import make, plan_options, row_filter_options
from gkplan.cli.pages import head, row_table, words
from gkplan.cli.question import Question
from gkplan.cli.words import unit_words
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.plan.model import Unit
from gkplan.query.book import Book, Entry
from gkplan.query.fields import owed_row_record, unit_record
from gkplan.query.records import OwedRowRecord, fields_of
from gkplan.writers.interface import Line, Page, Table


def command() -> click.Command:
    """`gkplan unit`."""
    return make(
        "unit",
        unit,
        _("All that a unit owes: its own rows, then those through its groups."),
        [click.Argument(["name"], shell_complete=complete_unit), *row_filter_options(), *plan_options()],
        epilog=_("NAME is a name, an alias, a full name, pinyin initials (sfgj) or a short form (人社局)."),
    )


def unit(name: str, **given: Any) -> None:
    """Answer the command."""
    question = Question.of({**given, "unit": name})
    book, kept = question.entries()
    asking = find_unit(book.plan, name) if book.unit is None else book.unit
    groups, rows = book.units.groups_of(asking.name), question.named()[asking.name]
    records = [owed_row_record(entry) for entry in kept]
    question.answer(
        "unit",
        body={"unit": unit_record(asking, groups, rows), "rows": records},
        fields=fields_of(OwedRowRecord),
        records=records,
        page=lambda: _page(asking, kept, book),
    )


def _page(asking: Unit, kept: list[Entry], book: Book) -> Page:
    own = [entry for entry in kept if entry.via is None]
    through = [entry for entry in kept if entry.via is not None]
    page: list[Table | Line] = [head(book), words(unit_words(asking), "strong")]
    if asking.members:
        page.append(words(_("Stands for: {members}").format(members="、".join(asking.members)), "dim"))
    if own:
        title = ngettext("Its own: {count} row", "Its own: {count} rows", len(own)).format(count=len(own))
        page.append(row_table(own, title))
    if through:
        title = ngettext("Through its groups: {count} row", "Through its groups: {count} rows", len(through))
        page.append(row_table(through, title.format(count=len(through)), units=False))
    if not kept:
        page.append(words(_("Owes nothing that is asked for.")))
    return page
