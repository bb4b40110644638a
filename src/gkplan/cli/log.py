"""`gkplan log`: what was recorded, in order, also what was taken back."""

from __future__ import annotations

from typing import Any

import click

from gkplan.cli.complete import complete_row
from gkplan.cli.naming import named_entry
from gkplan.cli.options import make, plan_options
from gkplan.cli.pages import head
from gkplan.cli.question import Question
from gkplan.cli.recording import FIELDS, records_page
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.ledger.record import as_data


def command() -> click.Command:
    """`gkplan log`."""
    return make(
        "log",
        log,
        _("What was recorded of the plan, of a row or of an occurrence, also what was taken back."),
        [click.Argument(["id_"], metavar="[ID]", required=False, shell_complete=complete_row), *plan_options()],
    )


def log(id_: str | None, **given: Any) -> None:
    """Answer the command."""
    question = Question.of(given)
    book = question.book()
    written = book.ledger.written
    if id_ is not None:
        row = named_entry(book, id_.partition("@")[0]).row.id
        written = tuple(each for each in written if each.row == row and ("@" not in id_ or each.of == id_))
    doubted = book.doubted
    records = [
        {**as_data(each), "taken_back": each.id in book.ledger.gone, "suspect": each.id in doubted} for each in written
    ]
    count = ngettext("{count} record", "{count} records", len(written)).format(count=len(written))
    fields = (*FIELDS, "taken_back", "suspect")
    question.answer(
        "log",
        body={"records": records},
        fields=fields,
        records=[{name: each.get(name) for name in fields} for each in records],
        page=lambda: [head(book, count), *records_page(written, book.ledger.gone, doubted=doubted)],
    )
