"""The plan that ships, made into each format and read again: the same plan, but for what a person reviewed."""

from pathlib import Path

import pytest
from tests.helpers.documents import (
    band,
    csv_document,
    markdown_document,
    source_table,
    web_page,
    word_document,
)
from tests.helpers.sheets import spreadsheet

from gkplan.deadline.row import read_row
from gkplan.plan.load import load
from gkplan.plan.model import Plan, Row
from gkplan.readers.interface import Draft, read_bytes

BEFORE, TABLE = source_table()
BANDED = [*TABLE[:3], band("一、推进公开", 5), *TABLE[3:]]
DEADLINE, UNITS = 4, 3


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The shipped plan."""
    loaded = load(Path(__file__).parents[2] / "data" / "tasks.yaml")
    assert loaded.plan is not None
    return loaded.plan


def told(row: Row) -> tuple[object, ...]:
    """What a document tells of a row."""
    return (row.id, row.title, row.requirement, row.units, row.units_text, row.support, row.deadline, row.inherited)


def codes(draft: Draft) -> set[str]:
    """The doubts' codes."""
    return {doubt.code for doubt in draft.doubts}


DOCUMENTS = {
    "csv": lambda: csv_document(TABLE, BEFORE),
    "tsv": lambda: csv_document(TABLE, BEFORE, encoding="utf-16", apart="\t"),
    "csv-gb18030": lambda: csv_document(TABLE, BEFORE, encoding="gb18030"),
    "md": lambda: markdown_document(TABLE, BEFORE),
    "html": lambda: web_page(TABLE, BEFORE),
    "html-band": lambda: web_page(BANDED, BEFORE, encoding="utf-8"),
    "xlsx": lambda: spreadsheet(TABLE, BEFORE),
    "xlsx-band": lambda: spreadsheet(BANDED, BEFORE),
    "docx": lambda: word_document(TABLE, BEFORE),
    "docx-band": lambda: word_document(BANDED, BEFORE),
    "docx-changed": lambda: word_document(TABLE, BEFORE, changed=(4, DEADLINE)),
    "docx-controlled": lambda: word_document(TABLE, BEFORE, controlled=(5, DEADLINE)),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_of_any_format_is_the_plan(plan: Plan, kind: str) -> None:
    """Text, units, merged cells, title and year are those of data/tasks.yaml; rules are those of the words printed."""
    draft = read_bytes(DOCUMENTS[kind](), f"plan.{kind.partition('-')[0]}")

    assert [told(row) for row in draft.plan.rows()] == [told(row) for row in plan.rows()]
    assert (draft.plan.title, draft.plan.year) == (plan.title, plan.year)
    assert {unit.name for unit in draft.plan.units} <= {unit.name for unit in plan.units}
    untouched = [row for row in plan.rows() if row.corrected is None and row.reviewed is None]
    read = {row.id: row.rules for row in draft.plan.rows()}
    assert {row.id: read[row.id] for row in untouched} == {row.id: row.rules for row in untouched}
    assert all(
        row.rules == read_row(row.deadline, row.requirement, units=row.units, year=2016).rules
        for row in draft.plan.rows()
    )


@pytest.mark.parametrize(
    ("document", "name"),
    [(word_document(TABLE, BEFORE, pages=4), "a.docx"), (web_page(TABLE, BEFORE, pages=4), "a.html")],
    ids=["docx", "html"],
)
def test_a_table_split_over_pages_is_the_plan(plan: Plan, document: bytes, name: str) -> None:
    """Each page prints the headings, and again the cells merged over its beginning: those are then the row's own."""
    draft = read_bytes(document, name)

    assert [told(row)[:-1] for row in draft.plan.rows()] == [told(row)[:-1] for row in plan.rows()]
    inherited = [row.id for row, other in zip(draft.plan.rows(), plan.rows(), strict=True) if told(row) != told(other)]
    assert 0 < len(inherited) <= 3
    assert "number-out-of-order" not in codes(draft)
