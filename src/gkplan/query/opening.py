"""A plan's file opened for questions: from its snapshot, made now where there is none to trust, or from the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from gkplan.query.snapshot import Snapshot, find, make

if TYPE_CHECKING:
    from gkplan.plan.load import Loaded
    from gkplan.plan.source import Watch

LAST_YEAR = 2200
"""Up to which year open ends are ever unrolled into a snapshot."""
_AHEAD = 3
"""How many years further than asked, so that a new year does not need a new snapshot."""


def opened(
    path: str, shown: str, year: int, *, snapshots: bool = True, watch: Watch | None = None
) -> Snapshot | Loaded:
    """A valid plan's snapshot, with open ends unrolled up to a year; or the plan as loaded, with what is wrong with it.

    The latter where snapshots are not wanted or can't be, and where the plan has an error. `shown` is how findings
    name the file, and `watch` is told how far the reading is. `OSError` where the file can't be read.
    """
    if snapshots and year <= LAST_YEAR:
        if snapshot := find(path, year):
            return snapshot
        faulty = _compile(path, shown, year, watch)
        if faulty is not None:
            return faulty
        if snapshot := find(path, year, made=True):
            return snapshot
    from gkplan.plan.load import load

    return load(path, shown=shown, watch=watch)


def _compile(path: str, shown: str, year: int, watch: Watch | None) -> Loaded | None:
    """Make the snapshot of a plan's file; what was loaded, where the plan has an error."""
    faulty: list[Loaded] = []

    def fill(tables: sqlite3.Connection) -> bool:
        from gkplan.plan.load import load_rows
        from gkplan.plan.model import Plan, Row
        from gkplan.query.compiled import Compiler

        compilers: list[Compiler] = []

        def begin(plan: Plan) -> Callable[[Row], None]:
            compilers.append(Compiler(plan, tables, min(max(year, plan.year or 0) + _AHEAD, LAST_YEAR)))
            return compilers[0].take

        loaded = load_rows(path, begin, shown=shown, watch=watch)
        if loaded.plan is None:
            faulty.append(loaded)
            return False
        if not compilers:
            begin(loaded.plan)
        compilers[0].finish()
        return True

    make(path, fill)
    return faulty[0] if faulty else None
