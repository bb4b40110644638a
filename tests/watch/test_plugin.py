"""`check --nagios` as a monitoring system runs it: wrapped by `negate` of the Monitoring Plugins."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.helpers.asking import COMMAND, Asked, ask_process
from tests.helpers.plans import by, plan, row, written

NEGATE = Path("/usr/lib/nagios/plugins/negate")
"""Where Debian's monitoring-plugins-basic has it."""
pytestmark = pytest.mark.skipif(not NEGATE.exists(), reason="monitoring-plugins-basic is not installed")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """One deadline, of 2016-06-30."""
    return written(plan(row("1.1", by("2016-06-30"))), tmp_path)


def negated(*arguments: str) -> Asked:
    """A run by the wrapper, which swaps OK and CRITICAL, in the state and in the words."""
    return ask_process("--substitute", str(COMMAND), *arguments, command=(str(NEGATE),))


@pytest.mark.parametrize(
    ("today", "code", "line"),
    [
        ("2016-01-01", 2, "GKPLAN CRITICAL - 0 overdue, 0 due within 7 days | 'overdue'=0;;0;0 'soon'=0;0;;0\n"),
        (
            "2016-06-25",
            1,
            "GKPLAN WARNING - 0 overdue, 1 due within 7 days: 1.1@2016-06-30 | 'overdue'=0;;0;0 'soon'=1;0;;0\n",
        ),
        (
            "2016-07-01",
            0,
            "GKPLAN OK - 1 overdue, 0 due within 7 days: 1.1@2016-06-30 | 'overdue'=1;;0;0 'soon'=0;0;;0\n",
        ),
    ],
)
def test_the_wrapper_understands_state_and_line(table: Path, today: str, code: int, line: str) -> None:
    """Good is turned to bad and bad to good; a warning stays, and so does the line but for its state."""
    asked = negated("check", "--nagios", "--file", str(table), "--today", today)
    assert (asked.code, asked.out) == (code, line)


@pytest.mark.parametrize("arguments", [["--unit", "没有"], ["--within", "x"], ["--help"], ["--file", "/missing"]])
def test_what_is_unknown_stays_unknown(table: Path, arguments: list[str]) -> None:
    """No fault is turned into good news."""
    asked = negated("check", "--nagios", "--file", str(table), *arguments)
    assert asked.code == 3
    assert asked.out
