"""`gkplan extend`: more time is granted; the first date stays in sight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from gkplan.cli.complete import complete_row, complete_unit
from gkplan.cli.exit_codes import Refusal
from gkplan.cli.help import Option
from gkplan.cli.naming import named, obligors_named
from gkplan.cli.options import IsoDate, make, plan_options
from gkplan.cli.question import Question
from gkplan.cli.recording import Draft, draft, record, record_options, rule_fields
from gkplan.i18n import gettext as _
from gkplan.ledger.state import Tally
from gkplan.query.book import Book


def command() -> click.Command:
    """`gkplan extend`."""
    return make(
        "extend",
        extend,
        _("Grant more time, to all who owe it or to one unit; the first date is kept and shown."),
        [
            click.Argument(["id_"], metavar="ID", shell_complete=complete_row),
            Option(["--to"], type=IsoDate(), required=True, metavar="DATE", help=_("The date granted.")),
            Option(["--approved-by"], required=True, metavar="WHO", help=_("Who granted it.")),
            Option(
                ["--unit"], metavar="NAME", shell_complete=complete_unit, help=_("Only to this unit (default: to all).")
            ),
            Option(["--applied-on"], type=IsoDate(), metavar="DATE", help=_("When it was applied for.")),
            Option(["--doc"], metavar="NO", help=_("The document that grants it.")),
            Option(["--reason"], metavar="TEXT", help=_("Why.")),
            *record_options(),
            *plan_options(),
        ],
    )


def extend(id_: str, **given: Any) -> None:
    """Answer the command."""
    unit, question = given["unit"], Question.of({**given, "unit": None})
    granted = {name: given[name] for name in ("to", "approved_by", "applied_on", "doc", "reason")}

    def decide(book: Book) -> Sequence[Draft]:
        drafts: list[Draft] = []
        for each in named(book, id_):
            units = [None] if unit is None else obligors_named(book, each, unit, every=False)
            _refuse_earlier(book, each, units, given["to"])
            drafts += [draft(question, given, do="extend", unit=one, **granted, **rule_fields(each)) for one in units]
        return drafts

    record("extend", question, id_.partition("@")[0], decide, dry=given["dry_run"])


def _refuse_earlier(book: Book, each: Tally, units: Sequence[str | None], to: date) -> None:
    """More time is time after the date that stands; a standing year has no date to move."""
    occurrence, ledger = each.occurrence, book.ledger.of(each.occurrence.row)
    if occurrence.overdue_after is None:
        raise Refusal(_("{id} has no due date to extend.").format(id=occurrence.id))
    named = [unit for unit in units if unit is not None] or occurrence.obligors
    stands = min(ledger.extended(occurrence, unit) or occurrence.overdue_after for unit in named)
    if to <= stands:
        raise Refusal(
            _("{to} is not later than {stands}, by which {id} is due now.").format(
                to=to, stands=stands, id=occurrence.id
            )
        )
