"""From the ledger's lines to its records: marks as gkplan writes them by one pattern, all other lines as JSON.

Nearly all of a ledger are marks, and reading a hundred thousand of them as JSON would take longer than all else that
a question takes. The pattern accepts only what JSON would read as the very same record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from gkplan.ledger.record import WORDS, BadRecordError, Record, parse_data

CONFLICT = "a conflict that git left"
"""The reason of a flaw that is one of git's markers."""
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")

_ANY = r'"[^"\\\x00-\x1f]*"'
_TEXT = r'"([^"\\\x00-\x1f]*)"'
_INSTANT = r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}\+00:00"
_MARK = re.compile(
    rf'- {{"id": {_TEXT}, "at": "({_INSTANT})", "by": {_TEXT}, "do": "mark", "on": {_TEXT}, '
    rf'("row": {_ANY}, "of": {_ANY}, "rule": (?:0|[1-9]\d{{0,8}}), "kind": {_ANY}, "quote": {_ANY}, "unit": {_ANY}), '
    rf'"word": "({"|".join(WORDS)})"(?:, "note": {_TEXT})?}}\s*',
    re.ASCII,
)


# A record's fields between the word and the note, and after the note, which the pattern leaves unset.
_FIELDS = Record._fields
_DEFAULTS = tuple(Record._field_defaults.get(name) for name in _FIELDS)
_UNSET = _DEFAULTS[_FIELDS.index("word") + 1 : _FIELDS.index("note")]
_UNSET_AFTER_NOTE = _DEFAULTS[_FIELDS.index("note") + 1 :]
_record: Callable[[tuple[Any, ...]], Record] = partial(tuple.__new__, Record)
"""A record of all its fields in order, made in half the time that calling it takes."""


class Flaw(NamedTuple):
    """A line of the ledger that is no record: its number from 1, what is wrong, and whether it is only a torn end."""

    line: int
    reason: str
    torn: bool = False


class Kept(NamedTuple):
    """What a ledger holds: its records in the order they are folded, each with its line, and its flaws."""

    records: tuple[Record, ...]
    lines: tuple[int, ...]
    flaws: tuple[Flaw, ...]


NOTHING = Kept((), (), ())

Numbered = tuple[int, str]
"""A line and its number from 1."""


def decoded(lines: Iterable[Numbered]) -> Kept:
    """The records of some lines; a line that is none is a flaw, and the others are still read.

    Blank lines and comments say nothing. The same record in two lines, as a merge may leave it, counts once.
    """
    marks = _Marks()
    pairs: list[tuple[Record, int]] = []
    flaws: list[Flaw] = []
    for number, line in lines:
        if (mark := marks.read(line)) is not None:
            pairs.append((mark, number))
        elif speaks(line):
            try:
                pairs.append((read_line(line), number))
            except BadRecordError as error:
                flaws.append(Flaw(number, str(error)))
    return folded(pairs, flaws)


def folded(pairs: Sequence[tuple[Record, int]], flaws: Sequence[Flaw]) -> Kept:
    """Records with their lines, in the order in which they are folded, each once."""
    unique = {record[0]: (record, line) for record, line in reversed(pairs)}
    ordered = sorted(unique.values(), key=_order)
    return Kept(tuple(record for record, _line in ordered), tuple(line for _record, line in ordered), tuple(flaws))


def speaks(line: str) -> bool:
    """Whether a line says anything: it is neither blank nor a comment."""
    line = line.strip()
    return bool(line) and not line.startswith("#")


def read_line(line: str) -> Record:
    """The record that a line is; raises `BadRecordError` with the reason where it is none."""
    if line.startswith(_MARKERS):
        raise BadRecordError(CONFLICT)
    if not line.startswith("- "):
        raise BadRecordError("a record begins with `- {`")
    return parse_data(_json(line[2:]))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRecordError("no JSON object") from error


def _order(pair: tuple[Record, int]) -> tuple[str, str]:
    return pair[0].order


class _Marks:
    """Reads marks by the pattern; what many of them share, their days and obligations, is read once."""

    def __init__(self) -> None:
        self._days: dict[str, date | None] = {}
        self._obligations: dict[str, tuple[Any, ...]] = {}

    def read(self, line: str) -> Record | None:
        """The mark that a line is; None where it has to be read as JSON."""
        found = _MARK.fullmatch(line)
        if found is None:
            return None
        id_, at, by, on, obligation, word, note = found.groups()
        day = self._day(on)
        if day is None or self._day(at[:10]) is None:
            return None
        fields = self._obligations.get(obligation)
        if fields is None:
            fields = self._obligations[obligation] = tuple(json.loads(f"{{{obligation}}}").values())
        return _record((id_, at, by, "mark", day, *fields, word, *_UNSET, note, *_UNSET_AFTER_NOTE))

    def _day(self, text: str) -> date | None:
        try:
            return self._days[text]
        except KeyError:
            day = self._days[text] = _day(text)
            return day


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
