"""The answer that is rows: of `list`, and of `status` where it is asked for some states."""

from __future__ import annotations

from collections.abc import Sequence

from gkplan.cli.pages import head, row_table
from gkplan.cli.question import Question
from gkplan.i18n import ngettext
from gkplan.query.book import Book, Entry
from gkplan.query.fields import row_record
from gkplan.query.records import RowRecord, fields_of


def answer_rows(command: str, question: Question, book: Book, kept: Sequence[Entry]) -> None:
    """Write rows in the format asked for."""
    records = [row_record(entry) for entry in kept]
    count = ngettext("{count} row", "{count} rows", len(kept)).format(count=len(kept))
    question.answer(
        command,
        body={"rows": records},
        fields=fields_of(RowRecord),
        records=records,
        page=lambda: [head(book, count), *([row_table(kept)] if kept else [])],
    )
