"""`gkplan event`: something that a rule waits for happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any

import click

from gkplan.cli.complete import complete_row
from gkplan.cli.exit_codes import Refusal
from gkplan.cli.help import Option
from gkplan.cli.naming import named_entry
from gkplan.cli.options import make, plan_options
from gkplan.cli.question import Question
from gkplan.cli.recording import Draft, draft, on_option, record, record_options
from gkplan.deadline.rules import Event
from gkplan.i18n import gettext as _
from gkplan.plan.model import Row
from gkplan.query.book import Book


class HourMinute(click.ParamType[str]):
    """A time of day, `15:00`."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The time as `HH:MM`; a usage error for anything else."""
        try:
            return time.fromisoformat(value).strftime("%H:%M")
        except ValueError:
            self.fail(_("{value!r} is no time of day; write it as 15:00.").format(value=value), param, ctx)


def command() -> click.Command:
    """`gkplan event`."""
    return make(
        "event",
        event,
        _("Record that what a row waits for has happened; its due date follows from the rule."),
        [
            click.Argument(["row"], metavar="ROW", shell_complete=complete_row),
            on_option(),
            Option(["--at", "time_"], type=HourMinute(), metavar="HH:MM", help=_("The hour, for rules in hours.")),
            Option(["--label"], metavar="TEXT", help=_("What it was, where it happens more than once.")),
            Option(["--rule"], type=int, metavar="N", help=_("Which rule of the row, where several wait.")),
            *record_options(),
            *plan_options(),
        ],
        epilog=_("Example: gkplan event 22.1 --on 2016-09-30"),
    )


def event(row: str, **given: Any) -> None:
    """Answer the command."""
    question = Question.of(given)

    def decide(book: Book) -> Sequence[Draft]:
        entry = named_entry(book, row)
        number = _waiting_rule(entry.row, given["rule"])
        rule = entry.row.rules[number - 1]
        fields = {"row": row, "rule": number, "kind": rule.kind, "quote": rule.quote}
        happened = draft(question, given, do="event", time=given["time_"], label=given["label"], **fields)
        for each in entry.records:
            if (each.do, each.rule, each.on, each.label) == ("event", number, happened.on, happened.label):
                raise Refusal(
                    _("This event of {on} is recorded already ({id}).").format(on=each.on, id=each.id),
                    _("Hint: tell a second one of the same day apart with --label."),
                )
        return [happened]

    record("event", question, row, decide, dry=given["dry_run"])


def _waiting_rule(row: Row, number: int | None) -> int:
    """The number of the rule that waits for an event: the one named, or the only one."""
    waiting = [each for each, rule in enumerate(row.rules, 1) if isinstance(rule, Event)]
    if number in waiting:
        return int(number or 0)
    if number is None and len(waiting) == 1:
        return waiting[0]
    if not waiting:
        raise Refusal(_("Row {row} waits for no event.").format(row=row.id))
    rules = "；".join(f"{each} {row.rules[each - 1].quote}" for each in waiting)
    raise Refusal(
        _("Say which rule of row {row} the event is for.").format(row=row.id),
        _("Hint: --rule N, of: {rules}").format(rules=rules),
    )
