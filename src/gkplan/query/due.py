"""What falls due, answered from a snapshot: as JSON text where nothing is recorded of a row, by the book elsewhere.

Where nothing is recorded, an occurrence's state depends on the day alone, so its record is joined from what was written
when the plan was compiled (`fragments`). The rows that the ledger names, and the few whose ids depend on how far open
ends are unrolled, are made again as records and asked as ever.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property, lru_cache
from heapq import merge
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from gkplan.ledger.states import CLOSED, Sight
from gkplan.query.fragments import Moment, day_of, joined
from gkplan.query.narrow import Narrow
from gkplan.query.owing import obligors
from gkplan.query.snapshot import Line
from gkplan.query.window import Asked, Window

if TYPE_CHECKING:
    from gkplan.query.book import Book
    from gkplan.query.filters import Filters
    from gkplan.query.records import OccurrenceRecord

Order = tuple[str, int, int, int, str]
"""What occurrences are sorted by: due day, task, item, rule, and the name in its row."""
Place = tuple[bool, int]
"""What rows are sorted by: whether a unit owes one through a group alone, and the row's number."""
_KEPT = 4_096
"""How many lists of units are kept in mind: a plan of a million rows has more than memory should hold."""
_UNDATED = "~"
_DUE = 4
_DATES = 'o.key, o.period, o.start, o."end", o.due, o.alt, o.overdue_after, o.act_by, o.estimated'


class Found(NamedTuple):
    """What falls due, as records or their JSON text, and the ids of the rows in force and of those that wait."""

    occurrences: Iterable[str | OccurrenceRecord]
    in_force: Iterable[str]
    undated: Iterable[str]


class DueQuery:
    """A question to a snapshot: what falls due, as of a day."""

    def __init__(self, narrow: Narrow, asked: Asked) -> None:
        self._narrow = narrow
        self._ask = narrow.snapshot.lines
        self._unit = narrow.unit
        self._filters = narrow.filters
        self._asked = asked
        self._today = narrow.today.isoformat()
        issued, soon, year = narrow.snapshot.line("SELECT issued, soon, year FROM plan") or (None, 0, 0)
        self._until = max(narrow.until.year, year or 0)
        self._sight = Sight(narrow.today, issued and date.fromisoformat(issued), soon)
        self._owed = f"coalesce(r.units, {'i.obligors' if self._unit is None else 'i.units'})"
        self._of = lru_cache(_KEPT)(self._count)

    def occurrences(self, without: Container[int]) -> Iterator[tuple[Order, str]]:
        """The occurrences of all rows but some and the hard ones, as JSON text, in order."""
        moment = cache(self._moment)
        for row, task, item, rule, number, *dates, owed, head, faces in self._lines():
            at = moment(number, *dates)
            if at is not None and row not in without and (of := self._of(owed)) is not None:
                order = (dates[_DUE] or _UNDATED, task, item, rule, dates[0])
                yield order, joined(f"{task}.{item}", head, faces.split("\0", rule)[rule - 1], at, of)

    def rows(self, *, hard: bool) -> Iterator[tuple[int, str]]:
        """The hard rows, or the others, that may have an occurrence which is asked for, by number and id."""
        found, values = self._found(hard=hard)
        query = f"SELECT DISTINCT s.row, s.task, s.item FROM ({found}) s"
        return ((row, f"{task}.{item}") for row, task, item in self._ask(query, *values))

    def in_force(self) -> Iterator[tuple[Place, str]]:
        """The ids of the rows in force on the day as far as no record ends it, with their places in the answer."""
        source, values = self._narrow.source()
        where, more = self._narrow.conditions()
        query = (
            f"SELECT i.no, i.task, i.item, i.via, {self._owed} FROM {source}"
            " CROSS JOIN rule r ON r.row = i.no AND r.kind = 'standing' CROSS JOIN occurrence o ON o.shape = r.shape"
            f'{where} AND (o.start IS NULL OR o.start <= ?) AND (o."end" IS NULL OR o."end" >= ?)'
            " AND (o.year IS NULL OR o.year <= ?) ORDER BY i.via, i.no"
        )
        last = None
        for row, task, item, via, owed in self._ask(query, *values, *more, self._today, self._today, self._until):
            if row != last and self._of(owed) is not None:
                last = row
                yield (via, row), f"{task}.{item}"

    def undated(self) -> Iterator[str]:
        """The ids of the rows in which something waits for a date, whatever is recorded of them."""
        source, values = self._narrow.source()
        where, more = self._narrow.conditions()
        query = f"SELECT i.task, i.item FROM {source}{where} AND i.undated ORDER BY i.via, i.no"
        return (f"{task}.{item}" for task, item in self._ask(query, *values, *more))

    def _lines(self) -> Iterator[Line]:
        """Row, task, item, rule, occurrence, dates, who owes, and the texts, of what window and filters may keep."""
        found, values = self._found(hard=False)
        query = (
            "SELECT s.*, t.head, t.faces FROM ("
            f"{found} ORDER BY o.due IS NULL, o.due, i.task, i.item, r.no, o.key LIMIT -1) s"  # a limit keeps the order
            " CROSS JOIN text t ON t.no = s.row"
        )
        return self._ask(query, *values)

    def _found(self, *, hard: bool) -> tuple[str, Sequence[object]]:
        """The query for all that the window and the filters may keep of the hard rows, or of the others."""
        source, values = self._narrow.source()
        where, more = self._narrow.conditions(kinds=True)
        window, most = self._window()
        joins = (
            f"{source} CROSS JOIN rule r ON r.row = i.no CROSS JOIN occurrence o ON o.shape = r.shape"
            if hard or self._unit
            else f"occurrence o CROSS JOIN rule r ON r.shape = o.shape CROSS JOIN {source} ON i.no = r.row"
        )
        query = (
            f"SELECT i.no AS row, i.task, i.item, r.no AS rule, o.no, {_DATES}, {self._owed} FROM {joins}{where}"
            f" AND {window} AND {'' if hard else 'NOT '}i.hard AND (o.year IS NULL OR o.year <= ?)"
        )
        return query, (*values, *more, *most, self._until)

    def _window(self) -> tuple[str, Sequence[object]]:
        """What is asked of an occurrence's days, or a little less: `_kept` has the last word."""
        start, end = self._asked.window
        first = "" if start is None or self._asked.which != "all" else start.isoformat()
        last = self._today if self._asked.which == "overdue" else _UNDATED if end is None else end.isoformat()
        said, values = "o.due BETWEEN ? AND ?", [first, last]
        if "standing" not in self._filters.kinds:
            return said, values
        return f"({said} OR o.due IS NULL)", values

    def _moment(self, _number: int, *dates: str | None) -> Moment | None:
        """What an occurrence says on the day, None where it is not asked for."""
        at = Moment(dates, self._sight)
        return at if self._kept(at, dates) else None

    def _kept(self, at: Moment, dates: Sequence[str | None]) -> bool:
        states, which = self._filters.states, self._asked.which
        if states and at.state not in states:
            return False
        window, due = self._asked.window, dates[_DUE]
        within = window.touches(*map(day_of, dates[2:4])) if due is None else day_of(due) in window
        if which == "open":
            return at.state not in CLOSED and (at.state == "overdue" or within)
        return within and (which == "all" or at.state == "overdue")

    def _count(self, owed: int | str) -> int | None:
        """How many obligors owe what falls on some units, of those that are the asking unit's; None where none is.

        Where no unit asks, it is known but for a rule's own units.
        """
        if isinstance(owed, int):
            return owed
        with self._narrow.snapshot.sound():
            names = json.loads(owed)
            closed = {name: json.loads(self._closed[name]) for name in names if name in self._closed}
        owing = obligors(names, closed)
        if self._unit is None:
            return len(owing)
        return len(owing & self._unit.owing) or len(owing & self._unit.open_groups) or None

    @cached_property
    def _closed(self) -> dict[str, str]:
        """The closed groups, and whom each stands for: all told, so that no such group is among them."""
        return dict(self._ask("SELECT name, owing FROM unfolded"))


def found(narrow: Narrow, asked: Asked) -> Found:
    """What falls due."""
    query = DueQuery(narrow, asked)
    recorded = _recorded(narrow, query)
    occurrences: Iterator[tuple[Order, str | OccurrenceRecord]] = query.occurrences(recorded)
    told = recorded.union(number for number, _id in query.rows(hard=True))
    book = narrow.book(told) if told else None
    if book is not None:
        occurrences = merge(occurrences, _told(book, asked, narrow.filters), key=_place)
    return Found(map(_said, occurrences), _in_force(query, recorded, book), query.undated())


def for_page(narrow: Narrow, asked: Asked) -> tuple[Book, Found]:
    """A book that holds what falls due, and beside it the ids of the rows in force and of those that wait."""
    query = DueQuery(narrow, asked)
    recorded = _recorded(narrow, query)
    book = narrow.book(recorded.union(number for hard in (False, True) for number, _id in query.rows(hard=hard)))
    return book, Found((), _in_force(query, recorded, book), query.undated())


def rows_due(narrow: Narrow, window: Window) -> set[int]:
    """The numbers of the rows that may have an occurrence in a window, as far as they may be asked for."""
    query = DueQuery(narrow, Asked(window))
    return narrow.moving().union(number for hard in (False, True) for number, _id in query.rows(hard=hard))


def _recorded(narrow: Narrow, query: DueQuery) -> frozenset[int]:
    """The rows that may be asked for and of which something is recorded, which the book must answer for."""
    if narrow.recorded is None:
        return frozenset()
    standing = ((number, id_) for (_via, number), id_ in query.in_force())
    return frozenset(narrow.moving() | narrow.touched(chain(query.rows(hard=False), standing)))


def _in_force(query: DueQuery, recorded: frozenset[int], book: Book | None) -> Iterator[str]:
    """The ids of the rows in force; of recorded ones the book knows. No record brings a row into force."""
    ended = set() if book is None else {entry.row.id for entry in book.entries if not entry.in_force}
    return (id_ for (_via, number), id_ in query.in_force() if number not in recorded or id_ not in ended)


def _told(book: Book, asked: Asked, filters: Filters) -> Iterator[tuple[Order, OccurrenceRecord]]:
    from gkplan.query.fields import occurrence_record
    from gkplan.query.select import selected

    for each in selected(asked, book.tallies(), filters):
        of = each.occurrence
        due = _UNDATED if of.due is None else of.due.isoformat()
        order = (due, of.row.task, of.row.item, of.rule_no, of.id.partition("@")[2])
        yield order, occurrence_record(each, book.today)


def _place(pair: tuple[Order, object]) -> Order:
    return pair[0]


def _said(pair: tuple[object, Any]) -> Any:
    return pair[1]
