"""What a question may never do: ask the clock behind `--today`, or touch the plan's folder."""

from __future__ import annotations

import ast
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from tests.cli.conftest import SMALL
from tests.helpers.asking import Asker
from tests.helpers.plans import written

import gkplan

HOME = Path(gkplan.__file__).parent
CLOCK = "gkplan.cli.clock"
"""The only module that may ask what time it is."""
CLOCKS: frozenset[Any] = frozenset(
    {date.today, datetime.now, datetime.utcnow, datetime.today, time.time, time.time_ns, time.localtime, time.gmtime}
)
_NAMES = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime", "ctime", "fromtimestamp"}

QUESTIONS = [
    *(["due"], ["due", "--month", "2016-07"], ["unit", "市房管局"], ["units"], ["status"], ["status", "overdue"]),
    *(["list"], ["list", "--grep", "要求"], ["show", "2.1"], ["show", "2.1@2016-Q1"], ["log"], ["log", "2.1"]),
    *(["timeline"], ["timeline", "--year", "2017"], ["calendar"], ["calendar", "--quarter", "2016-Q3"]),
]
FORMATS = ["table", "tsv", "json", "jsonl", "csv", "md"]


@contextmanager
def clock_reads() -> Iterator[list[str]]:
    """The modules of gkplan that ask the clock while this lasts."""
    readers: list[str] = []
    builtin = {(getattr(each, "__qualname__", ""), getattr(each, "__module__", "")) for each in CLOCKS}

    def watch(frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and (getattr(called, "__qualname__", ""), getattr(called, "__module__", "")) in builtin:
            module = frame.f_globals.get("__name__", "")
            if module.startswith("gkplan."):
                readers.append(module)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        yield readers
    finally:
        sys.setprofile(before)


def folder_as_it_is(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder, with its bytes and the time it was changed."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def small(ask: Asker, tmp_path: Path) -> Asker:
    """The command line, asked about the small plan, alone in its folder."""
    ask.plan = written(SMALL, tmp_path)
    return ask


def test_the_guard_sees_a_clock_read() -> None:
    """What asks the clock in a module of gkplan is noticed, by name; what does not is not."""
    scope: dict[str, Any] = {"__name__": "gkplan.query.window", "datetime": datetime, "date": date, "time": time}
    for asking in ("date.today()", "datetime.now()", "time.time()"):
        with clock_reads() as readers:
            eval(asking, scope)  # noqa: S307 - a clock read as it would stand in a module
        assert readers == ["gkplan.query.window"]
    with clock_reads() as readers:
        eval("date(2016, 1, 1).isoformat()", scope)  # noqa: S307 - as above
    assert readers == []


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_no_question_asks_the_clock(small: Asker, question: list[str]) -> None:
    """With `--today` given, no module of gkplan asks what time it is."""
    with clock_reads() as readers:
        assert small.of(*question).code == 0
    assert readers == []


def test_without_today_only_the_clock_is_asked(small: Asker) -> None:
    """The day it is comes from one module alone."""
    with clock_reads() as readers:
        assert small("due", "--file", str(small.plan), "--format", "json").code == 0
    assert set(readers) == {CLOCK}


def test_no_module_but_the_clock_names_a_clock() -> None:
    """Nowhere else in the source is a clock called, whether a test comes by or not."""
    found = [
        f"{path.relative_to(HOME)}:{node.lineno}"
        for path in HOME.rglob("*.py")
        if path != HOME / "cli/clock.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _names_a_clock(node.func)
    ]
    assert found == []


def _names_a_clock(called: ast.expr) -> bool:
    """Whether a call is one of a clock's: an attribute of `date`, `datetime` or `time`."""
    return (
        isinstance(called, ast.Attribute)
        and called.attr in _NAMES
        and isinstance(called.value, (ast.Name, ast.Attribute))
        and (called.value.id if isinstance(called.value, ast.Name) else called.value.attr)
        in {"date", "datetime", "time", "dt", "_time", "_datetime"}
    )


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("format_", FORMATS)
def test_a_question_leaves_the_plans_folder_as_it_is(
    small: Asker, tmp_path: Path, question: list[str], format_: str
) -> None:
    """No file beside the plan comes, goes or changes, not even in its time."""
    before = folder_as_it_is(tmp_path)
    assert small.of(*question, format_=format_).code == 0
    assert folder_as_it_is(tmp_path) == before


@pytest.mark.parametrize("arguments", [["validate"], ["due", "--on", "x"], ["show", "9.9"], ["unit", "nobody"]])
def test_neither_a_refusal_nor_validation_touches_it(small: Asker, tmp_path: Path, arguments: list[str]) -> None:
    """A question that is refused leaves no trace either, nor does looking for findings."""
    before = folder_as_it_is(tmp_path)
    small(*arguments, "--file", str(small.plan))
    assert folder_as_it_is(tmp_path) == before


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv", "tsv"])
def test_asked_twice_the_answer_is_the_same_bytes(small: Asker, format_: str) -> None:
    """The same plan and the same day give the same answer."""
    for question in QUESTIONS:
        assert small.of(*question, format_=format_).out == small.of(*question, format_=format_).out
