"""From the tree of a plan file to its plan, or to as much of it as is sound, with the places of every part.

pydantic says what is wrong with the fields; here its errors become findings, and the units, rows and rules without
an error stay in the draft, so that they are checked whatever else is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from pydantic_core import ValidationError

from gkplan.deadline.rules import Rule
from gkplan.plan import schema
from gkplan.plan.field_findings import field_findings
from gkplan.plan.findings import Finding
from gkplan.plan.model import Plan, Row, Unit
from gkplan.plan.places import Path, Tree


class Placed(NamedTuple):
    """A row and where it stands, its sound rules with their paths, and whether nothing is wrong in it (`whole`)."""

    path: Path
    row: Row
    rules: tuple[tuple[Path, Rule], ...]
    whole: bool


class Draft(NamedTuple):
    """What is sound of a plan file, with the path of each part in the tree.

    `names` are those of all units, also of the unsound; `dated` says whether year and issue date can be trusted.
    """

    file: str
    tree: Tree
    year: int | None
    issued: date | None
    dated: bool
    units: tuple[tuple[Path, Unit], ...]
    names: frozenset[str]
    tasks: tuple[tuple[Path, int], ...]
    rows: tuple[Placed, ...]

    def finding(self, code: str, path: Path, *, key: bool = False, **params: object) -> Finding:
        """A finding at a path's value, or at its key."""
        place = self.tree.place(path, key=key)
        return Finding(code, self.file, *place, {name: str(value) for name, value in params.items()})

    def rules(self) -> Iterator[tuple[Path, Row, Rule]]:
        """Every sound rule with its path and its row."""
        for placed in self.rows:
            for path, rule in placed.rules:
                yield path, placed.row, rule


def drafted(tree: Tree, file: str) -> tuple[Plan | None, Draft, list[Finding]]:
    """A tree's plan if its fields are all right, its draft in any case, and the findings of its fields."""
    try:
        read = schema.checked(tree.data)
    except ValidationError as error:
        findings, paths = field_findings(error, tree, file, schema.known_fields)
        return None, _salvaged(tree, file, paths), findings
    plan = schema.plan_of(read)
    return plan, _whole(plan, tree, file), []


def _whole(plan: Plan, tree: Tree, file: str) -> Draft:
    """The draft of a plan without an error in its fields."""
    rows = tuple(
        _placed(("tasks", t, "rows", r), row) for t, task in enumerate(plan.tasks) for r, row in enumerate(task.rows)
    )
    return Draft(
        file=file,
        tree=tree,
        year=plan.year,
        issued=plan.issued,
        dated=True,
        units=tuple((("units", index), unit) for index, unit in enumerate(plan.units)),
        names=frozenset(unit.name for unit in plan.units),
        tasks=tuple((("tasks", index), task.no) for index, task in enumerate(plan.tasks)),
        rows=rows,
    )


def _salvaged(tree: Tree, file: str, wrong: Sequence[Path]) -> Draft:
    """The draft of a plan with errors at these paths: each part that has none below it."""
    data: dict[str, Any] = tree.data
    spoilt = {path[:length] for path in map(tuple, wrong) for length in range(1, len(path) + 1)}
    head = None if ("plan",) in spoilt else schema.checked(data["plan"], "Head")
    units = [
        (("units", index), schema.unit_of(schema.checked(unit, "Unit")))
        for index, unit in enumerate(_list(data.get("units")))
        if ("units", index) not in spoilt
    ]
    return Draft(
        file=file,
        tree=tree,
        year=head["year"] if head else None,
        issued=head["issued"] if head else None,
        dated=head is not None,
        units=tuple(units),
        names=frozenset(_named(_list(data.get("units")))),
        tasks=tuple(_numbered_tasks(data)),
        rows=tuple(_salvaged_rows(data, spoilt)),
    )


def _salvaged_rows(data: dict[str, Any], spoilt: set[tuple[str | int, ...]]) -> Iterator[Placed]:
    """The rows with no error but in their rules, and of those rules the sound ones."""
    fields: dict[Path, set[str | int]] = {}
    for path in spoilt:
        if len(path) == 5 and path[2] == "rows":
            fields.setdefault(path[:4], set()).add(path[4])
    for t, task in enumerate(_list(data.get("tasks"))):
        if not isinstance(task, dict) or {("tasks", t, "no"), ("tasks", t, "title")} & spoilt:
            continue
        for r, row in enumerate(_list(task.get("rows"))):
            path = ("tasks", t, "rows", r)
            unsound = fields.get(path, set())
            if not isinstance(row, dict) or unsound - {"rules"}:
                continue
            rules = _list(row.get("rules"))
            sound = [k for k in range(len(rules)) if (*path, "rules", k) not in spoilt]
            read = schema.checked({**row, "rules": [rules[k] for k in sound]}, "Row")
            yield _placed(path, schema.row_of(read, task["no"], task["title"]), sound, whole=not unsound)


def _placed(path: Path, row: Row, at: Sequence[int] | None = None, *, whole: bool = True) -> Placed:
    """A row with its rules' paths; `at` are the rules' positions where some were left out."""
    positions = range(len(row.rules)) if at is None else at
    rules = tuple(((*path, "rules", k), rule) for k, rule in zip(positions, row.rules, strict=True))
    return Placed(path, row, rules, whole)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _named(units: list[Any]) -> Iterator[str]:
    for unit in units:
        if isinstance(unit, dict) and isinstance(unit.get("name"), str):
            yield unit["name"]


def _numbered_tasks(data: dict[str, Any]) -> Iterator[tuple[Path, int]]:
    for index, task in enumerate(_list(data.get("tasks"))):
        if isinstance(task, dict) and isinstance(task.get("no"), int):
            yield ("tasks", index), task["no"]
