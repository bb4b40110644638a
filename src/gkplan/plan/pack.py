"""A plan's frozen records as JSON text and back, for whoever keeps a plan that was checked and reads it again.

Lists stand for records, field by field, so that reading is quick; days are ISO text. It is no format for people or
other programs: what wrote it reads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring as _quoted
from typing import Any

from gkplan.calendar.workdays import ChinaCalendar, Overlay
from gkplan.deadline.rules import KINDS, Rule, Yearless
from gkplan.plan.model import Corrected, Plan, Policy, Reviewed, Row, Source, Unit

_DAYS: dict[str, tuple[int, ...]] = {"by": (0, 2), "window": (0, 1), "standing": (0, 1), "recurring": (5, 6)}
"""Which fields of a kind of rule are days."""
_SEASON = 4
_UNITS = -2


def packed(value: object) -> str:
    """Plain data and named tuples as JSON text."""
    return _ENCODED(value)


def pack_row(row: Row) -> str:
    """A row."""
    corrected, reviewed = row.corrected, row.reviewed
    said = corrected and [
        *(corrected.requirement, corrected.deadline, corrected.units, corrected.title, corrected.note),
    ]
    told = reviewed and [reviewed.by, reviewed.on, reviewed.why]
    rules = ",".join(map(_pack_rule, row.rules))
    return (
        f"[{row.task},{row.item},{_quoted(row.title)},{_quoted(row.requirement)},{pack_names(row.units)},"
        f"{_quoted(row.deadline)},[{rules}],{pack_names(row.support)},{_packed(row.units_text)},{_packed(said)},"
        f'"{row.completion}",{pack_names(row.inherited)},{_packed(told)},{_packed(row.extra)}]'
    )


def pack_names(names: Iterable[str]) -> str:
    """Some names."""
    return f"[{','.join(map(_quoted, names))}]"


def unpack_row(text: str) -> Row:
    """The row that a text holds; `ValueError`, `TypeError` or `LookupError` where it holds none."""
    task, item, title, requirement, units, deadline, rules, support, printed, corrected, *rest = json.loads(text)
    completion, inherited, reviewed, extra = rest
    return Row(
        *(task, item, title, requirement, tuple(units), deadline),
        tuple(map(_rule_of, rules)),
        tuple(support),
        printed,
        corrected and Corrected(*corrected),
        completion,
        tuple(inherited),
        reviewed and Reviewed(reviewed[0], date.fromisoformat(reviewed[1]), reviewed[2]),
        tuple((heading, words) for heading, words in extra),
    )


def pack_unit(unit: Unit) -> str:
    """A unit."""
    return packed([
        *(unit.name, unit.full_name, unit.aliases, unit.initials, unit.members, unit.open, unit.note),
    ])  # fmt: skip


def unpack_unit(text: str) -> Unit:
    """The unit that a text holds; errors as of `unpack_row`."""
    name, full_name, aliases, initials, members, open_, note = json.loads(text)
    return Unit(name, full_name, tuple(aliases), tuple(initials), tuple(members), open_, note)


def pack_head(plan: Plan) -> str:
    """What a plan says of itself, with the overlays of its calendar: all but its units and its tasks."""
    source, policy, calendar = plan.source, plan.policy, plan.calendar
    overlays = calendar.overlays if isinstance(calendar, ChinaCalendar) else ()
    return packed([
        *(plan.id, plan.title, plan.year, plan.issued, plan.region),
        source and [source.file, source.sha256, source.url],
        [policy.soon, policy.grace],
        [[each.year, sorted(each.off), sorted(each.worked), each.notice] for each in overlays],
    ])  # fmt: skip


def unpack_head(text: str) -> Plan:
    """The plan without units and tasks that a text holds; errors as of `unpack_row`."""
    id_, title, year, issued, region, source, policy, overlays = json.loads(text)
    return Plan(
        *(id_, title, (), (), year),
        issued and date.fromisoformat(issued),
        region,
        source and Source(*source),
        Policy(*policy),
        ChinaCalendar(Overlay(year, _days(off), _days(worked), notice) for year, off, worked, notice in overlays),
    )


def _days(texts: Iterable[str]) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, texts))


def _packed(value: object) -> str:
    """What a row seldom has."""
    return packed(value) if value else "null" if value is None else "[]"


@lru_cache(maxsize=4_096)  # many rows have the same rule
def _pack_rule(rule: Rule) -> str:
    return f"[{','.join(map(_pack_field, rule))}]"


@lru_cache(maxsize=4_096, typed=True)  # and many rules the same day; 1 is equal to True
def _pack_field(value: object) -> str:
    return packed(value.isoformat() if isinstance(value, Yearless) else value)


def _day_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no plain data: {value!r}")


def _rule_of(fields: list[Any]) -> Rule:
    kind = fields[-1]
    for place in _DAYS.get(kind, ()):
        fields[place] = _day_of(fields[place])
    if kind == "recurring" and fields[_SEASON]:
        fields[_SEASON] = tuple(fields[_SEASON])
    fields[_UNITS] = tuple(fields[_UNITS])
    return KINDS[kind](*fields)


def _day_of(text: str | None) -> date | Yearless | None:
    if text is None:
        return None
    return Yearless(int(text[2:4]), int(text[5:7])) if text.startswith("--") else date.fromisoformat(text)


_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_day_text).encode
