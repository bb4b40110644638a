"""What every channel does: take a message apart as its service wants it, and hand in one piece after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from gkplan.watch.notify.pace import Pace


class NotAcceptedError(Exception):
    """A piece was not accepted, or nobody knows whether it was: why, without a secret.

    `passing` says that it may well be the next moment: the line broke, the service is busy. It may be that a piece was
    taken all the same and comes twice; a deadline heard twice is better than one not heard.
    """

    def __init__(self, reason: str, *, passing: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.passing = passing


class Message(NamedTuple):
    """What one unit is told: for people as text and HTML, for programs as JSON."""

    unit: str
    subject: str
    text: str
    html: str
    data: Mapping[str, Any]


class Means(NamedTuple):
    """What a channel needs of the world: variables, the folder of the addresses, the clock, its pace and its patience.

    One attempt takes at most `timeout` seconds. After the n-th one that failed for the moment it is tried again in
    `waits[n]` seconds, and given up when there are no more.
    """

    environ: Mapping[str, str]
    folder: Path
    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    pace: Pace
    timeout: float = 10
    waits: Sequence[float] = (1, 4)


class Channel(Protocol):
    """A way to one recipient: a person's mailbox, a group's robot, a program."""

    def pieces(self, message: Message) -> Sequence[str]:
        """The message as text, in pieces that the service takes."""

    def hand_in(self, message: Message, piece: str, key: str) -> None:
        """Hand a piece in, once; `key` names it for good. Raises `NotAcceptedError` unless it was surely accepted."""
