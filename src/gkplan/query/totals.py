"""Counts over the plan: rows by state, and each obligor's obligations by state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypedDict

from gkplan.ledger.states import STATES, State
from gkplan.plan.model import Plan
from gkplan.query.book import Entry
from gkplan.query.snapshot import Snapshot


class UnitTotals(TypedDict):
    """What one obligor has on its account: obligations in all, and how many are in the states that matter."""

    name: str
    overdue: int
    unsettled: int
    due: int
    done: int
    of: int


def counts_of(entries: Iterable[Entry]) -> dict[State, int]:
    """How many rows are in each state, every state named; a row in which nothing counts is in none."""
    found = Counter(entry.state for entry in entries)
    return {state: found[state] for state in STATES}


def unit_totals(entries: Iterable[Entry]) -> list[UnitTotals]:
    """Every obligor's account, the furthest behind first, then in the order of the plan."""
    accounts: dict[str, Counter[State]] = {}
    for entry in entries:
        for each in entry.tallies:
            for obligation in each.obligations:
                accounts.setdefault(obligation.unit, Counter())[obligation.state] += 1
    totals = [_total(name, account) for name, account in accounts.items()]
    return sorted(totals, key=lambda total: (-total["overdue"], -total["unsettled"], -total["due"]))


def rows_naming(plan: Plan | Snapshot) -> Counter[str]:
    """How many rows name each unit, be it to owe or to assist."""
    if isinstance(plan, Snapshot):
        query = "SELECT u.name, count(DISTINCT n.row) FROM named n JOIN unit u ON u.no = n.unit GROUP BY n.unit"
        return Counter(dict(plan.lines(query)))
    return Counter(name for row in plan.rows() for name in {*row.units, *row.support})


def _total(name: str, account: Counter[State]) -> UnitTotals:
    return {
        "name": name,
        "overdue": account["overdue"],
        "unsettled": account["unsettled"],
        "due": account["due"],
        "done": account["done"] + account["late"],
        "of": account.total(),
    }
