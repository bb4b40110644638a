"""`gkplan mark`: what became of an obligation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from gkplan.cli.complete import complete_row, complete_unit
from gkplan.cli.exit_codes import Refusal
from gkplan.cli.help import Option
from gkplan.cli.naming import named, obligors_named, owed
from gkplan.cli.options import make, plan_options
from gkplan.cli.question import Question
from gkplan.cli.recording import Draft, draft, evidence_pieces, on_option, record, record_options, rule_fields
from gkplan.i18n import gettext as _
from gkplan.ledger.record import WORDS
from gkplan.ledger.state import Tally
from gkplan.query.book import Book

_OPEN = frozenset({None, "todo", "doing", "returned"})
_BEFORE: dict[str, frozenset[str | None]] = {
    "doing": _OPEN,
    "submitted": _OPEN,
    "returned": frozenset({"submitted", "done"}),
    "done": _OPEN | {"submitted"},
    "dropped": _OPEN | {"submitted"},
    "todo": frozenset({"doing", "submitted", "returned", "done", "dropped"}),
}
"""What the last word of an obligation may be for a word to change it, where several are marked at once."""


def command() -> click.Command:
    """`gkplan mark`."""
    return make(
        "mark",
        mark,
        _("Record what became of an obligation: begun, submitted, returned, done, dropped, or to be done again."),
        [
            click.Argument(["id_"], metavar="ID", shell_complete=complete_row),
            click.Argument(["word"], type=click.Choice(WORDS)),
            Option(
                ["--unit"],
                metavar="NAME",
                shell_complete=complete_unit,
                help=_("Whose obligation, where several owe it."),
            ),
            Option(["--all-units"], is_flag=True, help=_("That of every unit that owes it.")),
            Option(["--all", "all_"], is_flag=True, help=_("Every occurrence of the row.")),
            on_option(),
            Option(
                ["--evidence"],
                multiple=True,
                metavar="WHAT",
                help=_("A URL, a file, or a document's number (repeatable)."),
            ),
            Option(["--copy-evidence"], is_flag=True, help=_("Keep a copy of the files beside the plan.")),
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
        tallies = owed(book, named(book, id_, every=given["all_"]), given["unit"])
        pairs = [(each, unit) for each in tallies for unit in _units(book, each, given)]
        drafts = [
            draft(question, given, do="mark", word=word, unit=unit, **rule_fields(each))
            for each, unit in _open_to(book, pairs, word)
        ]
        evidence = evidence_pieces(given["evidence"], question.opened.path, copy=given["copy_evidence"] and not dry)
        return [each._replace(evidence=evidence) for each in drafts]

    dry = bool(given["dry_run"])
    record("mark", question, id_.partition("@")[0], decide, dry=dry)


def _units(book: Book, each: Tally, given: dict[str, Any]) -> Sequence[str]:
    return obligors_named(book, each, given["unit"], every=given["all_units"])


def _open_to(book: Book, pairs: Sequence[tuple[Tally, str]], word: str) -> Sequence[tuple[Tally, str]]:
    """The obligations that a word is for: the only one named, or of several those that it changes.

    What is done already keeps its day when all are marked; to change it, it is named by itself.
    """
    before = [(each, unit, _word(book, each, unit)) for each, unit in pairs]
    kept = [(each, unit) for each, unit, last in before if last in _BEFORE[word] - {word}]
    if len(pairs) > 1:
        if kept:
            return kept
        raise Refusal(
            _("Nothing here is left to be marked {word}.").format(word=word),
            _("Hint: to change one that is marked already, name it alone, with --unit."),
        )
    each, unit, last = before[0]
    if word == "returned" and last not in _BEFORE[word]:
        raise Refusal(
            _("{unit} has not submitted {id}, so there is nothing to return.").format(unit=unit, id=each.occurrence.id),
            _("Hint: `gkplan mark {id} todo` opens it again.").format(id=each.occurrence.id),
        )
    return pairs


def _word(book: Book, each: Tally, unit: str) -> str | None:
    """The last word recorded of one unit's obligation, or report."""
    return book.ledger.of(each.occurrence.row).account(each.occurrence, unit).word
