"""What is recorded of obligations: marks, events, dates settled, time granted, records taken back, messages sent.

A record is one line of the ledger, `- ` and one JSON object: YAML to a person, fast for a machine. It has an id, the
time it was written and who wrote it, the day it speaks of (`on`), and the kind and quote of the rule that it was
written for, so that a rule whose words have changed since is noticed and never matched in silence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Literal, NamedTuple, get_args

Deed = Literal["mark", "event", "set-due", "extend", "undo", "send"]
Word = Literal["doing", "submitted", "returned", "done", "dropped", "todo"]
DEEDS: tuple[Deed, ...] = get_args(Deed)
WORDS: tuple[Word, ...] = get_args(Word)


class Record(NamedTuple):
    """One line of the ledger. `row` is the row it concerns; `of` the occurrence, where it concerns one.

    Which of the other fields are set follows from `do`: `unit` and `word` of a mark (`unit` None: every obligor, in
    `extend` alone); `rule` (counted from 1), `time` and `label` of an event; `to` the date that is settled or granted;
    `undoes` the record taken back; `channel` and `key` of a message sent.
    """

    id: str
    at: str
    by: str
    do: Deed
    on: date
    row: str
    of: str | None = None
    rule: int | None = None
    kind: str | None = None
    quote: str | None = None
    unit: str | None = None
    word: Word | None = None
    time: str | None = None
    label: str | None = None
    to: date | None = None
    applied_on: date | None = None
    approved_by: str | None = None
    doc: str | None = None
    reason: str | None = None
    note: str | None = None
    evidence: tuple[Mapping[str, str], ...] = ()
    undoes: str | None = None
    channel: str | None = None
    key: str | None = None

    @property
    def order(self) -> tuple[str, str]:
        """What records are folded by, whatever the order of their lines: the time written, then the id."""
        return (self.at, self.id)


class BadRecordError(ValueError):
    """A line that is no record: why, as one of a few phrases, and after a colon where."""


_TYPES = {int: "number", str: "text"}
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00", re.ASCII)
_DATES = ("on", "to", "applied_on")
_ORDINARY = Record._field_defaults
_NEEDED: dict[Deed, tuple[str, ...]] = {
    "mark": ("of", "rule", "kind", "quote", "unit", "word"),
    "event": ("rule", "kind", "quote"),
    "set-due": ("rule", "kind", "quote", "to"),
    "extend": ("of", "rule", "kind", "quote", "to", "approved_by"),
    "undo": ("undoes",),
    "send": ("channel", "key"),
}


# What YAML does not take as it is, or takes for the end of a line (YAML 1.1, 5.1 and 5.4).
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def line_of(record: Record) -> bytes:
    """A record as its line, with the line's end; raises `BadRecordError` for half a character (a lone surrogate)."""
    text = json.dumps(as_data(record), ensure_ascii=False)
    if _SURROGATE.search(text):
        raise BadRecordError("half a character")
    return b"- " + escaped(text).encode() + b"\n"


def escaped(text: str) -> str:
    """A text in which every character that would trouble a YAML reader is written as its number, in JSON's way."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_data(record: Record) -> dict[str, Any]:
    """A record as JSON writes it: what is not set is left out, dates are ISO."""
    return {
        name: _plain(value)
        for name, value in zip(record._fields, record, strict=True)
        if name not in _ORDINARY or value != _ORDINARY[name]
    }


def parse_data(data: Any) -> Record:
    """The record that a JSON object is; raises `BadRecordError` with the reason where it is none."""
    if not isinstance(data, dict):
        raise BadRecordError("a record is one JSON object")
    if unknown := sorted(data.keys() - set(Record._fields)):
        raise BadRecordError(f"unknown field: {', '.join(unknown)}")
    if missing := [name for name in ("id", "at", "by", "do", "on", "row") if name not in data]:
        raise BadRecordError(f"missing field: {', '.join(missing)}")
    if data["do"] not in DEEDS:
        raise BadRecordError(f"unknown deed: {data['do']}")
    if missing := [name for name in _NEEDED[data["do"]] if data.get(name) is None]:
        raise BadRecordError(f"missing field: {', '.join(missing)} ({data['do']})")
    return Record(**{name: _read(name, value) for name, value in data.items()})


def _read(name: str, value: Any) -> Any:
    try:
        if name in _DATES:
            return date.fromisoformat(value)
        if name == "at":
            return _instant(value)
        if name == "time":
            time.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadRecordError(f"no time: {name} = {value!r}") from error
    if name == "word" and value not in WORDS:
        raise BadRecordError(f"unknown word: {value!r}")
    if name == "evidence":
        return _evidence(value)
    wanted = int if name == "rule" else str
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise BadRecordError(f"no {_TYPES[wanted]}: {name} = {value!r}")
    if isinstance(value, str) and _SURROGATE.search(value):
        raise BadRecordError(f"half a character: {name}")
    return value


def _instant(value: str) -> str:
    """An instant in UTC, written in the one way in which instants sort as words do."""
    datetime.fromisoformat(value)
    if not _UTC.fullmatch(value):
        raise ValueError(value)
    return value


def _evidence(value: Any) -> tuple[Mapping[str, str], ...]:
    if not isinstance(value, list) or not all(
        isinstance(piece, dict)
        and all(isinstance(part, str) and not _SURROGATE.search(part) for part in [*piece, *piece.values()])
        for piece in value
    ):
        raise BadRecordError("evidence is a list of objects that hold text alone")
    return tuple(value)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [dict(piece) for piece in value] if isinstance(value, tuple) else value
