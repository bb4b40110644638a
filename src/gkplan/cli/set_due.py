"""`gkplan set-due`: a person settles a date, where there was none or two readings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from gkplan.cli.complete import complete_row
from gkplan.cli.exit_codes import Refusal
from gkplan.cli.help import Option
from gkplan.cli.naming import named, named_entry
from gkplan.cli.options import IsoDate, make, plan_options
from gkplan.cli.question import Question
from gkplan.cli.recording import Draft, draft, record, record_options, rule_fields
from gkplan.deadline.rules import DATED_OR_STANDING
from gkplan.i18n import gettext as _
from gkplan.ledger.state import Tally
from gkplan.query.book import Book, Entry


def command() -> click.Command:
    """`gkplan set-due`."""
    return make(
        "set-due",
        set_due,
        _("Settle a due date: the right one of two readings, or one that a superior has now given."),
        [
            click.Argument(["id_"], metavar="ID", shell_complete=complete_row),
            Option(["--date", "to"], type=IsoDate(), required=True, metavar="DATE", help=_("The date settled.")),
            Option(["--rule"], type=int, metavar="N", help=_("Which rule of the row, where several have no date.")),
            Option(["--doc"], metavar="NO", help=_("The document that says so.")),
            Option(["--reason"], metavar="TEXT", help=_("Why.")),
            *record_options(),
            *plan_options(),
        ],
        epilog=_("Example: gkplan set-due 29.1 --date 2017-03-31 --doc 湛府办函〔2016〕1号"),
    )


def set_due(id_: str, **given: Any) -> None:
    """Answer the command."""
    question = Question.of(given)
    row = id_.partition("@")[0]

    def decide(book: Book) -> Sequence[Draft]:
        fields = {"do": "set-due", "to": given["to"], "doc": given["doc"], "reason": given["reason"]}
        entry = named_entry(book, row)
        if "@" in id_:
            settled = [_settleable(each) for each in named(book, id_)]
        elif given["rule"] is None:
            settled = [each for each in entry.tallies if each.occurrence.alt is not None and not each.closed]
        else:
            settled = []
        if settled:
            return [draft(question, given, **fields, **rule_fields(_only(settled)))]
        number = _undated_rule(entry, given["rule"])
        rule = entry.row.rules[number - 1]
        return [draft(question, given, **fields, row=row, rule=number, kind=rule.kind, quote=rule.quote)]

    record("set-due", question, row, decide, dry=given["dry_run"])


def _settleable(each: Tally) -> Tally:
    """The occurrence, where there is something to settle: two readings, or a date that the words never gave."""
    if each.occurrence.alt is None and each.occurrence.rule.kind in DATED_OR_STANDING:
        raise Refusal(
            _("{id} has one clear date, {due}.").format(id=each.occurrence.id, due=each.occurrence.due),
            _("Hint: `gkplan extend {id}` grants more time and keeps the first date.").format(id=each.occurrence.id),
        )
    return each


def _only(settled: Sequence[Tally]) -> Tally:
    if len(settled) > 1:
        ids = " ".join(each.occurrence.id for each in settled)
        raise Refusal(_("Several dates could be settled."), _("Hint: name one of {ids}.").format(ids=ids))
    return settled[0]


def _undated_rule(entry: Entry, number: int | None) -> int:
    """The number of the rule that is given a date: the one named, or the only one that has none."""
    row = entry.row
    undated = [each for each, rule in enumerate(row.rules, 1) if rule.kind not in DATED_OR_STANDING]
    if number is not None and number not in undated:
        raise Refusal(_("Row {row} has no rule {number} without a date.").format(row=row.id, number=number))
    if not undated:
        raise Refusal(_("Row {row} has no date to settle.").format(row=row.id))
    if number is None and len(undated) > 1:
        rules = "；".join(f"{each} {row.rules[each - 1].quote}" for each in undated)
        raise Refusal(
            _("Several rules of row {row} have no date.").format(row=row.id),
            _("Hint: --rule N, of: {rules}").format(rules=rules),
        )
    chosen = undated[0] if number is None else number
    for each in entry.tallies:
        if each.occurrence.rule_no == chosen and each.occurrence.due is not None and not each.closed:
            raise Refusal(
                _("This rule has a date already: {id}.").format(id=each.occurrence.id),
                _("Hint: `gkplan set-due {id}` changes it.").format(id=each.occurrence.id),
            )
    return chosen
