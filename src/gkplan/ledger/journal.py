"""The ledger's file: read whole or in part, and added to a line at a time, so that nothing acknowledged is lost.

One append is one write of whole lines under a lock on a file of its own, synced before it is acknowledged. A crash can
leave only a torn last line, which was never acknowledged: reading says so and passes over it, the next append keeps
it as a comment.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from gkplan.ledger.decode import Flaw, Outline, outlined, read_line, speaks, text_of
from gkplan.ledger.record import BadRecordError, Record, escaped, line_of
from gkplan.plan.bulk import uncollected
from gkplan.plan.files import sync_folder

LOCK_SECONDS = 60.0
"""How long a process waits for the one that is writing."""
_POLL_SECONDS = 0.01
_ATTEMPTS = 5
_MANY = 10_000
_CHUNK = 1 << 16
_OTHER_LINE = re.compile(rb"\n(?!- \{|#|\n|\Z)")
_COMMENT = b"# torn, never acknowledged: "
_BINARY = getattr(os, "O_BINARY", 0)


def read(path: Path, mentioning: str | None = None) -> Outline:
    """What the ledger says; with `mentioning` only of that row, the rest unread where its lines look sound.

    No file is an empty ledger. Raises `OSError` where the file is there but can't be read.
    """
    content = content_of(path)
    end = content.rfind(b"\n") + 1
    whole, torn = content[:end], content[end:]
    flaws: tuple[Flaw, ...] = ()
    if speaks(torn) and not _is_record(torn):
        flaws, torn = (Flaw(content.count(b"\n") + 1, "torn", torn=True),), b""
    with uncollected():
        if mentioning is not None and _looks_sound(whole):
            part = outlined(_mentioning(whole, f'"{mentioning}"'.encode()) + torn)
            if not part.flaws:
                return part._replace(flaws=flaws)
        outline = outlined(whole + torn)
    return outline._replace(flaws=(*outline.flaws, *flaws))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the ledger's lock, so that what is decided from reading still holds when it is written.

    Raises `TimeoutError` where another process holds it for a minute, `OSError` where no lock can be made.
    """
    from filelock import FileLock, Timeout

    if not path.parent.is_dir():  # a link to a disk that is not there now: filelock would make the folder
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))
    lock = path.with_name(path.name + ".lock")
    try:
        with FileLock(lock).acquire(timeout=LOCK_SECONDS, poll_interval=_POLL_SECONDS):
            yield
    except Timeout as error:
        raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), str(lock)) from error


def append(path: Path, records: Sequence[Record]) -> None:
    """Add records and sync; to be called under `locked`.

    An editor that knows no locks may put another file in this one's place meanwhile; the records are then added to
    that too. Raises `OSError`, none of the records then recorded.
    """
    content = b"".join(map(line_of, records))
    for _attempt in range(_ATTEMPTS):
        _mend(path)
        if _added(path, content):
            sync_folder(path.parent)
            return
    raise OSError(errno.EAGAIN, "the file keeps being replaced", str(path))


def content_of(path: Path) -> bytes:
    """The file's bytes, without a mark of byte order; none where there is no file. Raises `OSError` as `read` does."""
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise OSError(errno.EINVAL, "no regular file", str(path))
        return path.read_bytes().removeprefix(BOM_UTF8)
    except FileNotFoundError:
        return b""


def _looks_sound(content: bytes) -> bool:
    """Whether every line is blank, a comment, or begins as a record."""
    return content.startswith((b"- {", b"#", b"\n")) and _OTHER_LINE.search(content) is None


def _mentioning(content: bytes, needle: bytes) -> bytes:
    """The lines that hold some bytes; all lines where very many do, which is quicker then."""
    lines: list[bytes] = []
    found = content.find(needle)
    while found >= 0:
        if len(lines) == _MANY:
            return content
        start = content.rfind(b"\n", 0, found) + 1
        end = content.index(b"\n", found) + 1
        lines.append(content[start:end])
        found = content.find(needle, end)
    return b"".join(lines)


def _is_record(line: bytes) -> bool:
    try:
        read_line(line)
    except BadRecordError:
        return False
    return True


def _mend(path: Path) -> None:
    """Make the end of the file whole: a record gets its line end, what is none is kept as a comment."""
    try:
        handle = os.open(path, os.O_RDWR | _BINARY)
    except FileNotFoundError:
        return
    try:
        size = os.fstat(handle).st_size
        torn = _torn_end(handle, size)
        if torn:
            _write(handle, size - len(torn), _mended(torn))
            os.fsync(handle)
    finally:
        os.close(handle)


def _torn_end(handle: int, size: int) -> bytes:
    """What stands after the last line end: nothing, unless a write was cut off or an editor left no line end."""
    end = b""
    while size > len(end) and b"\n" not in end:
        start = max(0, size - len(end) - _CHUNK)
        end = _read(handle, start, size - len(end) - start) + end
    return end[end.rfind(b"\n") + 1 :]


def _mended(torn: bytes) -> bytes:
    """A last line with its end; what is no record becomes a comment, in characters that every YAML reader takes."""
    sound = not speaks(torn) or _is_record(torn)
    return (torn if sound else _COMMENT + escaped(text_of(torn)).encode()) + b"\n"


def _added(path: Path, content: bytes) -> bool:
    """Whether some lines stand in the file after they were added to it; they do unless it was replaced meanwhile."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | _BINARY, 0o666)
    try:
        size = os.fstat(handle).st_size
        try:
            _write(handle, size, content)
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
        return _same_file(handle, path) and content in _read(handle, size, os.fstat(handle).st_size - size)
    finally:
        os.close(handle)


def _same_file(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _read(handle: int, start: int, length: int) -> bytes:
    os.lseek(handle, start, os.SEEK_SET)
    content = b""
    while length > len(content) and (more := os.read(handle, length - len(content))):
        content += more
    return content


def _write(handle: int, start: int, content: bytes) -> None:
    os.lseek(handle, start, os.SEEK_SET)
    while content:
        content = content[os.write(handle, content) :]
