"""`gkplan digest`: what each unit must hear."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import click

from gkplan.cli.help import Option
from gkplan.cli.opened import find_unit
from gkplan.cli.options import Span, filter_options, make, plan_options
from gkplan.cli.own import own_question
from gkplan.cli.question import Question
from gkplan.i18n import gettext as _
from gkplan.ledger.account import Ledger
from gkplan.plan.model import Unit
from gkplan.query.book import Book
from gkplan.query.fields import occurrence_record
from gkplan.query.records import OccurrenceRecord
from gkplan.watch.check import MARGIN, ahead
from gkplan.watch.digest import Digest, digest, told_apart
from gkplan.watch.letter import Letter, as_html, as_markdown, as_text, letter

FORMATS = ("text", "md", "html", "json")


def command() -> click.Command:
    """`gkplan digest`."""
    return make(
        "digest",
        digest_,
        _("What a unit must hear: overdue, due, returned, what recurs next, what waits."),
        [
            Option(["--all", "all_"], is_flag=True, help=_("Every unit, each in a part of its own.")),
            within_option(),
            *filter_options(),
            *plan_options(FORMATS),
        ],
        epilog=_("Example: gkplan digest --unit 市房管局 --lang zh"),
    )


def within_option() -> Option:
    """`--within`: how far ahead a unit is told; without it, as far as the plan says that things are due (临期)."""
    return Option(
        ["--within"],
        type=Span(),
        metavar="30d",
        help=_("Tell what must be done within so many days (d) or weeks (w) (default: what the plan calls due)."),
    )


def digest_(**given: Any) -> None:
    """Answer the command."""
    if given["all_"] == (given["unit"] is not None):
        raise click.UsageError(_("Say which unit with --unit, or --all."))
    name = given.pop("unit")
    question = own_question(given)
    plan = question.opened.plan
    units = [find_unit(plan, name)] if name is not None else list(told_apart(plan))
    ledger = question.opened.ledger(question.today)
    told = [each for each in digests(question, ledger, units, given["within"]) if not (given["all_"] and each.empty)]
    if question.format_ == "json":
        question.answer(
            "digest", body={"digests": [as_data(each, question) for each in told]}, fields=(), records=(), page=list
        )
        return
    sys.stdout.write(_written([letter(each, plan, question.today) for each in told], question.format_))


def digests(question: Question, ledger: Ledger, units: Sequence[Unit], within: timedelta | None) -> list[Digest]:
    """What each of some units must hear, by a ledger."""
    plan, file = question.opened.plan, question.opened.file
    span = timedelta(days=plan.policy.soon) if within is None else within
    until = ahead(question.today, span + MARGIN)

    def book(unit: Unit) -> Book:
        return Book(plan, file, question.today, ledger=ledger, until=until, unit=unit)

    return [digest(book(unit), unit, span, question.filters) for unit in units]


def as_data(told: Digest, question: Question) -> dict[str, Any]:
    """A digest as JSON writes it: occurrences as everywhere, and the rows that wait by id."""

    def records(tallies: Sequence[Any]) -> list[OccurrenceRecord]:
        return [occurrence_record(each, question.today) for each in tallies]

    return {
        "unit": told.unit.name,
        "overdue": records(told.overdue),
        "due": records(told.due),
        "returned": [
            {**occurrence_record(each.tally, question.today), "reasons": [one.note or "" for one in each.records]}
            for each in told.returned
        ],
        "unsettled": records(told.unsettled),
        "next": records(told.coming),
        "waiting": list(dict.fromkeys(each.row.id for each in told.waiting)),
    }


def _written(letters: Sequence[Letter], format_: str) -> str:
    if format_ == "html":
        return as_html(letters) if letters else ""
    form = as_markdown if format_ == "md" else as_text
    return "\n".join(map(form, letters))
