"""`gkplan list`: rows, by the filters."""

from __future__ import annotations

from typing import Any

import click

from gkplan.cli.options import filter_options, make, plan_options
from gkplan.cli.pages import head, row_table
from gkplan.cli.question import Question
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.query.fields import RowRecord, fields_of, row_record


def command() -> click.Command:
    """`gkplan list`."""
    return make("list", list_, _("The rows of the plan, by the filters."), [*filter_options(), *plan_options()])


def list_(**given: Any) -> None:
    """Answer the command."""
    question = Question.of(given)
    book = question.book()
    kept = [entry for entry in book.entries if question.filters.keep_entry(entry)]
    records = [row_record(entry) for entry in kept]
    count = ngettext("{count} row", "{count} rows", len(kept)).format(count=len(kept))
    question.answer(
        "list",
        body={"rows": records},
        fields=fields_of(RowRecord),
        records=records,
        page=lambda: [head(book, count), *([row_table(kept)] if kept else [])],
    )
