"""From the ledger's text to what it says: as an outline, which is all that states need, or as whole records.

Nearly all of a ledger are marks, and states need four words of each. A hundred thousand of them as JSON would take
longer than all else that a question takes, so marks in the form in which gkplan writes them are taken apart by one
pattern, which accepts only what JSON would read as the very same record. All other lines are read as JSON.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from gkplan.ledger.record import WORDS, BadRecordError, Record, parse_data

CONFLICT = "a conflict that git left"
"""The reason of a flaw that is one of git's markers."""
_CHUNK = 1 << 16
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


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


class Subject(NamedTuple):
    """What a mark is of: an occurrence, its rule as it was then, and one obligor."""

    row: str
    of: str
    rule: int
    kind: str
    quote: str
    unit: str


Said = tuple[bytes, bytes, bytes, bytes]
"""What a mark says, in the order that marks are folded by: when it was written, its id, its day (ISO), its word.

All as the bytes of the file: most marks are superseded by later ones and never looked at.
"""


class Outline(NamedTuple):
    """What states need of a ledger: its marks by what they are of, its other records in order, and its flaws.

    `whole` reads everything.
    """

    marks: Mapping[Subject, Sequence[Said]]
    others: tuple[Record, ...]
    flaws: tuple[Flaw, ...]
    whole: Callable[[], Kept]


def outlined(content: bytes) -> Outline:
    """The outline of a ledger's whole lines."""
    by_subject: defaultdict[bytes, list[Said]] = defaultdict(list)
    unread: list[tuple[int, bytes]] = []
    number = 1
    for chunk in _chunks(content):
        between, marks = _taken_out(chunk)
        for subject, said in marks:
            by_subject[subject].append(said)
        unread += _unread(between, number)
        number += chunk.count(b"\n")
    rest = outline_of(_parsed(unread))
    marks_of = {**rest.marks}
    for subject, each in by_subject.items():
        of = Subject(**json.loads(b"{" + subject + b"}", strict=False))
        marks_of[of] = sorted([*marks_of.get(of, ()), *each])
    return rest._replace(marks=marks_of, whole=partial(decoded, content))


class Told(NamedTuple):
    """What a line tells of itself: its record's id, the row, the day (ISO), what was done, and the line."""

    id: str
    row: str
    on: str
    do: str
    text: bytes


def told(content: bytes) -> Iterator[Told]:
    """What each whole line of a ledger tells; raises `BadRecordError` at a line that is no record."""
    for chunk in _chunks(content):
        between, _marks = _taken_out(chunk)
        if between != [chunk]:
            for found in _mark(escapes=b"\\" in chunk).finditer(chunk):
                row = found[4].split(b'"', 4)[3]
                yield Told(found[1].decode(), row.decode(), found[3].decode(), "mark", found[0] + b"\n")
        for _number, line in _unread(between, 1):
            if speaks(line):
                record = read_line(line)
                yield Told(record.id, record.row, record.on.isoformat(), record.do, line + b"\n")


def _chunks(content: bytes) -> Iterator[bytes]:
    """The content in pieces of whole lines, small enough to stay near the processor."""
    start = 0
    while start < len(content):
        end = content.find(b"\n", start + _CHUNK) + 1 or len(content)
        yield content[start:end]
        start = end


def _taken_out(chunk: bytes) -> tuple[list[bytes], Iterable[tuple[bytes, Said]]]:
    """The marks that the pattern finds, with their subjects, and what stands between them: all, where they are no use.

    They are where a mark runs over the end of a line, where the bytes are no text, or where a day does not exist.
    """
    pieces = _mark(escapes=b"\\" in chunk).split(chunk)
    between, ids, ats, days, subjects, words = (pieces[start::6] for start in range(6))
    in_lines = chunk.count(b"\n") == sum(map(len, between)) or chunk.count(b"\n") == _ends(between)
    if in_lines and _is_text(chunk) and all(map(_is_day, {*days, *(at[:10] for at in ats)})):
        return between, zip(subjects, zip(ats, ids, days, words, strict=True), strict=True)
    return [chunk], ()


@cache
def _mark(*, escapes: bool) -> re.Pattern[bytes]:
    """The pattern of a mark's line as gkplan writes it.

    Its groups are the id, when it was written, its day, what it is of, and its word. These hold no escape; who wrote
    it, the note and the evidence may, but for half a character. Where the whole ledger has no backslash, looking for
    the closing quote alone is faster. A text that runs over the end of a line is for the caller to notice.
    """
    plain = rb'[^"\\]*+' if escapes else rb'[^"]*+'
    escape = rb'\\(?:["\\/bfnrt]|u(?![dD][89a-fA-F])[\da-fA-F]{4})'
    text = rb'"' + plain + rb'"'
    free = rb'"' + plain + rb"(?:" + escape + plain + rb')*+"' if escapes else text
    instant = rb"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}\+00:00"
    names = (b"row", b"of", b"kind", b"quote", b"unit")
    row, of, kind, quote, unit = (b'"' + name + b'": ' + text for name in names)
    subject = b", ".join([row, of, rb'"rule": (?:0|[1-9]\d{0,8})', kind, quote, unit])
    piece = _several(rb'"[a-z0-9]+": ' + free, b"{", b"}")
    return re.compile(
        rb'^- {"id": "(' + plain + rb')", "at": "(' + instant + rb')", "by": ' + free
        + rb', "do": "mark", "on": "(\d{4}-\d\d-\d\d)", (' + subject
        + rb'), "word": "(' + "|".join(WORDS).encode() + rb')"'
        + rb'(?:, "note": ' + free + rb')?(?:, "evidence": ' + _several(piece, rb"\[", b"]") + rb")?}[ \t\r]*$",
        re.MULTILINE,
    )  # fmt: skip


def _several(one: bytes, opened: bytes, closed: bytes) -> bytes:
    """The pattern of one or more of the same between brackets."""
    return opened + one + rb"(?:, " + one + rb")*" + closed


def outline_of(kept: Kept) -> Outline:
    """The outline of records that are read already."""
    marks: dict[Subject, list[Said]] = {}
    for record in kept.records:
        if record.do == "mark":
            subject, said = _taken_apart(record)
            marks.setdefault(subject, []).append(said)
    others = tuple(record for record in kept.records if record.do != "mark")
    return Outline(marks, others, kept.flaws, lambda: kept)


def decoded(content: bytes) -> Kept:
    """Every record of a ledger's lines; a line that is none is a flaw, and the others are still read."""
    return _parsed(enumerate(content.split(b"\n"), 1))


def read_line(content: bytes) -> Record:
    """The record that a line is; raises `BadRecordError` with the reason where it is none."""
    line = text_of(content)
    if line.startswith(_MARKERS):
        raise BadRecordError(CONFLICT)
    if not line.startswith("- "):
        raise BadRecordError("a record begins with a dash and a space")
    try:
        return parse_data(json.loads(line[2:], strict=False))
    except BadRecordError:
        raise
    except (ValueError, RecursionError) as error:
        raise BadRecordError("no JSON object") from error


def speaks(line: bytes) -> bool:
    """Whether a line says anything: it is neither blank nor a comment."""
    line = line.strip()
    return bool(line) and not line.startswith(b"#")


def text_of(content: bytes) -> str:
    """Bytes as text; one that is no UTF-8 becomes a backslash escape that no JSON has."""
    return content.decode("utf-8", "backslashreplace")


def _ends(pieces: Iterable[bytes]) -> int:
    """How many lines end in some pieces."""
    return sum(piece.count(b"\n") for piece in pieces)


def _unread(between: Sequence[bytes], number: int) -> Iterator[tuple[int, bytes]]:
    """The numbered lines that stand between the marks that were taken out; each of those is one line."""
    if {*between} <= {b"", b"\n"}:
        return
    for text in between:
        yield from enumerate(text.split(b"\n"), number)
        number += text.count(b"\n")


def _parsed(lines: Iterable[tuple[int, bytes]]) -> Kept:
    """The records of some lines, in order; the same record in two lines, as a merge may leave it, counts once."""
    unique: dict[str, tuple[Record, int]] = {}
    flaws: list[Flaw] = []
    for number, line in lines:
        if speaks(line):
            try:
                record = read_line(line)
            except BadRecordError as error:
                flaws.append(Flaw(number, str(error)))
            else:
                unique.setdefault(record.id, (record, number))
    ordered = sorted(unique.values(), key=lambda pair: pair[0].order)
    return Kept(tuple(record for record, _line in ordered), tuple(line for _record, line in ordered), tuple(flaws))


def _taken_apart(mark: Record) -> tuple[Subject, Said]:
    of, kind, quote, unit = (text or "" for text in (mark.of, mark.kind, mark.quote, mark.unit))
    subject = Subject(mark.row, of, mark.rule or 0, kind, quote, unit)
    return subject, (mark.at.encode(), mark.id.encode(), mark.on.isoformat().encode(), (mark.word or "").encode())


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_day(content: bytes) -> bool:
    try:
        date.fromisoformat(content.decode())
    except ValueError:
        return False
    return True
