"""What a unit of a small plan must hear."""

from __future__ import annotations

from datetime import timedelta

from tests.helpers.plans import day

from gkplan.ledger.account import Ledger
from gkplan.ledger.decode import Kept
from gkplan.ledger.record import Record
from gkplan.plan.model import Plan
from gkplan.plan.units import UnitBook
from gkplan.query.book import Book
from gkplan.query.filters import Filters
from gkplan.watch.digest import Digest, digest


def told(table: Plan, unit: str, today: str, *records: Record, within: int = 30, **filters: object) -> Digest:
    """What a unit must hear on a day."""
    ledger = Ledger(Kept(records, tuple(range(len(records))), ()), day(today))
    asking = UnitBook(table)[unit]
    book = Book(table, "f", day(today), ledger=ledger, until=day(today) + timedelta(days=within + 31), unit=asking)
    return digest(book, asking, timedelta(days=within), Filters(**filters))  # type: ignore[arg-type]


def marked(of: str, word: str, unit: str = "甲局", on: str = "2016-01-02", note: str | None = None) -> Record:
    """A mark of a row's first rule, whose quote is 完成."""
    row_id = of.partition("@")[0]
    fields = {"of": of, "rule": 1, "kind": "by", "quote": "完成", "unit": unit, "word": word, "note": note}
    at = f"{on}T00:00:00+00:00"
    return Record(f"{word}-{of}-{unit}", at, "某", "mark", day(on), row_id, **fields)  # type: ignore[arg-type]
