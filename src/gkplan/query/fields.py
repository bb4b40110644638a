"""The records that JSON, CSV and TSV are written from: the contract's fields, in the contract's order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from gkplan.ledger.state import Obligation, Tally
    from gkplan.plan.findings import Finding
    from gkplan.plan.model import Corrected, Plan, Unit
    from gkplan.query.book import Entry


class PlanRecord(TypedDict):
    """Which plan answered; `id` and `title` are None where it can't be known, in what `validate` finds."""

    id: str | None
    title: str | None
    file: str


class OccurrenceRecord(TypedDict):
    """An occurrence as it stands on a day; `rule` counts the row's rules from 1."""

    id: str
    row: str
    task: int
    title: str
    requirement: str
    corrected: dict[str, str] | None
    units: list[str]
    deadline: str
    rule: int
    kind: str
    quote: str
    scope: str | None
    period: str | None
    start: str | None
    due: str | None
    act_by: str | None
    overdue_after: str | None
    days_left: int | None
    ambiguous: bool
    alt: str | None
    state: str
    mark: str | None
    done: int
    of: int
    act_by_estimated: bool


class ObligationRecord(TypedDict):
    """One occurrence for one obligor."""

    id: str
    row: str
    unit: str
    due: str | None
    overdue_after: str | None
    state: str
    mark: str | None


class RowRecord(TypedDict):
    """A row as it stands on a day."""

    id: str
    task: int
    item: int
    title: str
    requirement: str
    corrected: dict[str, str] | None
    units: list[str]
    support: list[str]
    units_text: str | None
    completion: str
    deadline: str
    inherited: list[str]
    rules: list[dict[str, Any]]
    state: str | None
    next_due: str | None


class OwedRowRecord(RowRecord):
    """A row that a unit owes; `via` is the group through which it does, None for its own."""

    via: str | None


class UnitRecord(TypedDict):
    """A unit; `rows` counts the rows that name it."""

    name: str
    full_name: str | None
    aliases: list[str]
    initials: list[str]
    members: list[str]
    open: bool
    groups: list[str]
    rows: int


class FindingRecord(TypedDict):
    """A finding, in English whatever the language of the screen."""

    code: str
    level: str
    file: str
    line: int
    col: int
    title: str
    hint: str


def plan_record(plan: Plan, file: str) -> PlanRecord:
    """The plan that answered."""
    return {"id": plan.id, "title": plan.title, "file": file}


def occurrence_record(each: Tally, today: date) -> OccurrenceRecord:
    """An occurrence as it stands on a day."""
    occurrence = each.occurrence
    row, rule = occurrence.row, occurrence.rule
    return {
        "id": occurrence.id,
        "row": row.id,
        "task": row.task,
        "title": row.title,
        "requirement": row.requirement,
        "corrected": _corrected(row.corrected),
        "units": list(occurrence.units),
        "deadline": row.deadline,
        "rule": occurrence.rule_no,
        "kind": rule.kind,
        "quote": rule.quote,
        "scope": rule.scope,
        "period": occurrence.period,
        "start": iso(occurrence.start),
        "due": iso(occurrence.due),
        "act_by": iso(occurrence.act_by),
        "overdue_after": iso(each.overdue_after),
        "days_left": None if each.expected is None else (each.expected - today).days,
        "ambiguous": occurrence.alt is not None,
        "alt": iso(occurrence.alt),
        "state": each.state,
        "mark": each.mark,
        "done": each.done,
        "of": len(each.obligations),
        "act_by_estimated": occurrence.act_by_estimated,
    }


def obligation_record(each: Tally, obligation: Obligation) -> ObligationRecord:
    """One occurrence for one obligor."""
    occurrence = each.occurrence
    return {
        "id": occurrence.id,
        "row": occurrence.row.id,
        "unit": obligation.unit,
        "due": iso(occurrence.due),
        "overdue_after": iso(obligation.overdue_after),
        "state": obligation.state,
        "mark": obligation.mark,
    }


def row_record(entry: Entry) -> RowRecord:
    """A row as it stands on a day."""
    from gkplan.deadline.rules import as_data

    row = entry.row
    return {
        "id": row.id,
        "task": row.task,
        "item": row.item,
        "title": row.title,
        "requirement": row.requirement,
        "corrected": _corrected(row.corrected),
        "units": list(row.units),
        "support": list(row.support),
        "units_text": row.units_text,
        "completion": row.completion,
        "deadline": row.deadline,
        "inherited": list(row.inherited),
        "rules": [as_data(rule) for rule in row.rules],
        "state": entry.state,
        "next_due": iso(entry.next_due),
    }


def owed_row_record(entry: Entry) -> OwedRowRecord:
    """A row as it stands on a day for the unit that asks."""
    return {**row_record(entry), "via": entry.via}


def unit_record(unit: Unit, groups: Iterable[str], rows: int) -> UnitRecord:
    """A unit, the groups it is in, and how many rows name it."""
    return {
        "name": unit.name,
        "full_name": unit.full_name,
        "aliases": list(unit.aliases),
        "initials": list(unit.initials),
        "members": list(unit.members),
        "open": unit.open,
        "groups": list(groups),
        "rows": rows,
    }


def finding_record(finding: Finding) -> FindingRecord:
    """A finding, in English whatever the language of the screen."""
    return {
        "code": finding.code,
        "level": finding.level,
        "file": finding.file,
        "line": finding.line,
        "col": finding.col,
        "title": finding.title,
        "hint": finding.hint,
    }


def _corrected(corrected: Corrected | None) -> dict[str, str] | None:
    if corrected is None:
        return None
    said = {name: getattr(corrected, name) for name in ("title", "requirement", "units", "deadline", "note")}
    return {name: words for name, words in said.items() if words}


def fields_of(record: type) -> tuple[str, ...]:
    """The names of a kind of record's fields, in order."""
    return tuple(record.__annotations__)


def iso(day: date | None) -> str | None:
    """A day as JSON writes it."""
    return None if day is None else day.isoformat()
