"""The made-up plans that large ones are measured by are plans as any other."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks import generate
from tests.helpers.asking import Asker

from gkplan.plan.load import load


def text_of(rows: int, seed: int = 1) -> str:
    """A plan of so many rows, as text."""
    out = io.StringIO()
    generate.write(out, rows, seed)
    return out.getvalue()


def test_the_same_seed_gives_the_same_plan() -> None:
    """And another seed another one."""
    assert text_of(40) == text_of(40)
    assert text_of(40) != text_of(40, seed=2)


def test_a_made_up_plan_is_valid(tmp_path: Path) -> None:
    """`validate` finds nothing in it, its rules held against its words, and it has as many rows as were asked for."""
    path = tmp_path / "plan.yaml"
    path.write_text(text_of(300), encoding="utf-8")
    loaded = load(path, reread=True)
    assert loaded.findings == ()
    assert loaded.plan is not None
    assert sum(1 for _row in loaded.plan.rows()) == 300


@pytest.fixture
def large(ask: Asker, tmp_path: Path) -> Asker:
    """The command line, asked about a made-up plan of 600 rows."""
    ask.plan = tmp_path / "plan.yaml"
    ask.plan.write_text(text_of(600), encoding="utf-8")
    ask.today = "2016-11-15"
    return ask


QUESTIONS = """
due --month 2016-12
due --overdue
due --year 2016 --unit 东市教育局
unit 东市教育局
status
check
show 3.3
""".strip().split("\n")


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_larger_plan_is_answered_the_same_both_ways(large: Asker, both: Callable[..., None], question: str) -> None:
    """From a snapshot and from the plan itself, with rules of every kind side by side."""
    assert large.plan is not None
    both(*question.split())


def test_a_compiled_plan_takes_no_memory_for_its_rows(tmp_path: Path) -> None:
    """Rows are handed on one by one, in the order of the file, and none is kept."""
    from gkplan.plan.load import load_rows

    path = tmp_path / "plan.yaml"
    path.write_text(text_of(100), encoding="utf-8")
    ids: list[str] = []
    loaded = load_rows(path, lambda _plan: lambda row: ids.append(row.id))
    assert loaded.plan is not None
    assert loaded.plan.tasks == ()
    assert ids == [f"{number // 20 + 1}.{number % 20 + 1}" for number in range(100)]
