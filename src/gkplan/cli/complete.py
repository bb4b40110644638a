"""What the shell completes: units by name or pinyin initials, and rows by id.

The plan is read but not checked, and whatever is wrong with it nothing is said: a line that is being typed is no place
for a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from gkplan.cli.opened import DEFAULT, shipped


def complete_unit(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001 - click's
    """The units whose name begins so; where there is none, those with such an alias, full name or initials."""
    units = _parts(_plan(ctx), "units")
    for keys in (("name",), ("aliases", "full_name", "initials")):
        found = [unit for unit in units if any(said.startswith(incomplete) for said in _said(unit, keys))]
        if found:
            return [str(unit.get("name")) for unit in found]
    return []


def complete_row(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001 - click's
    """The rows whose id begins so, in the order of the table."""
    tasks = _parts(_plan(ctx), "tasks")
    ids = [f"{task.get('no')}.{row.get('no')}" for task in tasks for row in _parts(task, "rows")]
    return [row_id for row_id in ids if row_id.startswith(incomplete)]


def _plan(ctx: click.Context) -> dict[str, Any]:
    """The plan file's data as it stands, a part of it where it is broken off; empty where it can't be read."""
    from pathlib import Path

    from gkplan.plan.places import parse

    file = ctx.params.get("file") or (DEFAULT if Path(DEFAULT).exists() else shipped("tasks.yaml"))
    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}
    data = parse(text, "")[0].data
    return data if isinstance(data, dict) else {}


def _parts(whole: dict[str, Any], key: str) -> list[dict[str, Any]]:
    parts = whole.get(key)
    return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []


def _said(unit: dict[str, Any], keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        value = unit.get(key)
        yield from map(str, value if isinstance(value, list) else [value or ""])
