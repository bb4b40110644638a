"""Marks whose process is killed at any instant."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.crash.strain import INSTANT, LONG, assert_sound, kept, killed, started
from tests.helpers.plans import by, plan, row, written

from gkplan.ledger.journal import read

MARKS, LONGEST = (2000, 0.1) if LONG else (100, 0.03)
COMMANDS = 300 if LONG else 4


def test_no_acknowledged_mark_is_lost_to_a_kill(tmp_path: Path) -> None:
    """Processes that record are killed at random instants until so many marks are acknowledged: all are there."""
    ledger, acknowledged = tmp_path / "tasks.progress.yaml", set[str]()
    while len(acknowledged) < MARKS:
        acknowledged.update(killed(started(ledger, MARKS), INSTANT.uniform(0, LONGEST)))
        assert acknowledged <= {record.id for record in kept(ledger).records}
    assert_sound(ledger, acknowledged)


def test_a_killed_command_leaves_a_ledger_that_loads(tmp_path: Path) -> None:
    """Whole commands are killed on their way; what one of them acknowledged on stdout is there, and the next works."""
    file = written(plan(row("1.1", by("2016-12-31"))), tmp_path)
    ledger = file.with_suffix(".progress.yaml")
    command = [sys.executable, "-m", "gkplan", "mark", "1.1", "doing", "-f", str(file)]
    command += ["--today", "2016-12-01", "--format", "jsonl"]
    acknowledged: list[str] = []
    for _ in range(COMMANDS):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            said, _nothing = process.communicate(timeout=INSTANT.uniform(0.05, 0.4))
        except subprocess.TimeoutExpired:
            process.kill()
            said, _nothing = process.communicate()
        acknowledged += [line.split('"')[3] for line in said.split("\n")[:-1]]
        assert set(acknowledged) <= {record.id for record in kept(ledger).records}
    assert_sound(ledger, acknowledged)


@pytest.mark.parametrize(
    "torn", ["- {", '- {"id": "a', '- {"id": "甲乙"}'.encode()[:11].decode("latin-1"), "\0\0\0", "#"]
)
def test_whatever_end_was_torn_off_the_next_mark_stands(tmp_path: Path, torn: str) -> None:
    """A ledger may end in any piece of a line, in half a character or in zeros, as a power cut leaves them."""
    ledger = tmp_path / "tasks.progress.yaml"
    first = killed(started(ledger, 1), 0.2)
    with ledger.open("ab") as file:
        file.write(torn.encode("latin-1"))
    assert [flaw.torn for flaw in read(ledger).flaws] == ([] if torn == "#" else [True])
    assert_sound(ledger, first)
