"""What is to be sent to whom, what was sent already, and the sending: each message by itself, none hiding another."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Literal, NamedTuple

from gkplan.ledger.account import Ledger
from gkplan.watch.addresses import Addresses, Robot
from gkplan.watch.digest import Digest
from gkplan.watch.notify.interface import Channel, Means, Message, NotAcceptedError

SEND_ROW = ""
"""What a record of a message sent has for its row: a message is of none."""
Fate = Literal["planned", "sent", "already", "failed"]


class Parcel(NamedTuple):
    """One message by one channel to one recipient, `to`, who is named without a secret.

    `content` names what is said for good: the same matters, told to the same recipient, are the same content whatever
    the day, so that a cron job that repeats sends nothing twice; one more matter, or one that has become overdue, is
    another.
    """

    message: Message
    channel: str
    to: str
    content: str
    by: Channel


class Outcome(NamedTuple):
    """What became of one piece of a message; `part` counts from 1."""

    parcel: Parcel
    part: int
    of: int
    text: str
    fate: Fate
    reason: str = ""

    @property
    def key(self) -> str:
        """What names the piece for good."""
        return f"{self.parcel.content}:{self.part}/{self.of}"


class Sent(NamedTuple):
    """What the ledger knows to be sent: the last day of each key, and when the same may be said again (None: never)."""

    days: Mapping[str, date]
    today: date
    again: timedelta | None

    def __contains__(self, key: object) -> bool:
        """Whether a piece was sent, and it is too early to send it again."""
        day = self.days.get(key) if isinstance(key, str) else None
        return day is not None and (self.again is None or self.today - day < self.again)


def sent(ledger: Ledger, today: date, again: timedelta | None) -> Sent:
    """What was sent and not taken back."""
    records = (each for each in ledger.records_of(SEND_ROW) if each.do == "send" and each.key is not None)
    return Sent({each.key: each.on for each in sorted(records, key=lambda one: one.on) if each.key}, today, again)


def parcels(
    messages: Mapping[str, Message],
    told: Mapping[str, Digest],
    addresses: Addresses,
    channels: Sequence[str],
    means: Means,
) -> Iterator[Parcel]:
    """What is to be sent by these channels, unit by unit in the order of the addresses, to nobody twice."""
    contents: set[str] = set()
    for contact in addresses.contacts:
        message = messages.get(contact.unit)
        if message is None:
            continue
        for channel, to, by in _ways(contact.emails, contact.robots, addresses, means):
            content = content_key(told[contact.unit], channel, to)
            if channel in channels and content not in contents:
                contents.add(content)
                yield Parcel(message, channel, to, content, by)


def content_key(told: Digest, channel: str, to: str) -> str:
    """What names what is told to a recipient for good: all that must be done now, each with its date, not the day."""
    matters = [
        (part, each.occurrence.id, str(each.expected))
        for part, tallies in (("overdue", told.overdue), ("due", told.due), ("unsettled", told.unsettled))
        for each in tallies
    ]
    matters += [("returned", each.tally.occurrence.id, record.id) for each in told.returned for record in each.records]
    said = json.dumps(["digest", told.unit.name, channel, to, sorted(matters)], ensure_ascii=False)
    return sha256(said.encode()).hexdigest()[:20]


def outcomes(parcel: Parcel, known: Sent, deliver: Callable[[Outcome], None] | None) -> Iterator[Outcome]:
    """What becomes of each piece of a parcel. Without `deliver` nothing is sent.

    `deliver` hands a piece in and records it; after a piece that was not accepted the rest is left for the next run,
    since half a message out of order is none.
    """
    pieces = parcel.by.pieces(parcel.message)
    failed = ""
    for part, text in enumerate(pieces, 1):
        planned = Outcome(parcel, part, len(pieces), text, "planned")
        if planned.key in known:
            yield planned._replace(fate="already")
        elif deliver is None:
            yield planned
        elif failed:
            yield planned._replace(fate="failed", reason=failed)
        else:
            try:
                deliver(planned)
                yield planned._replace(fate="sent")
            except NotAcceptedError as error:
                failed = error.reason
                yield planned._replace(fate="failed", reason=failed)


def _ways(
    emails: Iterable[str], robots: Iterable[Robot], addresses: Addresses, means: Means
) -> Iterator[tuple[str, str, Channel]]:
    """Each way to a unit: the channel, the recipient, and who hands in."""
    for address in emails:
        if addresses.mail is not None:
            from gkplan.watch.notify.email import Email

            yield "email", address, Email(addresses.mail, address, means)
    for robot in robots:
        yield robot.channel, robot.name, _robot(robot, means)


def _robot(robot: Robot, means: Means) -> Channel:
    """Who hands in to a robot; its module is imported now."""
    if robot.channel == "wecom":
        from gkplan.watch.notify.wecom import WeCom

        return WeCom(robot, means)
    if robot.channel == "dingtalk":
        from gkplan.watch.notify.dingtalk import DingTalk

        return DingTalk(robot, means)
    if robot.channel == "feishu":
        from gkplan.watch.notify.feishu import Feishu

        return Feishu(robot, means)
    from gkplan.watch.notify.webhook import Webhook

    return Webhook(robot, means)
