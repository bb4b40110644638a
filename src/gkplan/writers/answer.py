"""What a command answers, and what a writer does with it.

An answer holds two faces of one thing: records with the contract's fields for programs, and a page for people, which
is laid out only when a format for people is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from datetime import date

    from gkplan.query.records import PlanRecord
    from gkplan.writers.interface import Page


FOR_PEOPLE = frozenset({"table", "md"})
"""The formats that write an answer's page, and not its records."""


class Ready(NamedTuple):
    """A list in an answer's body that is told one by one: records, or JSON text as it stands in the answer."""

    entries: Iterable[str | Mapping[str, Any]]


class Answer(NamedTuple):
    """What a command says.

    `body` is what JSON adds to its frame, in order; `records` with their `fields` are what the formats of one record
    a line write; `page` lays the answer out for people. What is told one by one can be asked for once.
    """

    command: str
    today: date | None
    plans: Sequence[PlanRecord]
    body: Mapping[str, Any]
    fields: Sequence[str]
    records: Iterable[Mapping[str, Any]]
    page: Callable[[], Page]


class Out(Protocol):
    """What is written to: a stream of text, or what holds it back."""

    def write(self, text: str, /) -> object:
        """Take a piece of text."""

    def writelines(self, texts: Iterable[str], /) -> None:
        """Take some pieces of text."""


class Writer(Protocol):
    """A format."""

    def write(self, answer: Answer, out: Out) -> None:
        """Write an answer, whole; raises only what the stream raises."""
