"""`gkplan mark`: what became of an obligation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from gkplan.cli.complete import complete_row, complete_unit
from gkplan.cli.exit_codes import Refusal
from gkplan.cli.naming import named, obligors_named
from gkplan.cli.options import make, plan_options
from gkplan.cli.question import Question
from gkplan.cli.recording import Draft, draft, evidence_pieces, on_option, record, record_options, rule_fields
from gkplan.i18n import gettext as _
from gkplan.ledger.record import WORDS
from gkplan.ledger.state import Tally
from gkplan.query.book import Book


def command() -> click.Command:
    """`gkplan mark`."""
    return make(
        "mark",
        mark,
        _("Record what became of an obligation: begun, submitted, returned, done, dropped, or to be done again."),
        [
            click.Argument(["id_"], metavar="ID", shell_complete=complete_row),
            click.Argument(["word"], type=click.Choice(WORDS)),
            click.Option(
                ["--unit"],
                metavar="NAME",
                shell_complete=complete_unit,
                help=_("Whose obligation, where several owe it."),
            ),
            click.Option(["--all-units"], is_flag=True, help=_("That of every unit that owes it.")),
            click.Option(["--all", "all_"], is_flag=True, help=_("Every occurrence of the row.")),
            on_option(),
            click.Option(
                ["--evidence"],
                multiple=True,
                metavar="WHAT",
                help=_("A URL, a file, or a document's number (repeatable)."),
            ),
            click.Option(["--copy-evidence"], is_flag=True, help=_("Keep a copy of the files beside the plan.")),
            *record_options(),
            *plan_options(),
        ],
        epilog=_("ID is an occurrence (2.7@2016-Q1), a range (2.7@2016-Q1..2016-Q3), or a row with one still open."),
    )


def mark(id_: str, word: str, **given: Any) -> None:
    """Answer the command."""
    question = Question.of({**given, "unit": None})
    if word == "returned" and not given["note"]:
        raise Refusal(_("A return needs its reason."), _("Hint: give it with --note."))

    def decide(book: Book) -> Sequence[Draft]:
        tallies = named(book, id_, every=given["all_"])
        units = {each.occurrence.id: _units(book, each, given) for each in tallies}
        for each in tallies:
            _refuse_return(each, units[each.occurrence.id], word)
        evidence = evidence_pieces(given["evidence"], question.opened.path, copy=given["copy_evidence"] and not dry)
        return [
            draft(question, given, do="mark", word=word, unit=unit, evidence=evidence, **rule_fields(each))
            for each in tallies
            for unit in units[each.occurrence.id]
        ]

    dry = bool(given["dry_run"])
    record("mark", question, id_.partition("@")[0], decide, dry=dry)


def _units(book: Book, each: Tally, given: dict[str, Any]) -> Sequence[str]:
    return obligors_named(book, each, given["unit"], every=given["all_units"])


def _refuse_return(each: Tally, units: Sequence[str], word: str) -> None:
    """Only what was submitted or done can be returned."""
    if word != "returned":
        return
    for one in each.obligations:
        if one.unit in units and one.mark not in {"submitted", "done"}:
            raise Refusal(
                _("{unit} has not submitted {id}, so there is nothing to return.").format(
                    unit=one.unit, id=each.occurrence.id
                ),
                _("Hint: `gkplan mark {id} todo` opens it again.").format(id=each.occurrence.id),
            )
