"""Databases in the cache: written once, sealed, and trusted only as they were left.

A file is written beside its place, synced, sealed and then renamed into place; nothing ever writes to it again. Its
seal is the time of change that it is given at the end and that it says itself: whoever else writes to it breaks it.
What a failing disk does leaves no such trace: a small file is held against a sum of its bytes, which follows them, a
large one against what SQLite finds amiss in the pages that it reads. All lie under `$XDG_CACHE_HOME/gkplan` (else
`~/.cache/gkplan`) and may be deleted at any time.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from zlib import crc32

from gkplan.query.damaged import forget

SECOND = 1_000_000_000
_STALE = 3_600 * SECOND
_SUFFIX = ".sqlite"
_SMALL = 4 << 20
"""Up to how many bytes a file is added up: some two thousand rows."""
_SUM = 8

Fill = Callable[[sqlite3.Connection, int], bool]
"""Fills the tables of a new database, told the file system's time in nanoseconds; whether they may be kept."""


def place_of(source: str, what: str = "") -> str | None:
    """Where `what` is kept of a file, or would be; None where there is no home for caches, and for what is no file."""
    if not os.path.isfile(source):  # a pipe is read once
        return None
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    if not os.path.isabs(home):  # the specification of XDG tells to take no notice of such a one
        return None
    whole = os.path.abspath(source)
    stem = "".join(each if each.isalnum() else "-" for each in os.path.basename(source))[:40]
    return os.path.join(home, "gkplan", f"{stem}-{crc32(os.fsencode(whole)):08x}{what}{_SUFFIX}")


def opened(path: str, *, written: bool = False) -> sqlite3.Connection | None:
    """The database at a place, if it is one and as it was left. Raises `OSError` where there is no such file.

    One that was `written` this instant is not added up again.
    """
    stamp = os.stat(path)
    if not written and not _adds_up(path, stamp.st_size):
        return None
    tables = _connected(path)
    try:
        (at,) = tables.execute("SELECT at FROM seal").fetchone()
        if at * SECOND == stamp.st_mtime_ns:
            return tables
    except (sqlite3.Error, TypeError):
        pass
    tables.close()
    return None


def write(path: str, source: str, fill: Fill) -> bool:
    """Write a database anew that is kept of a file; False, and nothing left of it, where `fill` says so.

    Raises `OSError` or `sqlite3.Error` where there is no room for it.
    """
    with _new_file(path) as new:
        now = os.stat(new).st_mtime_ns
        at = now // SECOND // 2 * 2  # a time that every file system can keep
        with closing(sqlite3.connect(new, isolation_level=None)) as tables:
            for said in ("PRAGMA page_size = 8192", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN"):
                tables.execute(said)
            tables.execute("CREATE TABLE seal (at INTEGER, source TEXT)")
            tables.execute("INSERT INTO seal VALUES (?, ?)", (at, os.path.abspath(source)))
            if not fill(tables, now):
                return False
            tables.execute("COMMIT")
        _add_sum(new)
        os.utime(new, ns=(at * SECOND, at * SECOND))
        os.replace(new, path)
    _sweep(os.path.dirname(path))
    return True


def now_at(path: str) -> int:
    """What time it is, in nanoseconds, for the file system that a place is on; 0 where it can't be written to."""
    try:
        with _new_file(path) as new:
            return os.stat(new).st_mtime_ns
    except OSError:
        return 0


def _connected(path: str) -> sqlite3.Connection:
    escaped = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return sqlite3.connect(f"file:{escaped}?mode=ro&immutable=1", uri=True)


@contextmanager
def _new_file(path: str) -> Iterator[str]:
    """An empty file beside a place, and nothing left of it in the end; what a killed process left goes with it."""
    from tempfile import mkstemp

    folder, name = os.path.split(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    handle, new = mkstemp(prefix=f"{name}.", dir=folder)
    now = os.fstat(handle).st_mtime_ns
    os.close(handle)
    try:
        with os.scandir(folder) as files:
            left = [each for each in files if each.name.startswith(f"{name}.") and each.path != new]
        for each in left:
            with suppress(OSError):
                if each.stat().st_mtime_ns < now - _STALE:
                    forget(each.path)
        yield new
    finally:
        forget(new)


def _sweep(folder: str) -> None:
    """Remove what is kept of files that are no more."""
    with os.scandir(folder) as files:
        kept = [each.path for each in files if each.name.endswith(_SUFFIX)]
    for path in kept:
        with suppress(sqlite3.Error, TypeError), closing(_connected(path)) as tables:
            (source,) = tables.execute("SELECT source FROM seal").fetchone()
            if not os.path.exists(source):
                forget(path)


def _adds_up(path: str, size: int) -> bool:
    """Whether a file's bytes are those whose sum follows them; a large file's are not added up."""
    if size > _SMALL + _SUM:
        return True
    with open(path, "rb") as file:
        content = file.read()
    return content[-_SUM:] == _sum(content[:-_SUM])


def _add_sum(path: str) -> None:
    """Let a file's bytes be followed by their sum, which SQLite takes no notice of, and sync it."""
    with open(path, "r+b") as file:
        if os.stat(path).st_size <= _SMALL:
            file.write(_sum(file.read()))
        file.flush()
        os.fsync(file.fileno())


def _sum(content: bytes) -> bytes:
    return b"%08x" % crc32(content)
