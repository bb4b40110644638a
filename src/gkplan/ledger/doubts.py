"""What is wrong with a ledger, as findings: lines that are no records, and records whose rule has changed since."""

from __future__ import annotations

from collections.abc import Iterator

from gkplan.ledger.account import Ledger, RowLedger
from gkplan.ledger.journal import CONFLICT, Flaw
from gkplan.ledger.record import Record
from gkplan.plan.findings import Finding
from gkplan.plan.model import Plan
from gkplan.plan.schedule import Schedule


def flaws(ledger: Ledger, file: str) -> Iterator[Finding]:
    """The lines that are no records: an error each, but for an end that was torn off."""
    for flaw in ledger.flaws:
        yield Finding(_code(flaw), file, flaw.line, 1, {"reason": flaw.reason})


def suspects(ledger: Ledger, plan: Plan, schedule: Schedule, file: str) -> Iterator[Finding]:
    """The records that count for nothing, since the plan has no such row, occurrence, unit or rule any more."""
    rows = {row.id: row for row in plan.rows()}
    for row_id in ledger.rows():
        if row_id not in rows:
            yield from (_lost(each, ledger, file) for each in ledger.records_of(row_id) if each.rule is not None)
            continue
        account = ledger.of(rows[row_id])
        yield from _changed(account, ledger, file)
        known = {occurrence.id for occurrence in schedule.of(rows[row_id], account.instances(plan.calendar))}
        for record in account.trusted:
            if record.of is not None and record.of not in known:
                yield _lost(record, ledger, file)


def _changed(account: RowLedger, ledger: Ledger, file: str) -> Iterator[Finding]:
    for record, now in account.suspects:
        params = {"was": record.quote or "", "now": now or "—", "id": record.id}
        yield Finding("GK452", file, ledger.lines[record.id], 1, params)


def _lost(record: Record, ledger: Ledger, file: str) -> Finding:
    return Finding("GK453", file, ledger.lines[record.id], 1, {"of": record.of or record.row, "id": record.id})


def _code(flaw: Flaw) -> str:
    if flaw.torn:
        return "GK451"
    return "GK402" if flaw.reason == CONFLICT else "GK401"
