"""The compiled plan on disk: found where it can be trusted, made anew where it can't, and never needed.

It is trusted where nobody has touched it (`sealed`), and where it was compiled by this very gkplan and this calendar of
working days from this very file: the plan's device, inode, size and times are those that were noted before it was
read. Where a change could have left these as they are, since it came within the clock's grain of the reading, a hash of
the bytes decides (git calls such a file racy).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.machinery import PathFinder
from typing import Any, NamedTuple

from gkplan import SCHEMA, WORKDAYS, __version__
from gkplan.query import sealed
from gkplan.query.damaged import DamagedError

FORMAT = 4
"""The version of the tables and of what stands in them."""
_GRAIN = 2 * sealed.SECOND
"""How long after a change another may have the same time: the coarsest file systems count in 2 s."""
_HASHED = os.name == "nt"  # there a file's third time is when it was made: what keeps the second is not seen to change
_CHUNK = 1 << 20
_HOME = os.path.dirname(os.path.dirname(__file__))
_MAKERS = (
    "calendar/period.py",
    "calendar/workdays.py",
    "deadline/occurrences.py",
    "plan/pack.py",
    "plan/schedule.py",
    "plan/units.py",
    "query/compiled.py",
    "query/fragments.py",
    "query/owing.py",
)

Line = tuple[Any, ...]


class Origin(NamedTuple):
    """What a snapshot is made from: the plan and what compiles it, as they are on disk, and when they last changed."""

    files: str
    newest: int


class Snapshot:
    """A compiled plan that is trusted; `origin` says what it was made from."""

    def __init__(self, path: str, tables: sqlite3.Connection, origin: str) -> None:
        self.path = path
        self.origin = origin
        self._tables = tables

    def close(self) -> None:
        """Let go of the file; nothing can be asked any more."""
        self._tables.close()

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


def find(plan: str, year: int, *, made: bool = False) -> Snapshot | None:
    """The snapshot of a plan's file with open ends unrolled up to a year, if there is one that can be trusted.

    `made`: it was made this instant.
    """
    path = sealed.place_of(plan)
    if path is None:
        return None
    try:
        return _trusted(path, plan, year, made=made)
    except (OSError, sqlite3.Error, ValueError, TypeError):
        return None


def make(plan: str, compile_: Callable[[sqlite3.Connection], bool]) -> bool:
    """Make a plan's snapshot anew: `compile_` fills the tables, and says whether they may be kept.

    False where they may not, or where there is no room for it: nothing is left behind then.
    """
    path = sealed.place_of(plan)
    if path is None:
        return False

    def fill(tables: sqlite3.Connection, now: int) -> bool:
        origin = _origin(plan)
        digest = _digest(plan) if _HASHED or origin.newest >= now - _GRAIN else None
        if not compile_(tables):
            return False
        if digest and not _HASHED and _is_old(origin, path) and digest == _digest(plan):
            digest = None  # it took so long that a change would show by now
        tables.execute("CREATE TABLE origin (files TEXT, digest TEXT)")
        tables.execute("INSERT INTO origin VALUES (?, ?)", (origin.files, digest))
        return _origin(plan) == origin

    try:
        return sealed.write(path, plan, fill)
    except (OSError, sqlite3.Error):
        return False


def _trusted(path: str, plan: str, year: int, *, made: bool) -> Snapshot | None:
    tables = sealed.opened(path, written=made)
    if tables is None:
        return None
    with ExitStack() as unless_trusted:
        unless_trusted.callback(tables.close)
        files, digest, horizon = tables.execute("SELECT files, digest, horizon FROM origin, plan").fetchone()
        origin = _origin(plan)
        if files == origin.files and horizon >= year and (digest is None or _still(digest, plan, path, origin)):
            unless_trusted.pop_all()
            return Snapshot(path, tables, files)
    return None


def _still(digest: str, plan: str, path: str, origin: Origin) -> bool:
    """Whether a plan that was written just before it was compiled still says the same; asked only for so long."""
    return (_HASHED or not _is_old(origin, path)) and digest == _digest(plan)


def _is_old(origin: Origin, path: str) -> bool:
    """Whether a change from now on would show in a file's times, by the clock of the place that snapshots lie in."""
    return origin.newest < sealed.now_at(path) - _GRAIN


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
