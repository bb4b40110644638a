"""The compiled plan on disk: found where it can be trusted, made anew where it can't, and never needed.

One file a plan lies under `$XDG_CACHE_HOME/gkplan` (else `~/.cache/gkplan`) and may be deleted at any time. It is
trusted only where all of this holds:

- it was compiled by this very gkplan and this calendar of working days, from this very file: the plan's device, inode,
  size and times are those that were noted before it was read. Where a change could have left these as they are, since
  it came within the clock's grain of the reading, a hash of the bytes decides (git calls such a file racy);
- nobody has written to it since: it says itself which time of change it was given at the end, its seal.

It is written beside its place, synced, sealed and only then renamed into place; nothing ever writes to it again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from importlib.machinery import PathFinder
from typing import Any, NamedTuple
from zlib import crc32

from gkplan import SCHEMA, __version__
from gkplan.query.damaged import DamagedError, forget

FORMAT = 1
"""The version of the tables and of what stands in them."""
WORKDAYS = "workdays.yaml"
"""What the file of working days beside a plan is called."""
_GRAIN = 2_000_000_000
"""How long after a change, in nanoseconds, another may have the same time: the coarsest file systems count in 2 s."""
_SECOND = 1_000_000_000
_HASHED = os.name == "nt"  # there a file's third time is when it was made: what keeps the second is not seen to change
_STALE = 3_600 * _SECOND
_CHUNK = 1 << 20
_SUFFIX = ".sqlite"
_HOME = os.path.dirname(os.path.dirname(__file__))
_MAKERS = (
    "calendar/period.py",
    "calendar/workdays.py",
    "deadline/occurrences.py",
    "plan/pack.py",
    "plan/schedule.py",
    "query/compiled.py",
    "query/fragments.py",
)

Line = tuple[Any, ...]


class Origin(NamedTuple):
    """What a snapshot is made from: the plan and what compiles it, as they are on disk, and when they last changed."""

    files: str
    newest: int


class Snapshot:
    """A compiled plan that is trusted."""

    def __init__(self, path: str, tables: sqlite3.Connection) -> None:
        self.path = path
        self._tables = tables

    def lines(self, query: str, *values: object) -> Iterator[Line]:
        """The lines that a query gives; `DamagedError` where the file proves to be no sound database."""
        with self.sound():
            yield from self._tables.execute(query, values)

    def line(self, query: str, *values: object) -> Line | None:
        """The first line that a query gives, if any."""
        return next(self.lines(query, *values), None)

    @contextmanager
    def sound(self) -> Iterator[None]:
        """What goes wrong with what stands in the file is its damage, and raised as that."""
        try:
            yield
        except (sqlite3.Error, ValueError, TypeError, LookupError) as error:
            raise DamagedError(self.path) from error


def find(plan: str, year: int) -> Snapshot | None:
    """The snapshot of a plan's file with open ends unrolled up to a year, if there is one that can be trusted."""
    path = place_of(plan)
    if path is None:
        return None
    try:
        return _trusted(path, plan, year)
    except (OSError, sqlite3.Error, ValueError, TypeError):
        return None


def make(plan: str, compile_: Callable[[sqlite3.Connection], bool]) -> bool:
    """Make a plan's snapshot anew: `compile_` fills the tables, and says whether they may be kept.

    False where they may not, or where there is no room for it: nothing is left behind then.
    """
    path = place_of(plan)
    if path is None:
        return False
    try:
        with _new_file(path) as new:
            if not _filled(new, path, plan, compile_):
                return False
        _sweep(os.path.dirname(path))
    except (OSError, sqlite3.Error):
        return False
    return True


def place_of(plan: str) -> str | None:
    """Where the snapshot of a plan's file is, or would be; None where there is no home for caches."""
    if not os.path.isfile(plan):  # a pipe is read once
        return None
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    if not os.path.isabs(home):  # the specification of XDG tells to take no notice of such a one
        return None
    whole = os.path.abspath(plan)
    stem = "".join(each if each.isalnum() else "-" for each in os.path.basename(plan))[:40]
    return os.path.join(home, "gkplan", f"{stem}-{crc32(os.fsencode(whole)):08x}{_SUFFIX}")


def _trusted(path: str, plan: str, year: int) -> Snapshot | None:
    stamp = os.stat(path)
    tables = _connected(path)
    snapshot = Snapshot(path, tables)
    files, digest, seal, horizon = tables.execute("SELECT files, digest, seal, horizon FROM origin, plan").fetchone()
    origin = _origin(plan)
    if seal * _SECOND != stamp.st_mtime_ns or files != origin.files or horizon < year:
        return None
    if digest is None:
        return snapshot
    grown_old = not _HASHED and origin.newest < _now(path) - _GRAIN
    return None if grown_old or digest != _digest(plan) else snapshot


def _connected(path: str) -> sqlite3.Connection:
    """The database of a file that nobody writes to."""
    escaped = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return sqlite3.connect(f"file:{escaped}?mode=ro&immutable=1", uri=True)


def _sweep(folder: str) -> None:
    """Remove the snapshots of plans that are no more."""
    with os.scandir(folder) as files:
        snapshots = [each.path for each in files if each.name.endswith(_SUFFIX)]
    for path in snapshots:
        with suppress(sqlite3.Error, TypeError), closing(_connected(path)) as tables:
            (plan,) = tables.execute("SELECT plan FROM origin").fetchone()
            if not os.path.exists(plan):
                forget(path)


def _filled(new: str, path: str, plan: str, compile_: Callable[[sqlite3.Connection], bool]) -> bool:
    now = os.stat(new).st_mtime_ns
    origin = _origin(plan)
    digest = _digest(plan) if _HASHED or origin.newest >= now - _GRAIN else None
    tables = sqlite3.connect(new, isolation_level=None)
    try:
        for said in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN"):
            tables.execute(said)
        tables.execute("CREATE TABLE origin (plan TEXT, files TEXT, digest TEXT, seal INTEGER)")
        if not compile_(tables) or _origin(plan) != origin:
            return False
        seal = now // _SECOND // 2 * 2  # a time that every file system can keep
        tables.execute("INSERT INTO origin VALUES (?, ?, ?, ?)", (os.path.abspath(plan), origin.files, digest, seal))
        tables.execute("COMMIT")
    finally:
        tables.close()
    _synced(new)
    os.utime(new, ns=(seal * _SECOND, seal * _SECOND))
    os.replace(new, path)
    return True


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


def _now(path: str) -> int:
    """What time it is for the file system that snapshots lie on; 0 where it can't be written to."""
    try:
        with _new_file(path) as new:
            return os.stat(new).st_mtime_ns
    except OSError:
        return 0


def _origin(plan: str) -> Origin:
    beside = os.path.join(os.path.dirname(plan), WORKDAYS)
    calendar = PathFinder.find_spec("chinese_calendar")
    days = os.path.join(os.path.dirname((calendar and calendar.origin) or ""), "constants.py")
    stamps = [_stamp(plan), _stamp(beside), _stamp(days)]
    stamps += [_stamp(os.path.join(_HOME, maker)) for maker in _MAKERS]
    said = [f"{__version__} {SCHEMA} {FORMAT} {os.path.abspath(plan)}"]
    said += [" ".join(map(str, stamp)) for stamp in stamps]
    return Origin("\n".join(said), max((*stamps[0][-2:], *stamps[1][-2:])))


def _stamp(path: str) -> tuple[int, ...]:
    """What a file is on disk: device, inode, size, and the times of its last change; of no file, noughts."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return (0, 0)
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _digest(plan: str) -> str:
    """A hash of what the plan and the working days beside it say."""
    from hashlib import sha256

    found = sha256()
    for path in (plan, os.path.join(os.path.dirname(plan), WORKDAYS)):
        with suppress(FileNotFoundError), open(path, "rb") as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
        found.update(b"\0")
    return found.hexdigest()


def _synced(path: str) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
