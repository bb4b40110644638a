"""`gkplan check`: for cron and for a monitoring system; silent when all is well."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import click

from gkplan.clean import visible
from gkplan.cli.exit_codes import ExitCode
from gkplan.cli.help import Option
from gkplan.cli.options import FORMATS, Span, filter_options, make, plan_options
from gkplan.cli.own import own_question
from gkplan.cli.pages import head, occurrence_table
from gkplan.i18n import gettext as _
from gkplan.ledger.state import Tally
from gkplan.query.book import Book
from gkplan.query.fields import occurrence_record
from gkplan.query.records import OccurrenceRecord, fields_of
from gkplan.watch.check import MARGIN, Alarm, ahead, alarm
from gkplan.watch.nagios import service_line, service_of
from gkplan.writers.interface import Page
from gkplan.writers.phrases import requirement_words
from gkplan.writers.words import days_word, state_word


def command() -> click.Command:
    """`gkplan check`."""
    return make(
        "check",
        check,
        _("For cron: silent when nothing is overdue or must be done soon; otherwise one line each, and exit code 1."),
        [
            Option(
                ["--within"],
                type=Span(),
                metavar="7d",
                default="7d",
                help=_("What must be done within so many days (d) or weeks (w), by its last working day."),
            ),
            Option(
                ["--nagios"],
                is_flag=True,
                help=_("One line with performance data: overdue is critical (2), soon due a warning (1), a fault 3."),
            ),
            *filter_options(),
            *plan_options(("text", *FORMATS)),
        ],
        epilog=_("Example: gkplan check --within 7d --unit 市房管局"),
    )


def check(**given: Any) -> int:
    """Answer the command."""
    within: timedelta = given["within"]
    until = ahead(given["today"], within + MARGIN)
    question = own_question(given, until)
    book = question.book_up_to(until)
    found = alarm(book, within, question.filters)
    if given["nagios"]:
        click.echo(service_line(found, within.days))
        return service_of(found)
    both = (*found.overdue, *found.soon)
    if question.format_ == "text":
        sys.stdout.writelines(_line(each, question.today) for each in both)
    elif both or question.format_ == "json":
        records = [occurrence_record(each, question.today) for each in both]
        question.answer(
            "check",
            body={"overdue": records[: len(found.overdue)], "soon": records[len(found.overdue) :]},
            fields=fields_of(OccurrenceRecord),
            records=records,
            page=lambda: _page(found, book),
        )
    return ExitCode.FOUND if both else ExitCode.OK


def _line(each: Tally, today: date) -> str:
    """An occurrence on one line: state, date, how far it is, id, who, how many have done it, and what."""
    occurrence = each.occurrence
    expected = each.expected
    said = [
        state_word(each.state),
        "" if expected is None else f"{expected.isoformat()} ({days_word((expected - today).days)})",
        occurrence.id,
        "、".join(occurrence.units),
        f"{each.done}/{len(each.obligations)}" if len(each.obligations) > 1 else "",
        requirement_words(occurrence.row),
    ]
    return " ".join(visible(" ".join(filter(None, said))).split()) + "\n"


def _page(found: Alarm, book: Book) -> Page:
    titled: Sequence[tuple[str, Sequence[Tally]]] = (
        (state_word("overdue"), found.overdue),
        (state_word("due"), found.soon),
    )
    return [head(book), *(occurrence_table(tallies, book, title) for title, tallies in titled if tallies)]
