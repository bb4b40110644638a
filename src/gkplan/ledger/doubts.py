"""What is wrong with a ledger, as findings: lines that are no records, and records that the plan has left behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from gkplan.ledger.account import Ledger, Noted, RowLedger
from gkplan.ledger.decode import CONFLICT, Flaw
from gkplan.plan.findings import Finding
from gkplan.plan.model import Plan, Row
from gkplan.plan.schedule import Occurrence, Schedule
from gkplan.plan.units import UnitBook

_LAST_YEAR = 2199
_YEAR = re.compile(r"@(?:from-)?(\d{4})", re.ASCII)


def flaws(ledger: Ledger, file: str) -> Iterator[Finding]:
    """The lines that are no records: an error each, but for an end that was torn off."""
    for flaw in ledger.flaws:
        yield Finding(_code(flaw), file, flaw.line, 1, {"reason": flaw.reason})


def suspects(  # noqa: PLR0913 - what a record is held against
    ledger: Ledger,
    plan: Plan,
    units: UnitBook,
    scheduled: Callable[[Row], Sequence[Occurrence]],
    file: str,
    *,
    whole: bool = True,
) -> Iterator[Finding]:
    """The records that count for nothing, since the plan has no such row, occurrence, unit or rule any more.

    Where the plan is not the `whole` one, a row that is not in it may well be in that. `scheduled` gives a row's
    occurrences; what lies in years that it does not reach is looked up by itself.
    """
    rows = {row.id: row for row in plan.rows()}
    for row_id in ledger.rows():
        if row_id not in rows:
            lost = _rowless(ledger, row_id) if whole else ()
            yield from (_lost(id_, of, ledger, file) for of, id_ in lost)
            continue
        account = ledger.of(rows[row_id])
        yield from _changed(account, ledger, file)
        known: dict[tuple[str, int | None], Occurrence]
        known = {(each.id, each.rule_no): each for each in scheduled(rows[row_id])}
        for key, noted in account.noted.items():
            occurrence = known.get(key) or _far(plan, units, account, key)
            for unit, id_ in _unowed(ledger, noted, occurrence, units):
                yield _lost(id_, f"{key[0]} {unit or ''}".rstrip(), ledger, file)


def _rowless(ledger: Ledger, row_id: str) -> Iterator[tuple[str, str]]:
    """What is recorded of a row that the plan does not have, and the id of the record; what is of no rule may be."""
    for subject, marks in ledger.marks_of(row_id).items():
        yield from ((f"{subject.of} {subject.unit}", mark[1].decode()) for mark in ledger.counting(marks))
    for each in ledger.others_of(row_id):
        if each.rule is not None and each.id not in ledger.gone:
            yield each.of or row_id, each.id


def _changed(account: RowLedger, ledger: Ledger, file: str) -> Iterator[Finding]:
    for record, rule in account.suspects:
        was, now = record.quote or "", "—" if rule is None else rule.quote
        if rule is not None and was == now:
            was, now = f"{record.kind} {was}", f"{rule.kind} {now}"
        yield Finding("GK452", file, ledger.lines[record.id], 1, {"was": was, "now": now, "id": record.id})


def _lost(id_: str, of: str, ledger: Ledger, file: str) -> Finding:
    return Finding("GK453", file, ledger.lines[id_], 1, {"of": of, "id": id_})


def _unowed(
    ledger: Ledger, noted: Noted, occurrence: Occurrence | None, units: UnitBook
) -> Iterator[tuple[str | None, str]]:
    """The unit and the id of records of units that do not owe the occurrence; of all where there is no such one."""
    if occurrence is None and noted.settled is not None:
        yield None, noted.settled.id
    for each in noted.granted:
        if occurrence is None or not (each.unit is None or _may_report(each.unit, occurrence, units)):
            yield each.unit, each.id
    for unit, marks in noted.marks.items():
        if occurrence is None or not _may_report(unit, occurrence, units):
            yield from ((unit, mark[1].decode()) for mark in ledger.counting(marks))


def _may_report(unit: str, occurrence: Occurrence, units: UnitBook) -> bool:
    return unit in units and bool(units.owed_by(unit, occurrence.obligors))


def _far(plan: Plan, units: UnitBook, account: RowLedger, key: tuple[str, int | None]) -> Occurrence | None:
    """The occurrence of a year that lies beyond the day that is asked about, unrolled up to its own year."""
    year = _YEAR.search(key[0])
    if year is None or int(year[1]) > _LAST_YEAR:
        return None
    schedule = Schedule(plan, units, date(int(year[1]), 12, 31))
    found = schedule.of(account.row, account.instances(plan.calendar))
    return next((each for each in found if (each.id, each.rule_no) == key), None)


def _code(flaw: Flaw) -> str:
    if flaw.torn:
        return "GK451"
    return "GK402" if flaw.reason == CONFLICT else "GK401"
