"""What a file is made from: a small plan, or a part of it, as records leave it on a day."""

from __future__ import annotations

from tests.helpers.plans import day

from gkplan.ledger.account import Ledger
from gkplan.ledger.decode import Kept
from gkplan.ledger.record import Record, Word
from gkplan.plan.model import Plan
from gkplan.plan.units import UnitBook
from gkplan.query.book import Book
from gkplan.query.filters import Filters
from gkplan.writers.interface import Extract

TODAY = "2016-07-01"
ALL = Filters()


def extract(
    table: Plan, *records: Record, today: str = TODAY, unit: str | None = None, filters: Filters = ALL
) -> Extract:
    """A plan as it stands on a day after these records."""
    asking = None if unit is None else UnitBook(table)[unit]
    ledger = Ledger(Kept(records, tuple(range(len(records))), ()), day(today))
    book = Book(table, "tasks.yaml", day(today), ledger=ledger, unit=asking)
    entries = [entry for entry in book.entries if filters.keep_entry(entry)]
    return Extract(book, entries, [each for each in book.tallies() if filters.keep_tally(each)])


def marked(table: Plan, of: str, unit: str, word: Word, *, on: str = "2016-06-30", rule: int = 1) -> Record:
    """A mark of one unit's occurrence, written in the morning of its day."""
    row_id = of.partition("@")[0]
    (row,) = (row for row in table.rows() if row.id == row_id)
    known = row.rules[rule - 1]
    return Record(
        *(f"{word} {of} {unit}", f"{on}T08:00:00+00:00", "tester", "mark", day(on), row_id, of),
        rule=rule,
        kind=known.kind,
        quote=known.quote,
        unit=unit,
        word=word,
    )


def extended(table: Plan, of: str, to: str) -> Record:
    """Time granted to every obligor of an occurrence of a row's first rule."""
    row_id = of.partition("@")[0]
    (row,) = (row for row in table.rows() if row.id == row_id)
    return Record(
        *(f"extend {of}", "2016-06-01T08:00:00+00:00", "tester", "extend", day("2016-06-01"), row_id, of),
        rule=1,
        kind=row.rules[0].kind,
        quote=row.rules[0].quote,
        to=day(to),
        approved_by="市政府",
    )
