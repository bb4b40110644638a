"""A plan file read and checked: every finding at once, each at its place, or the plan.

The bytes are a stream (`source`), whose events are walked once (`places`, `entry`); each unit, row and task is checked
as soon as it is read (`survey`, `judge`), and of a row nothing is kept but what its taker keeps. Where one part has
errors the others are still looked at, so that one mistake does not hide another.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from gkplan import WORKDAYS
from gkplan.calendar.workdays import CHINA, WorkCalendar
from gkplan.plan.bulk import uncollected
from gkplan.plan.findings import Finding
from gkplan.plan.model import Plan, Row, Task
from gkplan.plan.places import Tree, Walk
from gkplan.plan.source import PIECE_LIMIT, SIZE_LIMIT, Reader, Source, Watch

if TYPE_CHECKING:
    from gkplan.plan.judge import Begin, Take

__all__ = ["SIZE_LIMIT", "Loaded", "load", "load_bytes", "load_rows", "tree_of", "with_rows"]


class Loaded(NamedTuple):
    """A plan, or None where there is an error among the findings, which are in the order of the file."""

    plan: Plan | None
    findings: tuple[Finding, ...]


def load(
    path: str | os.PathLike[str], *, shown: str | None = None, reread: bool = False, watch: Watch | None = None
) -> Loaded:
    """The plan in a file that findings call `shown` (else by its path), with every error in it.

    With `reread` also every warning, and the rules held against a fresh reading of the words: what `validate` wants to
    know and a question does not. A file `workdays.yaml` beside the plan is its calendar of working days, and an error
    in it is one of the plan. `watch` is told how far the reading is. `OSError` where a file can't be read.
    """
    rows: list[Row] = []
    loaded = load_rows(path, lambda _plan: rows.append, shown=shown, reread=reread, watch=watch)
    return with_rows(loaded, rows)


def load_rows(
    path: str | os.PathLike[str],
    begin: Begin,
    *,
    shown: str | None = None,
    reread: bool = False,
    watch: Watch | None = None,
) -> Loaded:
    """As `load`, but the plan is without its tasks: each sound row is handed on in the order of the file.

    Before the first row `begin` is told that plan, and gives what takes the rows; it is not asked where the plan's own
    fields are wrong. What was taken is worth nothing where there is no plan in the end.
    """
    file = os.fspath(path) if shown is None else shown
    calendar, findings = _calendar_beside(Path(path), PurePath(file))

    def begin_by(plan: Plan) -> Take:
        return begin(replace(plan, calendar=calendar))

    with Path(path).open("rb") as opened:
        loaded = _loaded(opened, file, begin_by, reread=reread, watch=watch)
    plan = replace(loaded.plan, calendar=calendar) if loaded.plan and not findings else None
    return Loaded(plan, (*loaded.findings, *findings))


def load_bytes(data: bytes, file: str, *, reread: bool = False) -> Loaded:
    """The plan in the bytes of a file that findings call `file`, as `load` gives it but for a calendar beside it."""
    rows: list[Row] = []
    return with_rows(_loaded(io.BytesIO(data), file, lambda _plan: rows.append, reread=reread), rows)


def _loaded(file: BinaryIO, name: str, begin: Begin, *, reread: bool, watch: Watch | None = None) -> Loaded:
    """What a file holds, its rows handed on."""
    from gkplan.plan.judge import Judge

    judge = Judge(Source(file, name, watch=watch), begin, reread=reread)
    with uncollected():
        judge.walk.run()
    fault = judge.reader.finish()
    if fault is not None:
        return Loaded(None, (fault,))
    found = judge.walk.findings
    if any(finding.code != "GK008" for finding in found):
        return Loaded(None, _sorted(found))
    tree = judge.walk.tree
    if not isinstance(tree.data, dict):
        return Loaded(None, _sorted([*found, Finding("GK012", name, *tree.start, {})]))
    plan = judge.plan()
    found += judge.findings
    wrong = any(finding.level == "error" for finding in found)
    return Loaded(None if wrong else plan, _sorted(found))


def with_rows(loaded: Loaded, rows: Iterable[Row]) -> Loaded:
    """What `load_rows` gave, its plan with such rows as were kept of it, in their order."""
    if loaded.plan is None:
        return loaded
    tasks = tuple(_task(tuple(group)) for _, group in groupby(rows, lambda row: row.task))
    return loaded._replace(plan=replace(loaded.plan, units=tuple(loaded.plan.units), tasks=tasks))


def _task(rows: tuple[Row, ...]) -> Task:
    return Task(rows[0].task, rows[0].title, rows)


def _calendar_beside(plan: Path, shown: PurePath) -> tuple[WorkCalendar, tuple[Finding, ...]]:
    """The calendar of working days of a plan, by the file beside it if there is one, and what is wrong with that."""
    from gkplan.plan.workdays_file import calendar_of

    try:
        opened = plan.with_name(WORKDAYS).open("rb")
    except FileNotFoundError:
        return CHINA, ()
    name = str(shown.with_name(WORKDAYS))
    with opened:
        tree, findings = _tree(Source(opened, name, PIECE_LIMIT))
    calendar, more = (None, []) if tree is None else calendar_of(tree, name)
    return calendar or CHINA, _sorted([*findings, *more])


def tree_of(data: bytes, file: str) -> tuple[Tree | None, list[Finding]]:
    """The tree in the bytes of a file, and what is wrong with it as text; None where the tree would be only a part."""
    return _tree(Source(io.BytesIO(data), file, PIECE_LIMIT))


def _tree(source: Source) -> tuple[Tree | None, list[Finding]]:
    reader = Reader(source, strict=True)
    walk = Walk(reader, source.name, source.texts)
    walk.run()
    fault = reader.finish()
    if fault is not None:
        return None, [fault]
    return walk.tree if all(finding.code == "GK008" for finding in walk.findings) else None, walk.findings


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.line, finding.col, finding.code)))
