"""A plan's file opened for questions: from its snapshot, made now where there is none to trust, or from the file."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from gkplan.query.snapshot import Snapshot, find, make

if TYPE_CHECKING:
    from gkplan.plan.load import Loaded

LAST_YEAR = 2200
"""Up to which year open ends are ever unrolled into a snapshot."""
_AHEAD = 3
"""How many years further than asked, so that a new year does not need a new snapshot."""


def opened(path: str, shown: str, year: int, *, snapshots: bool = True) -> Snapshot | Loaded:
    """A valid plan's snapshot, with open ends unrolled up to a year; or the plan as loaded, with what is wrong with it.

    The latter where snapshots are not wanted or can't be, and where the plan has an error. `shown` is how findings
    name the file. `OSError` where it can't be read.
    """
    if snapshots and year <= LAST_YEAR and (snapshot := find(path, year)):
        return snapshot
    from gkplan.plan.load import load

    loaded: list[Loaded] = []

    def fill(tables: sqlite3.Connection) -> bool:
        from gkplan.query.compiled import Compiler

        loaded.append(load(path, shown=shown))
        plan = loaded[0].plan
        if plan is None:
            return False
        compiler = Compiler(plan, tables, min(max(year, plan.year or 0) + _AHEAD, LAST_YEAR))
        for row in plan.rows():
            compiler.take(row)
        compiler.finish()
        return True

    if snapshots and year <= LAST_YEAR and make(path, fill) and (snapshot := find(path, year)):
        return snapshot
    return loaded[0] if loaded else load(path, shown=shown)
