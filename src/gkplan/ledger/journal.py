"""The ledger's file: read whole or in part, and added to a line at a time, so that nothing acknowledged is lost.

One append is one write of whole lines under a lock on a file of its own, synced before it is acknowledged. A crash can
leave only a torn last line, which was never acknowledged: reading says so and passes over it, the next append keeps
its bytes as a comment.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from gkplan.ledger.record import BadRecordError, Record, line_of, parse_data
from gkplan.plan.files import sync_folder

SUFFIX = ".progress.yaml"
LOCK_SECONDS = 60
CONFLICT = "a conflict that git left"
"""The reason of a flaw that is one of git's markers."""
_CHUNK = 1 << 16
_MARKERS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
_COMMENT = b"# torn, never acknowledged: "


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


def ledger_path(plan: Path) -> Path:
    """Where a plan's ledger is: `tasks.progress.yaml` beside `tasks.yaml`, links followed."""
    return plan.with_suffix(SUFFIX).resolve()


def read(path: Path, mentioning: str | None = None) -> Kept:
    """The ledger's records; with `mentioning` only those of that row, the rest unparsed. No file is an empty ledger.

    Raises `OSError` where the file is there but can't be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Kept((), (), ())
    lines = content.split(b"\n")
    torn = lines.pop()
    numbered = [(number, line) for number, line in enumerate(lines, 1) if _speaks(line)]
    if mentioning is not None:
        needle = f'"row": "{mentioning}"'.encode()
        numbered = [each for each in numbered if needle in each[1] or each[1].startswith(_MARKERS)]
    kept = _parsed(numbered)
    if not torn.strip():
        return kept
    whole = _parsed([(len(lines) + 1, torn)])
    if whole.records:
        return _sorted([*zip(kept.records, kept.lines, strict=True), (whole.records[0], whole.lines[0])], kept.flaws)
    return kept._replace(flaws=(*kept.flaws, Flaw(len(lines) + 1, "torn", torn=True)))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the ledger's lock, so that what is decided from reading still holds when it is written.

    Raises `TimeoutError` where another process holds it for a minute, `OSError` where no lock can be made.
    """
    from filelock import FileLock, Timeout

    try:
        with FileLock(path.with_name(path.name + ".lock"), timeout=LOCK_SECONDS):
            yield
    except Timeout as error:
        raise TimeoutError(f"another process holds {error.lock_file}") from error


def append(path: Path, records: Sequence[Record]) -> None:
    """Add records, all or none, and sync; to be called under `locked`. Raises `OSError`, the file then as it was."""
    new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        size = os.fstat(handle).st_size
        torn = _torn_end(handle, size)
        content = _mended(torn) + b"".join(map(line_of, records))
        try:
            _write_at(handle, size - len(torn), content)
            os.fsync(handle)
        except OSError:
            _write_at(handle, size - len(torn), torn)
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)
    if new:
        sync_folder(path.parent)


def _torn_end(handle: int, size: int) -> bytes:
    """What stands after the last line end: nothing, unless a write was cut off or an editor left no line end."""
    end = b""
    while size > len(end) and b"\n" not in end:
        start = max(0, size - len(end) - _CHUNK)
        os.lseek(handle, start, os.SEEK_SET)
        end = os.read(handle, size - len(end) - start) + end
    return end[end.rfind(b"\n") + 1 :]


def _mended(torn: bytes) -> bytes:
    """The end of the file made whole: a record gets its line end, what is none is kept as a comment."""
    if not torn:
        return b""
    return (torn if _parsed([(0, torn)]).records or not _speaks(torn) else _COMMENT + torn) + b"\n"


def _write_at(handle: int, start: int, content: bytes) -> None:
    os.lseek(handle, start, os.SEEK_SET)
    while content:
        content = content[os.write(handle, content) :]


def _speaks(line: bytes) -> bool:
    """Whether a line says anything: it is neither blank nor a comment."""
    line = line.strip()
    return bool(line) and not line.startswith(b"#")


def _parsed(numbered: Sequence[tuple[int, bytes]]) -> Kept:
    """Records in the order they are folded; a line that is none is a flaw, and the others are still read."""
    read_: list[tuple[Record, int]] = []
    flaws: list[Flaw] = []
    for (number, _line), data in zip(numbered, _decoded(numbered), strict=True):
        if isinstance(data, BadRecordError):
            flaws.append(Flaw(number, str(data)))
            continue
        try:
            read_.append((parse_data(data), number))
        except BadRecordError as error:
            flaws.append(Flaw(number, str(error)))
    return _sorted(read_, tuple(flaws))


def _sorted(pairs: Sequence[tuple[Record, int]], flaws: tuple[Flaw, ...]) -> Kept:
    """The same record in two lines, as a merge may leave it, counts once."""
    unique = {record.id: (record, line) for record, line in reversed(pairs)}
    ordered = sorted(unique.values(), key=lambda pair: pair[0].order)
    return Kept(tuple(record for record, _line in ordered), tuple(line for _record, line in ordered), flaws)


def _decoded(numbered: Sequence[tuple[int, bytes]]) -> Sequence[Any]:
    """The lines' JSON, all in one go, which is several times faster; one by one only where that fails."""
    try:
        if all(line.startswith(b"- {") for _number, line in numbered):
            values = json.loads(b"[" + b",".join(line[2:] for _number, line in numbered) + b"]")
            if len(values) == len(numbered):
                return list(values)
    except ValueError:
        pass
    return [_decoded_alone(line) for _number, line in numbered]


def _decoded_alone(line: bytes) -> Any:
    if line.startswith(_MARKERS):
        return BadRecordError(CONFLICT)
    if not line.startswith(b"- "):
        return BadRecordError("a record begins with `- {`")
    try:
        return json.loads(line[2:])
    except ValueError:
        return BadRecordError("no JSON object")
