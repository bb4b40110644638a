"""What a page for people is made of; what a file is made from, and what makes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from gkplan.ledger.state import Tally
from gkplan.query.book import Book, Entry


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a table, with the name of their style (a state, `dim`, `id`); lines are kept.

    A cell drawn in several styles has them in `parts`, whose words together are its text.
    """

    text: str
    style: str = ""
    parts: Sequence[Cell] = ()


def composed(parts: Iterable[Cell]) -> Cell:
    """One cell of several pieces, each in its own style."""
    pieces = tuple(parts)
    return Cell("".join(piece.text for piece in pieces), parts=pieces)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, whether it may be wrapped, and its share of the width where it may."""

    heading: str
    wrap: bool = False
    share: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table for people."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words; `parts` are set one after the other."""

    parts: Sequence[Cell]


Page = Sequence[Table | Line]


@dataclass(frozen=True, slots=True)
class Extract:
    """The part of a plan that was asked for, as it stands on a day: the rows and the occurrences that are kept."""

    book: Book
    entries: Sequence[Entry]
    tallies: Sequence[Tally]

    @property
    def name(self) -> str:
        """What to head it with: the plan's title on one line, and the unit's name where one asks."""
        title = self.book.plan.title.replace("\n", "")
        return title if self.book.unit is None else f"{title}（{self.book.unit.name}）"


class FileWriter(Protocol):
    """A format that lays a plan out in a way of its own, as a whole file."""

    def content(self, extract: Extract) -> bytes:
        """The file's bytes: the same for the same extract, whatever the clock."""
