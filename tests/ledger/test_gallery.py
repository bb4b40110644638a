"""The gallery of bad ledgers: each with the findings it must bring, which are their documentation.

A case is `gallery/ledger/NAME.progress.yaml`, a ledger of the plan `gallery/sound.yaml`, with `NAME.txt` beside it. To
accept what the program says now: `GALLERY_ACCEPT=1 pytest …`, and then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.helpers.plans import day

from gkplan.clean import visible
from gkplan.ledger.account import Ledger
from gkplan.ledger.doubts import flaws
from gkplan.ledger.journal import read
from gkplan.ledger.place import SUFFIX
from gkplan.plan.findings import KINDS, Finding
from gkplan.plan.load import load
from gkplan.query.book import Book

GALLERY = Path(__file__).parents[1] / "gallery"
CASES = sorted((GALLERY / "ledger").glob(f"*{SUFFIX}"))


def found(case: Path) -> list[Finding]:
    """What is wrong with a ledger of the sound plan, line by line."""
    plan, ledger = load(GALLERY / "sound.yaml").plan, Ledger(read(case))
    assert plan is not None
    book = Book(plan, "sound.yaml", day("2016-12-31"), ledger=ledger)
    return sorted([*flaws(ledger, case.name), *book.doubts(case.name)], key=lambda finding: finding.line)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_ledger_brings_its_findings(case: Path) -> None:
    """Code, place, title and hint of every finding are those beside the ledger."""
    said = visible(
        "".join(
            f"{each.file}:{each.line}:{each.col}: {each.level} {each.code} {each.title}\n    {each.hint}\n"
            for each in found(case)
        )
    )
    expected = case.with_name(case.name.removesuffix(SUFFIX) + ".txt")
    if os.environ.get("GALLERY_ACCEPT"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


def test_every_code_of_a_ledger_has_a_case() -> None:
    """The gallery shows each code in a file named after it, and a sound ledger brings none."""
    codes = {code for code in KINDS if code.startswith("GK4")}
    assert {case.name[:5].upper() for case in CASES} == codes | {"SOUND"}
    for case in CASES:
        code = case.name[:5].upper()
        assert (code == "SOUND" and not found(case)) or code in {each.code for each in found(case)}
