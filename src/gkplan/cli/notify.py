"""`gkplan notify`: send each unit what it must hear."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import timedelta
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any

import click

from gkplan.clean import visible
from gkplan.cli import clock
from gkplan.cli.digest import as_data, digests, within_option
from gkplan.cli.exit_codes import ExitCode
from gkplan.cli.help import Option
from gkplan.cli.opened import beside, find_unit, refuse
from gkplan.cli.options import FileName, Span, filter_options, make, plan_options
from gkplan.cli.own import own_question
from gkplan.cli.question import Question
from gkplan.cli.recording import draft
from gkplan.i18n import gettext as _
from gkplan.ledger.account import Ledger
from gkplan.ledger.journal import append, locked
from gkplan.ledger.place import SUFFIX, ledger_path
from gkplan.watch.addresses import CHANNELS, NAME, Addresses, read_addresses
from gkplan.watch.digest import Digest
from gkplan.watch.letter import as_html, as_text, letter
from gkplan.watch.notify.interface import Means, Message
from gkplan.watch.notify.pace import Pace
from gkplan.watch.outbox import SEND_ROW, Outcome, outcomes, parcels, sent


def command() -> click.Command:
    """`gkplan notify`."""
    return make(
        "notify",
        notify,
        _("Send each unit what it must do now, and nothing twice. Without --send, say what would be sent to whom."),
        [
            click.Argument(["channels"], nargs=-1, required=True, type=click.Choice(CHANNELS), metavar="CHANNEL..."),
            Option(["--send"], is_flag=True, help=_("Send. Without it nothing is sent or recorded.")),
            Option(
                ["--addresses"],
                type=FileName(),
                metavar="PATH",
                help=_("Whom to tell, and how (default: notify.yaml beside the plan)."),
            ),
            Option(
                ["--again"],
                type=Span(),
                metavar="7d",
                help=_("Say the same again after so many days (d) or weeks (w) (default: never)."),
            ),
            Option(
                ["--timeout"],
                type=click.FloatRange(0.1, 300),
                default=10,
                metavar="SECONDS",
                help=_("How long one attempt may take (default: 10)."),
            ),
            within_option(),
            *filter_options(),
            *plan_options(("text", "json")),
        ],
        epilog=_("CHANNEL is one or more of: email wecom dingtalk feishu webhook."),
    )


def notify(channels: Sequence[str], **given: Any) -> int:
    """Answer the command."""
    name = given.pop("unit")
    question = own_question(given)
    path = ledger_path(question.opened.path)
    addresses = _addresses(question, given["addresses"], name)
    folder = Path(given["addresses"] or question.opened.path).parent
    means = Means(os.environ, folder, clock.now, time.sleep, Pace(clock.now, time.sleep), given["timeout"])
    # Only one run sends at a time: what another one has just sent must be known before the next piece is. The ledger's
    # own lock is held for each record alone, since whoever marks must not wait for a slow service.
    turn = path.with_name(path.name.removesuffix(SUFFIX) + ".send" + SUFFIX)
    with locked(turn) if given["send"] else nullcontext():
        ledger = question.opened.ledger(question.today)
        told = {each.unit.name: each for each in _urgent(question, ledger, addresses, given["within"])}
        messages = {unit: _message(each, question) for unit, each in told.items()}
        ready = list(parcels(messages, told, addresses, channels, means))
        known = sent(ledger, question.today, given["again"])
        deliver = partial(_deliver, question=question, path=path) if given["send"] else None
        found = [each for parcel in ready for each in outcomes(parcel, known, deliver)]
    _name_the_unheard(told, {each.message.unit for each in ready})
    return _answer(question, found, dry=deliver is None)


def _addresses(question: Question, path: str | None, name: str | None) -> Addresses:
    """Whom to tell, of the unit asked for alone; refuses a file with an error in it."""
    plan, file = question.opened.plan, question.opened.file
    at = question.opened.path.with_name(NAME) if path is None else Path(path)
    addresses, findings = read_addresses(at, beside(file, at) if path is None else path, plan)
    if addresses is None:
        refuse(findings, "")
    if name is None:
        return addresses
    unit = find_unit(plan, name).name
    return addresses._replace(contacts=tuple(each for each in addresses.contacts if each.unit == unit))


def _urgent(question: Question, ledger: Ledger, addresses: Addresses, within: timedelta | None) -> list[Digest]:
    """What the units with an address must hear, of those that have something to do now."""
    named = {each.unit for each in addresses.contacts}
    units = [unit for unit in question.opened.plan.units if unit.name in named]
    return [each for each in digests(question, ledger, units, within) if each.urgent]


def _message(told: Digest, question: Question) -> Message:
    said = letter(told, question.opened.plan, question.today)
    return Message(told.unit.name, said.subject, as_text(said), as_html([said]), as_data(told, question))


def _name_the_unheard(told: Mapping[str, Digest], reached: set[str]) -> None:
    """Say whom none of the channels reaches: silence about a deadline must not pass for peace."""
    if unheard := [unit for unit in told if unit not in reached]:
        said = _("These have something to do and no address in the channels named: {units}")
        click.echo(visible(said.format(units="、".join(unheard))), err=True)


def _deliver(outcome: Outcome, *, question: Question, path: Path) -> None:
    """Hand a piece in and record it at once, so that whatever happens to the next ones it is not sent again.

    The record names no recipient: a ledger is shared, addresses are not.
    """
    message, channel = outcome.parcel.message, outcome.parcel.channel
    outcome.parcel.by.hand_in(message, outcome.text, outcome.key)
    record = draft(question, {}, do="send", row=SEND_ROW, unit=message.unit, channel=channel, key=outcome.key)
    with locked(path):
        append(path, [record._replace(id=token_hex(6), at=clock.now().isoformat(timespec="microseconds"))])


def _answer(question: Question, found: Sequence[Outcome], *, dry: bool) -> int:
    """Say of each piece what became of it; a failure also on stderr, so that no pipe hides it."""
    failed = [each for each in found if each.fate == "failed"]
    for each in failed:
        click.echo(visible(_words(each)), err=True)
    if dry:
        click.echo(_("Dry run: nothing was sent. --send sends it."), err=True)
    if question.format_ == "json":
        question.answer("notify", body={"messages": [_data(each) for each in found]}, fields=(), records=(), page=list)
    elif dry:
        sys.stdout.writelines(map(_preview, found))
    else:
        sys.stdout.writelines(f"{visible(_words(each))}\n" for each in found if each.fate == "sent")
    return ExitCode.UNAVAILABLE if failed else ExitCode.OK


def _words(each: Outcome) -> str:
    """What became of a piece, on one line."""
    fates = {
        "planned": _("would be sent"),
        "sent": _("sent"),
        "already": _("sent already"),
        "failed": _("not sent"),
    }
    parcel = each.parcel
    said = f"{fates[each.fate]}: {parcel.message.unit} → {parcel.channel} {parcel.to}"
    said += f" ({each.part}/{each.of})" if each.of > 1 else ""
    return " ".join((said + (f": {each.reason}" if each.reason else "")).split())


def _preview(each: Outcome) -> str:
    """What would be sent, under the line that says to whom; what was sent already is only named."""
    head = f"== {visible(_words(each))}\n"
    return head if each.fate == "already" else f"{head}\n{visible(each.text)}\n"


def _data(each: Outcome) -> dict[str, Any]:
    parcel = each.parcel
    return {
        "unit": parcel.message.unit,
        "channel": parcel.channel,
        "to": parcel.to,
        "subject": parcel.message.subject,
        "part": each.part,
        "of": each.of,
        "key": each.key,
        "state": each.fate,
        "reason": each.reason or None,
        "text": each.text,
    }
