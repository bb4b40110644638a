"""What a reader of one format is, and reading a published document with the one that fits it."""

from __future__ import annotations

from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

from gkplan.plan.model import Plan
from gkplan.readers.grid import Grid

READERS = {".txt": "gkplan.readers.text"}
"""Which module reads a format, by the suffix of its files; imported when such a file is read."""

DOUBTS = {
    "column-left-out": "a column that no part of a row was known for",
    "ragged-row": "a row with too few or too many cells",
    "section-left-out": "a heading within the table, which belongs to no task",
    "number-out-of-order": "a number that does not follow the one before it",
    "nothing-above": "a blank cell with no cell above it within its task",
    "brackets": "brackets that do not close, or close as another kind",
    "strayed-words": "words of the deadline within the requirement: a piece of one cell may stand in another",
    "two-names": "one unit under two names",
    "explained": "a unit explained in brackets: a group's members are a person's to list",
    "no-year": "no year in the title: dates without one stay open",
    "deadline": "what the reading of a deadline was in doubt about",
}
"""What a doubt's code says."""


class Doubt(NamedTuple):
    """Something a person must look at: a code of `DOUBTS`, the row it is in (`2.7`, or None), its line, its words."""

    code: str
    row: str | None
    line: int
    words: str


class Draft(NamedTuple):
    """A plan as code read it, and what it was in doubt about."""

    plan: Plan
    doubts: tuple[Doubt, ...]


class UnreadableError(ValueError):
    """A document that no plan can be read from: no reader for its format, not text, or no table of this form in it."""


class Reader(Protocol):
    """A module that reads one format."""

    def read(self, data: bytes) -> tuple[Grid, ...]:
        """The tables of a document, in order; `UnreadableError` where the bytes are not of the format."""
        ...


def read_document(path: Path) -> Draft:
    """A published document as a draft plan, with its file name and hash as the plan's source.

    Raises `OSError` where the file can't be read and `UnreadableError` where it holds no plan.
    """
    from gkplan.readers.assemble import assemble

    data = path.read_bytes()
    module = READERS.get(path.suffix.lower())
    if module is None:
        raise UnreadableError(f"no reader for {path.suffix or 'a file without a suffix'}; there is one for {_known()}")
    reader: Reader = import_module(module)
    return assemble(reader.read(data), file=path.name, sha256=sha256(data).hexdigest())


def _known() -> str:
    return ", ".join(sorted(READERS))
