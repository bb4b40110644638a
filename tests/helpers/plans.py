"""Small plans built in the test that uses them, and written as plan files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from gkplan.deadline.rules import By, Recurring, Rule, Standing, Window, as_data
from gkplan.plan.model import Plan, Policy, Row, Task, Unit

YEAR_START, YEAR_END = date(2016, 1, 1), date(2016, 12, 31)


def day(text: str) -> date:
    """A day from `2016-12-31`."""
    return date.fromisoformat(text)


def by(due: str, alt: str | None = None, **more: Any) -> By:
    """A deadline; with `alt`, one with two honest readings."""
    return By(day(due), ambiguous=alt is not None, alt=None if alt is None else day(alt), **_quoted(more, "完成"))


def window(start: str, end: str, **more: Any) -> Window:
    """An activity with a first and a last day."""
    return Window(day(start), day(end), **_quoted(more, "完成"))


def standing(start: str | None = "2016-01-01", end: str | None = "2016-12-31", **more: Any) -> Standing:
    """Work of the whole year; None is an open end."""
    return Standing(_day_or_open(start), _day_or_open(end), **_quoted(more, "全年"))


def recurring(freq: Any, start: str | None = "2016-01-01", end: str | None = "2016-12-31", **more: Any) -> Recurring:
    """Something to do once in every period."""
    return Recurring(freq, start=_day_or_open(start), end=_day_or_open(end), **_quoted(more, "每"))


def row(id_: str, *rules: Rule, units: Iterable[str] = ("甲局",), **more: Any) -> Row:
    """A row whose texts hold the words that the rules quote."""
    task, item = id_.split(".")
    texts = {
        "title": f"工作{task}",
        "requirement": f"要求{id_}，{'，'.join(rule.quote for rule in rules if rule.column == 'requirement')}。",
        "deadline": "，".join(rule.quote for rule in rules if rule.column == "deadline") or "另定",
    }
    return Row(int(task), int(item), units=tuple(units), rules=rules, **{**texts, **more})


def group(name: str, *members: str, open_: bool = False, **more: Any) -> Unit:
    """A group of units."""
    return Unit(name, members=members, open=open_, **more)


def plan(
    *rows: Row, units: Iterable[Unit] = (), year: int | None = 2016, issued: str | None = None, **policy: int
) -> Plan:
    """A plan of these rows; the units they name that are not given are added as plain bodies."""
    known = {unit.name: unit for unit in units}
    named = [name for each in rows for name in (*each.units, *each.support)]
    named += [member for unit in known.values() for member in unit.members]
    tasks: dict[int, list[Row]] = {}
    for each in rows:
        tasks.setdefault(each.task, []).append(each)
    return Plan(
        id="test-2016",
        title="测试分解表",
        units=tuple({**known, **{name: Unit(name) for name in named if name not in known}}.values()),
        tasks=tuple(Task(no, each[0].title, tuple(each)) for no, each in tasks.items()),
        year=year,
        issued=None if issued is None else day(issued),
        policy=Policy(**policy),
    )


def written(table: Plan, folder: Path, name: str = "tasks.yaml") -> Path:
    """A plan as a file: JSON is YAML, and escapes what could not stand in a YAML text."""
    path = folder / name
    path.write_text(json.dumps(as_file(table), indent=1), encoding="utf-8")
    return path


def as_file(table: Plan) -> dict[str, Any]:
    """A plan as the plan file's fields."""
    head = {
        "id": table.id,
        "title": table.title,
        "year": table.year,
        "issued": None if table.issued is None else table.issued.isoformat(),
    }
    return {
        "schema": 1,
        "plan": head,
        "policy": {"soon": table.policy.soon, "grace": table.policy.grace},
        "units": [_unit(unit) for unit in table.units],
        "tasks": [
            {"no": task.no, "title": task.title, "rows": [_row(each) for each in task.rows]} for task in table.tasks
        ],
    }


def _unit(unit: Unit) -> dict[str, Any]:
    said = {
        "name": unit.name,
        "full_name": unit.full_name,
        "aliases": list(unit.aliases),
        "initials": list(unit.initials),
        "members": list(unit.members),
        "open": unit.open,
    }
    return {name: value for name, value in said.items() if value}


def _row(each: Row) -> dict[str, Any]:
    said: dict[str, Any] = {
        "no": each.item,
        "requirement": each.requirement,
        "units": list(each.units),
        "support": list(each.support),
        "units_text": each.units_text,
        "deadline": each.deadline,
        "completion": None if each.completion == "all" else each.completion,
        "rules": [as_data(rule) for rule in each.rules],
    }
    if each.corrected is not None:
        said["corrected"] = {
            name: words
            for name in ("requirement", "deadline", "units", "title", "note")
            if (words := getattr(each.corrected, name))
        }
    return {name: value for name, value in said.items() if value}


def _day_or_open(text: str | None) -> date | None:
    return None if text is None else day(text)


def _quoted(more: dict[str, Any], usual: str) -> dict[str, Any]:
    return {"quote": usual, **more}
