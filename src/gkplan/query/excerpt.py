"""Frozen records made again from a snapshot: the whole plan, or the rows that a question needs and whom they name.

A part of a plan answers as the whole does for what stands in it: with its rows come the units they name, the members
of these, and every group that one of them is in.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from gkplan.plan.model import Plan, Row, Task
from gkplan.plan.pack import unpack_head, unpack_row, unpack_unit
from gkplan.query.snapshot import Snapshot

_AT_ONCE = 500


def whole(snapshot: Snapshot) -> Plan:
    """The plan."""
    units = (text for (text,) in snapshot.lines("SELECT data FROM unit ORDER BY no"))
    rows = (text for (text,) in snapshot.lines("SELECT data FROM text ORDER BY no"))
    return _plan(snapshot, units, rows)


def units_alone(snapshot: Snapshot) -> Plan:
    """The plan as if it had no rows."""
    return _plan(snapshot, (text for (text,) in snapshot.lines("SELECT data FROM unit ORDER BY no")), ())


def part(snapshot: Snapshot, rows: Collection[int], units: Iterable[str] = ()) -> Plan:
    """The plan as if it had only the rows of these numbers, and of the units those that matter to them or are named."""
    found = [text for numbers in _portions(sorted(rows)) for (text,) in _in(snapshot, "text", "no", numbers)]
    with snapshot.sound():
        named = {name for text in found for name in _named(unpack_row(text))}
    return _plan(snapshot, _closure(snapshot, {*units, *named}), found)


def _plan(snapshot: Snapshot, units: Iterable[str], rows: Iterable[str]) -> Plan:
    head = snapshot.line("SELECT head FROM plan")
    with snapshot.sound():
        return replace(
            unpack_head(head[0] if head else ""),
            units=tuple(map(unpack_unit, units)),
            tasks=tuple(_tasks(map(unpack_row, rows))),
        )


def _tasks(rows: Iterator[Row]) -> Iterator[Task]:
    for (number, title), each in groupby(rows, key=lambda row: (row.task, row.title)):
        yield Task(number, title, tuple(each))


def _named(row: Row) -> Iterator[str]:
    yield from row.units
    yield from row.support
    for rule in row.rules:
        yield from rule.units


def _closure(snapshot: Snapshot, names: set[str]) -> list[str]:
    """Units by name, with all their members and all their groups, as packed and in the plan's order."""
    found: dict[str, tuple[int, str]] = {}
    asked = names
    while asked:
        new: set[str] = set()
        for portion in _portions(sorted(asked)):
            marks = ",".join("?" * len(portion))
            query = f"SELECT no, name, groups, data FROM unit WHERE name IN ({marks})"
            for number, name, groups, text in snapshot.lines(query, *portion):
                found[name] = (number, text)
                with snapshot.sound():
                    new |= {*unpack_unit(text).members, *json.loads(groups)}
        asked = new - found.keys()
    return [text for _number, text in sorted(found.values())]


def _in(snapshot: Snapshot, table: str, column: str, values: Sequence[object]) -> Iterator[tuple[str]]:
    marks = ",".join("?" * len(values))
    query = f"SELECT data FROM {table} WHERE {column} IN ({marks}) ORDER BY {column}"
    return snapshot.lines(query, *values)


def _portions(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The values, so many at a time as SQLite takes in one question."""
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
