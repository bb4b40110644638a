"""A plan compiled for questions: an SQLite file with every row, the dates of every rule, and who is named where.

What depends on the plan alone stands here ready to be answered with; what depends on the day or on the ledger is
worked out at the question. A rule's occurrences depend on its dates, not on its words, so rules with equal dates share
a `shape`, and a million rows have a few thousand shapes. Days are ISO text, whose order is that of time.

    plan        one line: what the plan says of itself, and up to which year open ends are unrolled (`horizon`)
    unit        the units in order, and the groups each is in; `known`: its other names
    unfolded    the closed groups, and who owes in the stead of each
    item        the rows in the order of the table, and how many obligors owe each; `hard`: their ids depend on how far
                open ends are unrolled
    text        each row's words: `head` as its occurrences show them in JSON, `faces` what those of each rule show,
                `words` as they are searched, `data` as records are made from them; between several stands a nought,
                which nobody can type
    named       which row names which unit, `assisting` or not
    rule        each row's rules
    occurrence  the occurrences of each shape; `year` where an open end must be unrolled that far for it to be
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from gkplan.deadline.rules import Recurring, Rule, Standing, dates_in
from gkplan.plan.model import Plan, Row, Unit
from gkplan.plan.pack import pack_head, pack_names, pack_row, pack_unit
from gkplan.plan.roster import names_of
from gkplan.plan.schedule import Dates, dates_of
from gkplan.plan.units import UnitBook
from gkplan.query.filters import searched
from gkplan.query.fragments import faces, head
from gkplan.query.owing import obligors

UNDATED = frozenset({"event", "directive", "irregular", "none"})
"""The kinds that wait for an event, an authority or a person to give them a date."""
_FLUSH = 500
_SHAPES_KEPT, _DATES_KEPT = 20_000, 100_000

TABLES = """
CREATE TABLE plan (head TEXT, id TEXT, title TEXT, year INTEGER, issued TEXT, soon INTEGER, horizon INTEGER);
CREATE TABLE unit (no INTEGER PRIMARY KEY, name TEXT, groups TEXT, open INTEGER, data TEXT);
CREATE TABLE unfolded (name TEXT PRIMARY KEY, owing TEXT) WITHOUT ROWID;
CREATE TABLE known (name TEXT, tier INTEGER, unit INTEGER, PRIMARY KEY (name, tier, unit)) WITHOUT ROWID;
CREATE TABLE item (
    no INTEGER PRIMARY KEY, task INTEGER, item INTEGER, units TEXT, obligors INTEGER, undated INTEGER, hard INTEGER
);
CREATE TABLE text (no INTEGER PRIMARY KEY, head TEXT, faces TEXT, words TEXT, data TEXT);
CREATE TABLE named (unit INTEGER, row INTEGER, assisting INTEGER);
CREATE TABLE rule (
    row INTEGER, no INTEGER, kind TEXT, units TEXT, shape INTEGER, PRIMARY KEY (row, no)
) WITHOUT ROWID;
CREATE TABLE occurrence (
    no INTEGER PRIMARY KEY, shape INTEGER, key TEXT, period TEXT, start TEXT, "end" TEXT, due TEXT, alt TEXT,
    overdue_after TEXT, act_by TEXT, estimated INTEGER, year INTEGER
);
"""
INDEXES = """
CREATE INDEX unit_name ON unit (name);
CREATE INDEX item_id ON item (task, item);
CREATE INDEX item_hard ON item (hard) WHERE hard;
CREATE INDEX named_unit ON named (unit, row, assisting);
CREATE INDEX rule_shape ON rule (shape);
CREATE INDEX rule_standing ON rule (row, no, shape) WHERE kind = 'standing';
CREATE INDEX occurrence_shape ON occurrence (shape);
CREATE INDEX occurrence_due ON occurrence (due);
"""
_ADD = {
    "item": "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?)",
    "text": "INSERT INTO text VALUES (?, ?, ?, ?, ?)",
    "named": "INSERT INTO named VALUES (?, ?, ?)",
    "rule": "INSERT INTO rule VALUES (?, ?, ?, nullif(?, ''), ?)",
    "occurrence": (
        "INSERT INTO occurrence VALUES (NULL, ?, ?, nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''),"
        " nullif(?, ''), nullif(?, ''), nullif(?, ''), ?, nullif(?, 0))"
    ),
    "unit": "INSERT INTO unit VALUES (?, ?, ?, ?, ?)",
    "unfolded": "INSERT INTO unfolded VALUES (?, ?)",
    "known": "INSERT OR IGNORE INTO known VALUES (?, ?, ?)",
}
"""What is null comes as '' or 0, and a truth value as a number: of any other value `sqlite3` asks whether it has an
adapter, which takes longer than adding it."""


class Shape(NamedTuple):
    """Rules with equal dates: their number, their occurrences' dates by name, and whether an end is open."""

    no: int
    dates: dict[str, Dates]
    open: bool


class Compiler:
    """Takes a plan's rows one by one into the tables of a new database.

    `head` is the plan without its tasks; open ends are unrolled up to the end of the year `horizon`.
    """

    def __init__(self, head: Plan, into: sqlite3.Connection, horizon: int) -> None:
        self._plan = head
        self._into = into
        self._horizon = horizon
        self._numbers = names_of(head.units)
        self._closed = {unit.name: unit.members for unit in head.units if unit.group and not unit.open}
        self._shapes: dict[object, Shape] = {}
        self._shape_count = 0
        self._dates_kept = 0
        self._row = 0
        self._waiting: dict[str, list[Sequence[object]]] = {table: [] for table in _ADD}
        self._run(TABLES)

    def take(self, row: Row) -> None:
        """Add the next row."""
        self._row = number = self._row + 1
        rules = row.rules
        shapes = [self._shape(rule) for rule in rules]
        hard = False
        if len(shapes) > 1 and _may_clash(shapes):
            hard = _ids_depend_on_horizon(shapes)
            if not hard:
                shapes = [self._numbered(rule, nth, rules, shapes) for nth, rule in enumerate(rules)]
        waiting = self._waiting
        undated = not UNDATED.isdisjoint([rule.kind for rule in rules])
        owing = len(obligors(row.units, self._closed))
        waiting["item"].append((number, row.task, row.item, pack_names(row.units), owing, int(undated), int(hard)))
        waiting["text"].append((number, head(row), "\0".join(faces(row)), "\0".join(searched(row)), pack_row(row)))
        for nth, rule in enumerate(rules):
            own = pack_names(rule.units) if rule.units else ""
            waiting["rule"].append((number, nth + 1, rule.kind, own, shapes[nth].no))
        for assisting, names in enumerate((row.units, row.support)):
            known = [self._numbers[name] for name in dict.fromkeys(names)]
            waiting["named"] += [(unit, number, assisting) for unit in known if unit is not None]  # None: an error
        if len(waiting["text"]) >= _FLUSH:
            self._flush()

    def finish(self) -> None:
        """Add what is known once, and the indexes."""
        plan = self._plan
        units = UnitBook(replace(plan, units=tuple(unit for unit in plan.units if unit.group)))
        for number, unit in enumerate(plan.units):
            self._add_unit(number, unit, units)
        self._flush()
        issued = None if plan.issued is None else plan.issued.isoformat()
        said = (pack_head(plan), plan.id, plan.title, plan.year, issued, plan.policy.soon, self._horizon)
        self._into.execute("INSERT INTO plan VALUES (?, ?, ?, ?, ?, ?, ?)", said)
        self._run(INDEXES)

    def _add_unit(self, number: int, unit: Unit, units: UnitBook) -> None:
        """Add a unit; `units` knows the groups, which is all that there is to know of whom a unit stands for."""
        waiting = self._waiting
        groups = pack_names(units.groups_of(unit.name))
        waiting["unit"].append((number, unit.name, groups, int(unit.open), pack_unit(unit)))
        if unit.name in self._closed:
            waiting["unfolded"].append((unit.name, pack_names(units.obligors([unit.name]))))
        waiting["known"] += [(name, 1, number) for name in unit.aliases]
        waiting["known"] += [(unit.full_name, 2, number)] if unit.full_name else []
        waiting["known"] += [(name, 3, number) for name in unit.initials]
        if len(waiting["unit"]) >= _FLUSH:
            self._flush()

    def _run(self, statements: str) -> None:
        for statement in statements.split(";"):
            self._into.execute(statement)

    def _flush(self) -> None:
        for table, lines in self._waiting.items():
            self._into.executemany(_ADD[table], lines)
            lines.clear()

    def _shape(self, rule: Rule) -> Shape:
        """The shape of a rule's dates, as of a rule alone in its row."""
        days = dates_in(rule)
        return self._shapes.get(days) or self._made(days, rule, self._unrolled(rule), {})

    def _numbered(self, rule: Rule, nth: int, rules: Sequence[Rule], shapes: Sequence[Shape]) -> Shape:
        """The shape of the nth rule among others: after an earlier one's occurrence of the same name comes its /2."""
        before = [n for n in range(nth) if not shapes[n].dates.keys().isdisjoint(shapes[nth].dates)]
        if not before:
            return shapes[nth]
        key = (dates_in(rule), *(dates_in(rules[n]) for n in before))
        taken = {name: 1 + sum(name in shapes[n].dates for n in before) for name in shapes[nth].dates}
        return self._shapes.get(key) or self._made(key, rule, shapes[nth].dates, taken)

    def _unrolled(self, rule: Rule) -> dict[str, Dates]:
        """The dates of a rule's occurrences, by name."""
        dates = {each.key: each for each in dates_of(rule, date(self._horizon, 12, 31), self._plan)}
        self._dates_kept += len(dates)
        if self._dates_kept > _DATES_KEPT:
            self._shapes.clear()
            self._dates_kept = len(dates)
        return dates

    def _made(self, key: object, rule: Rule, dates: dict[str, Dates], taken: dict[str, int]) -> Shape:
        """A new shape, its occurrences added to the table; `taken` says the how-manieth of its name each one is."""
        if len(self._shapes) >= _SHAPES_KEPT:
            self._shapes.clear()
        self._shape_count += 1
        shape = Shape(self._shape_count, dates, _is_open(rule))
        self._shapes[key] = shape
        first = _first_year(rule, self._plan)
        for name, each in dates.items():
            nth, end = taken.get(name, 1), each.end
            year = end.year if shape.open and end and end.year > first else 0
            said = (each.period or "", *map(_iso, each[2:8]), int(each.act_by_estimated), year)
            self._waiting["occurrence"].append((shape.no, f"{name}/{nth}" if nth > 1 else name, *said))
        return shape


def _first_year(rule: Rule, plan: Plan) -> int:
    """The year in which a rule with an open end begins."""
    start = rule.start if isinstance(rule, (Standing, Recurring)) else None
    return start.year if isinstance(start, date) else plan.year or 0


def _is_open(rule: Rule) -> bool:
    return isinstance(rule, (Standing, Recurring)) and rule.end is None


def _may_clash(shapes: Sequence[Shape]) -> bool:
    """Whether a name stands twice among the occurrences of a row's rules, or may once more of them are unrolled."""
    named = [shape.dates for shape in shapes]
    return len(set().union(*named)) < sum(map(len, named)) or any(shape.open for shape in shapes)


def _ids_depend_on_horizon(shapes: Sequence[Shape]) -> bool:
    """Whether one of a row's rules with an open end has an occurrence of the same name as another rule."""
    return any(
        shape.open and not shape.dates.keys().isdisjoint(other.dates)
        for shape in shapes
        for other in shapes
        if other is not shape
    ) or _twice_open(shapes)


def _twice_open(shapes: Iterable[Shape]) -> bool:
    opened = [shape.no for shape in shapes if shape.open]
    return len(opened) > len(set(opened))


@lru_cache(maxsize=8_192)  # a plan has few days, each in many occurrences
def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
