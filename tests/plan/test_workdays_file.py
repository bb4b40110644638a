"""The file of working days beside a plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gkplan.calendar.workdays import CHINA, Settled, add_workdays, last_workday_up_to
from gkplan.ledger.account import Ledger
from gkplan.plan.load import load
from gkplan.plan.schedule import Schedule
from gkplan.plan.units import UnitBook
from gkplan.query.book import Book

PLAN = """\
schema: 1
plan: {id: x-2027, title: 某市2027年分工方案, year: 2027}
units: [{name: 市府办}]
tasks:
  - no: 1
    title: 任务
    rows:
      - no: 1
        requirement: 检查
        units: [市府办]
        deadline: 2027年10月7日前
        rules:
          - {kind: by, date: 2027-10-07, quote: 2027年10月7日前, from: deadline}
"""
# An invented notice: National Day moved to 1 to 7 October, the Sunday before worked.
WORKDAYS = """\
years:
  - year: 2027
    notice: 国办发明电〔2026〕1号
    off: [2027-10-01, 2027-10-04, 2027-10-05, 2027-10-06, 2027-10-07]
    worked: [2027-09-26]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a plan in it."""
    (tmp_path / "tasks.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def say(folder: Path, text: str) -> None:
    """Put a file of working days beside the plan."""
    (folder / "workdays.yaml").write_text(text, encoding="utf-8")


def test_without_the_file_a_year_not_announced_is_estimated(folder: Path) -> None:
    """The plan counts by the calendar that is known, and says that 2027 is an estimate."""
    plan = load(folder / "tasks.yaml").plan
    assert plan is not None
    assert plan.calendar is CHINA
    (entry,) = Book(plan, "tasks.yaml", date(2027, 10, 1)).entries
    occurrence = entry.tallies[0].occurrence
    assert (occurrence.act_by, occurrence.act_by_estimated) == (date(2027, 10, 7), True)


def test_with_the_file_the_year_is_known(folder: Path) -> None:
    """What is due in the feast's week is best done before it, and no estimate any more."""
    say(folder, WORKDAYS)
    plan = load(folder / "tasks.yaml").plan
    assert plan is not None
    (row,) = plan.rows()
    (occurrence,) = Schedule(plan, UnitBook(plan), date(2027, 1, 1)).of(row, Ledger().of(row).instances())
    assert (occurrence.act_by, occurrence.act_by_estimated) == (date(2027, 9, 30), False)
    assert last_workday_up_to(date(2027, 9, 26), plan.calendar) == Settled(date(2027, 9, 26))
    assert add_workdays(date(2027, 9, 30), 1, plan.calendar) == Settled(date(2027, 10, 8))
    assert last_workday_up_to(date(2028, 10, 7), plan.calendar).estimated


def test_the_plan_is_the_same_plan(folder: Path) -> None:
    """The calendar is how a plan is counted, not what it says: two plans with other calendars are equal."""
    before = load(folder / "tasks.yaml")
    say(folder, WORKDAYS)
    assert load(folder / "tasks.yaml") == before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WORKDAYS.replace("2027-10-04", "2027-10-32"), ("GK112", 4, 23)),
        (WORKDAYS.replace("    notice: 国办发明电〔2026〕1号\n", ""), ("GK101", 2, 5)),
        (WORKDAYS.replace("worked", "workdays"), ("GK102", 5, 5)),
        (WORKDAYS.replace("years", "year"), ("GK101", 1, 1)),
        ("- 2027-10-01\n", ("GK101", 1, 1)),
        ("years: &x []\n", ("GK006", 1, 8)),
        ("years: []\nyears: []\n", ("GK008", 2, 1)),
        ("", ("GK101", 1, 1)),
    ],
)
def test_an_error_in_it_is_an_error_of_the_plan(folder: Path, text: str, expected: tuple[str, int, int]) -> None:
    """Nothing is answered by a calendar that can't be read; the finding names the calendar's file."""
    say(folder, text)
    loaded = load(folder / "tasks.yaml", shown="data/tasks.yaml")
    assert loaded.plan is None
    first = loaded.findings[0]
    assert (first.file, first.code, first.line, first.col) == ("data/workdays.yaml", *expected)


def test_what_is_known_there_is_named(folder: Path) -> None:
    """A field that is not known brings the fields of its own file."""
    say(folder, WORKDAYS.replace("worked", "workdays"))
    assert "year, notice, off, worked" in load(folder / "tasks.yaml").findings[0].hint
