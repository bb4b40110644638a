"""A question put to a snapshot, narrowed to the rows that may answer it before any of them is made a record again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from gkplan.query.snapshot import Snapshot

if TYPE_CHECKING:
    from datetime import date

    from gkplan.ledger.account import Ledger
    from gkplan.plan.model import Plan
    from gkplan.query.book import Book
    from gkplan.query.filters import Filters
    from gkplan.query.folded import Recorded


class Asking(NamedTuple):
    """A unit that asks: its name, whom it stands for, its groups, and which of these are open."""

    name: str
    owing: frozenset[str]
    groups: tuple[str, ...]
    open_groups: frozenset[str]


class Narrow:
    """A question to a snapshot, as of a day and up to another. `file` is how answers name the plan.

    `recorded` is told once it is known; None where nothing was ever recorded.
    """

    def __init__(  # noqa: PLR0913 - all that a question is made of
        self,
        snapshot: Snapshot,
        file: str,
        filters: Filters,
        *,
        today: date,
        until: date | None = None,
        unit: Asking | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.filters = filters
        self.today = today
        self.until = max(today, until or today)
        self.unit = unit
        self._file = file
        self.recorded: Recorded | None = None

    def book(self, rows: Collection[int], *, history: bool = False) -> Book:
        """Some rows as they stand for the unit that asks, by their numbers; with all their `history`, where asked."""
        from gkplan.query.excerpt import part

        plan = part(self.snapshot, rows, () if self.unit is None else (self.unit.name,))
        return self._book_of(plan, history=history, whole=False)

    def whole_book(self) -> Book:
        """The whole plan as it stands, where no unit asks."""
        from gkplan.query.excerpt import whole

        return self._book_of(whole(self.snapshot), history=False, whole=True)

    def _book_of(self, plan: Plan, *, history: bool, whole: bool) -> Book:
        from gkplan.ledger.account import Ledger
        from gkplan.query.book import Book

        asking = None if self.unit is None else next(each for each in plan.units if each.name == self.unit.name)
        ids = (row.id for row in plan.rows())
        ledger = Ledger() if self.recorded is None else self.recorded.ledger(ids, history=history)
        return Book(plan, self._file, self.today, ledger=ledger, until=self.until, unit=asking, whole=whole)

    def units_book(self) -> Book:
        """Every unit, and no row."""
        from gkplan.query.book import Book
        from gkplan.query.excerpt import units_alone

        return Book(units_alone(self.snapshot), self._file, self.today, whole=False)

    def doubts(self, ledger: Ledger, rows: Collection[str]) -> frozenset[str]:
        """The ids of the records of some rows that no longer fit the plan, by a ledger."""
        from gkplan.query.book import Book
        from gkplan.query.excerpt import part

        plan = part(self.snapshot, numbered(self.snapshot, rows).values())  # what is not in it is not in the whole plan
        return Book(plan, self._file, self.today, ledger=ledger, until=self.until).doubted

    def touched(self, rows: Iterable[tuple[int, str]]) -> set[int]:
        """Of some rows, by number and id, the numbers of those of which anything is recorded."""
        recorded = self.recorded
        return set() if recorded is None else {number for number, id_ in rows if recorded.touches(id_)}

    def moving(self) -> set[int]:
        """The numbers of the rows, as far as they may be asked for, that a record may have given another day."""
        return set() if self.recorded is None else set(self.kept(self.recorded.moving()).values())

    def source(self) -> tuple[str, Sequence[object]]:
        """The rows that the unit may owe, as a table `i`; `via` is 1 where it owes one through a group alone."""
        if self.unit is None:
            return "(SELECT *, 0 AS via FROM item) i", ()
        marks = ",".join("?" * (1 + len(self.unit.groups)))
        named = (
            "SELECT row, min(name <> ?) AS via FROM named JOIN unit u ON u.no = named.unit"
            f" WHERE NOT assisting AND name IN ({marks}) GROUP BY row"
        )
        table = f"(SELECT m.via, item.* FROM ({named}) m CROSS JOIN item ON item.no = m.row) i"
        return table, (self.unit.name, self.unit.name, *self.unit.groups)

    def conditions(self, *, kinds: bool = False) -> tuple[str, list[object]]:
        """What the filters ask of rows, and of rules `r` where their kinds are asked; states are the book's to ask."""
        said, values = ["1"], list[object]()
        if self.filters.tasks:
            said.append(f"i.task IN ({','.join('?' * len(self.filters.tasks))})")
            values += self.filters.tasks
        if self.filters.grep:
            said.append("instr((SELECT words FROM text WHERE text.no = i.no), ?)")
            values.append(self.filters.grep)
        if kinds and self.filters.kinds:
            said.append(f"r.kind IN ({','.join('?' * len(self.filters.kinds))})")
            values += self.filters.kinds
        return " WHERE " + " AND ".join(said), values

    def rows(self) -> set[int]:
        """The numbers of the rows that the filters keep and the unit may owe."""
        source, values = self.source()
        where, more = self.conditions()
        return {number for (number,) in self.snapshot.lines(f"SELECT i.no FROM {source}{where}", *values, *more)}

    def kept(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of the rows of some ids, of those that the filters keep and the unit may owe."""
        source, values = self.source()
        where, more = self.conditions()
        query = f"SELECT 1 FROM {source}{where} AND i.no = ?"
        numbers = numbered(self.snapshot, ids)
        return {id_: each for id_, each in numbers.items() if self.snapshot.line(query, *values, *more, each)}


def numbered(snapshot: Snapshot, ids: Iterable[str]) -> dict[str, int]:
    """The numbers of the rows of some ids, as far as there are such rows."""
    found: dict[str, int] = {}
    for id_ in ids:
        task, _point, item = id_.partition(".")
        if task.isdecimal() and item.isdecimal() and f"{int(task)}.{int(item)}" == id_:
            line = snapshot.line("SELECT no FROM item WHERE task = ? AND item = ?", int(task), int(item))
            found |= {} if line is None else {id_: line[0]}
    return found


def asking(snapshot: Snapshot, words: str) -> Asking | None:
    """The unit that words name in full, by an alias, a full name or pinyin initials, if it is just one."""
    words = words.strip()
    number = _exactly_named(snapshot, words)
    query = "SELECT u.name, f.owing, u.groups FROM unit u LEFT JOIN unfolded f ON f.name = u.name WHERE u.no = ?"
    line = snapshot.line(query, number)
    if line is None:
        return None
    with snapshot.sound():
        name, groups = line[0], json.loads(line[2])
        owing = json.loads(line[1]) if line[1] else [name]
    opened = [group for group in groups if snapshot.line("SELECT 1 FROM unit WHERE name = ? AND open", group)]
    return Asking(name, frozenset(owing), tuple(groups), frozenset(opened))


def _exactly_named(snapshot: Snapshot, words: str) -> int | None:
    """The number of the one unit of the first tier that has any: name, alias, full name, initials."""
    if line := snapshot.line("SELECT no FROM unit WHERE name = ?", words):
        return int(line[0])
    query = "SELECT tier, unit FROM known WHERE name = ? AND tier < 3 UNION ALL SELECT tier, unit FROM known WHERE"
    known = sorted(snapshot.lines(f"{query} name = ? AND tier = 3", words, words.lower()))
    first = [unit for tier, unit in known if tier == known[0][0]]
    return int(first[0]) if len(first) == 1 else None
