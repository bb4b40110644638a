"""Layouts that published plans have: each `fixtures/NAME.html` is read as `fixtures/NAME.txt` says.

`LAYOUTS_ACCEPT=1` writes what is read now; a person reads the difference before it is committed.
"""

import os
from pathlib import Path

import pytest

from gkplan.plan.dump import dump
from gkplan.plan.load import load_bytes
from gkplan.readers.doubts import UnreadableError
from gkplan.readers.interface import Draft, read_document

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.html"))


def _told(draft: Draft) -> str:
    """The title, then a line a row and a line a doubt."""
    lines = [f"{draft.plan.title} {draft.plan.year}"]
    for row in draft.plan.rows():
        cells = [row.id, row.title, row.requirement, "、".join(row.units), "、".join(row.support), row.deadline]
        cells.append(" ".join(f"{heading}={words}" for heading, words in row.extra))
        cells.append(f"= {row.meant_deadline}" if row.corrected else "")
        lines.append(" | ".join(cells).replace("\n", "\\n").rstrip(" |"))
    lines += [f"? {doubt.code} {doubt.row or '-'} 行{doubt.line} {doubt.words}".rstrip() for doubt in draft.doubts]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("document", FIXTURES, ids=lambda path: path.stem)
def test_a_layout_is_read_as_a_person_reads_it(document: Path) -> None:
    """Each cell in its place, or a doubt; never a wrong row. A document with no such table is refused."""
    expected = document.with_suffix(".txt")
    try:
        told = _told(read_document(document))
    except UnreadableError as error:
        told = f"{error}\n"

    if os.environ.get("LAYOUTS_ACCEPT"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", [path for path in FIXTURES if path.stem != "form"], ids=lambda path: path.stem)
def test_what_is_read_is_a_valid_plan(document: Path) -> None:
    """Whatever the document lacks, the file has no error, and loading it gives the plan again."""
    plan = read_document(document).plan
    loaded = load_bytes(dump(plan).encode(), "plan.yaml")

    assert loaded.findings == ()
    assert loaded.plan == plan
