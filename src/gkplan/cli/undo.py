"""`gkplan undo`: take a record back, by adding one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from gkplan.cli.exit_codes import Refusal
from gkplan.cli.options import make, plan_options
from gkplan.cli.question import Question
from gkplan.cli.recording import Draft, draft, record, record_options
from gkplan.i18n import gettext as _
from gkplan.ledger.record import Record
from gkplan.query.book import Book

_NOT_MEANT = {"undo", "send"}
"""What an officer who names no record does not mean: what was taken back, and the messages that cron has sent since."""


def command() -> click.Command:
    """`gkplan undo`."""
    return make(
        "undo",
        undo,
        _("Take a record back, the last one or the one named. Nothing is erased; taking back an undo brings it back."),
        [click.Argument(["record_id"], metavar="[RECORD]", required=False), *record_options(), *plan_options()],
    )


def undo(record_id: str | None, **given: Any) -> None:
    """Answer the command."""
    question = Question.of(given)
    found = _found(question, record_id)

    def decide(book: Book) -> Sequence[Draft]:
        if found.id not in {each.id for each in book.ledger.records_of(found.row)}:
            raise Refusal(_("Record {id} is taken back already.").format(id=found.id))
        return [draft(question, given, do="undo", row=found.row, of=found.of, undoes=found.id)]

    record("undo", question, found.row, decide, dry=given["dry_run"])


def _found(question: Question, record_id: str | None) -> Record:
    """The record named, or the last one that still counts, is no message sent, and took nothing back itself."""
    ledger = question.opened.ledger(question.today)
    if record_id is None:
        last = [each for each in ledger.written if each.do not in _NOT_MEANT and each.id not in ledger.gone]
        if not last:
            raise Refusal(_("Nothing is recorded that could be taken back."))
        return last[-1]
    named = [each for each in ledger.written if each.id == record_id]
    if not named:
        raise Refusal(
            _("There is no record {id}.").format(id=record_id), _("Hint: `gkplan log` names them in its last column.")
        )
    return named[0]
