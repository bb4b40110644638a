"""The ledger folded row by row, so that a question reads only what is recorded of the rows that it asks for.

Of most rows it reads no more than the marks that decide their states, unless it is asked what happened. A ledger
grows at its end. What was folded is kept in the cache with a hash of the bytes it was folded from; as long as
the ledger begins with these, only what came after is read line by line. Once that is much, all is folded anew. Where a
line is no record, or nothing can be kept, the ledger is read whole.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from gkplan.ledger.account import Ledger
from gkplan.ledger.decode import Told, outlined, told
from gkplan.ledger.journal import content_of
from gkplan.ledger.record import BadRecordError
from gkplan.query import sealed
from gkplan.query.damaged import DamagedError

if TYPE_CHECKING:
    from gkplan.query.snapshot import Snapshot

FORMAT = 2
"""The version of the tables and of what stands in them."""
_WHAT = "-ledger"
_TAIL = 1 << 16
"""How many bytes may follow what was folded, or a quarter of that, before all is folded anew."""
_MOVING = frozenset({"set-due", "extend", "event", "undo"})
"""What may give an occurrence another day."""
_TABLES = (
    "CREATE TABLE folded (origin TEXT, format INTEGER, length INTEGER, digest TEXT)",
    "CREATE TABLE touched (row PRIMARY KEY, moving, last, doubted, deciding BLOB, lines BLOB)",
)

Rows = dict[str, list[Told]]
"""What is told of each row, in order."""
Doubts = Callable[[Ledger, Collection[str]], Iterable[str]]
"""The ids of the records of some rows that no longer fit the plan, by a ledger."""


class Recorded(Protocol):
    """What is recorded of a plan up to a day."""

    def touches(self, row: str) -> bool:
        """Whether anything is recorded of a row, be it taken back."""

    def moving(self) -> Collection[str]:
        """The rows of which something is recorded that may give an occurrence another day."""

    def ledger(self, rows: Iterable[str], *, history: bool = False) -> Ledger:
        """The ledger, at least as far as states depend on what it says of some rows; with `history`, all it says."""

    def doubted(self, doubts: Doubts) -> int:
        """How many records no longer fit the plan."""


class Whole:
    """What is recorded, by a ledger that was read whole."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._rows = frozenset(ledger.rows())

    def touches(self, row: str) -> bool:
        """As `Recorded` says."""
        return row in self._rows

    def moving(self) -> Collection[str]:
        """As `Recorded` says."""
        return [row for row in self._rows if self._ledger.others_of(row)]

    def ledger(self, rows: Iterable[str], *, history: bool = False) -> Ledger:  # noqa: ARG002 - it holds all rows
        """As `Recorded` says."""
        return self._ledger

    def doubted(self, doubts: Doubts) -> int:
        """As `Recorded` says."""
        return len(frozenset(doubts(self._ledger, self._rows))) if self._rows else 0


class Folded:
    """What is recorded, by what was folded and the lines that came after it."""

    def __init__(self, place: str, tables: sqlite3.Connection, tail: Iterable[Told], today: date) -> None:
        self._place = place
        self._tables = tables
        self._today = today
        self._tail = _by_row(tail)

    def close(self) -> None:
        """Let go of the file; nothing can be asked any more."""
        self._tables.close()

    def touches(self, row: str) -> bool:
        """As `Recorded` says."""
        return row in self._tail or bool(self._all("SELECT 1 FROM touched WHERE row = ?", row))

    def moving(self) -> Collection[str]:
        """As `Recorded` says."""
        moved = {row for row, lines in self._tail.items() if _moves(lines)}
        return moved.union(row for (row,) in self._all("SELECT row FROM touched WHERE moving"))

    def ledger(self, rows: Iterable[str], *, history: bool = False) -> Ledger:
        """As `Recorded` says."""
        return Ledger(outlined(b"".join(text for row in rows for text in self._lines(row, history))), self._today)

    def doubted(self, doubts: Doubts) -> int:
        """As `Recorded` says; of rows with nothing new, and nothing dated after the day, it is known."""
        day = self._today.isoformat()
        anew = {*self._tail, *(row for (row,) in self._all("SELECT row FROM touched WHERE last > ?", day))}
        known = self._all("SELECT row, doubted FROM touched WHERE doubted AND last <= ?", day)
        left: int = sum(count for row, count in known if row not in anew)
        return left + (len(frozenset(doubts(self.ledger(anew), anew))) if anew else 0)

    def _lines(self, row: str, history: bool) -> Iterator[bytes]:
        """What is recorded of a row; only what decides states, where nothing new and no other day may change that."""
        new = self._tail.get(row, ())
        query = "SELECT CASE WHEN ? OR last > ? THEN lines ELSE deciding END FROM touched WHERE row = ?"
        yield from (found for (found,) in self._all(query, history or bool(new), self._today.isoformat(), row))
        yield from (each.text for each in new)

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._tables.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise DamagedError(self._place) from error


def folded(path: Path, snapshot: Snapshot, today: date, doubts: Doubts) -> Folded | None:
    """What is recorded in a ledger's file, folded as far as it was before; None where it must be read whole.

    Raises `OSError` where the file can't be read.
    """
    content, place = content_of(path), sealed.place_of(str(path), _WHAT)
    if place is None or not content.endswith(b"\n"):
        return None
    try:
        if found := _opened(place, snapshot, content, today):
            return found
        rows = _by_row(told(content))
        made = sealed.write(place, str(path), lambda tables, _now: _fill(tables, snapshot, content, rows, doubts))
        return _opened(place, snapshot, content, today) if made else None
    except (OSError, sqlite3.Error, BadRecordError):
        return None


def _opened(place: str, snapshot: Snapshot, content: bytes, today: date) -> Folded | None:
    """What was folded, if the ledger begins with what it was folded from and not much comes after."""
    try:
        tables = sealed.opened(place)
    except OSError:
        return None
    if tables is None:
        return None
    with ExitStack() as unless_it_fits:
        unless_it_fits.callback(tables.close)
        origin, format_, length, digest = tables.execute("SELECT origin, format, length, digest FROM folded").fetchone()
        fits = (origin, format_) == (snapshot.origin, FORMAT) and 0 <= len(content) - length <= max(_TAIL, length // 4)
        if fits and digest == _digest(content[:length]):
            found = Folded(place, tables, told(content[length:]), today)
            unless_it_fits.pop_all()
            return found
    return None


def _fill(tables: sqlite3.Connection, snapshot: Snapshot, content: bytes, rows: Rows, doubts: Doubts) -> bool:
    for statement in _TABLES:
        tables.execute(statement)
    said = (snapshot.origin, FORMAT, len(content), _digest(content))
    tables.execute("INSERT INTO folded VALUES (?, ?, ?, ?)", said)
    ledger = Ledger(outlined(content))
    doubted = frozenset(doubts(ledger, rows))
    counts = Counter(record.row for record in ledger.written if record.id in doubted) if doubted else Counter[str]()
    tables.executemany(
        "INSERT INTO touched VALUES (?, ?, ?, ?, ?, ?)",
        (
            (row, _moves(lines), max(each.on for each in lines), counts[row], *_texts(lines, ledger.superseded(row)))
            for row, lines in rows.items()
        ),
    )
    return True


def _texts(lines: Collection[Told], superseded: Container[str]) -> tuple[bytes, bytes]:
    """The lines that decide states, and all lines."""
    deciding = (each.text for each in lines if each.id not in superseded)
    return b"".join(deciding), b"".join(each.text for each in lines)


def _by_row(lines: Iterable[Told]) -> Rows:
    rows: Rows = {}
    for each in lines:
        rows.setdefault(each.row, []).append(each)
    return rows


def _moves(lines: Iterable[Told]) -> bool:
    return any(each.do in _MOVING for each in lines)


def _digest(content: bytes) -> str:
    from hashlib import sha256

    return sha256(content).hexdigest()
