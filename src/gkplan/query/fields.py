"""What the records of answers say (`records`), taken from the plan and the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gkplan.ledger.state import Obligation, Tally
    from gkplan.plan.findings import Finding
    from gkplan.plan.model import Corrected, Plan, Unit
    from gkplan.query.book import Entry
    from gkplan.query.records import (
        FindingRecord,
        ObligationRecord,
        OccurrenceRecord,
        OwedRowRecord,
        PlanRecord,
        RowRecord,
        UnitRecord,
    )


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


def iso(day: date | None) -> str | None:
    """A day as JSON writes it."""
    return None if day is None else day.isoformat()
