"""A kill at each system call of one mark, by strace's fault injection."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.crash.strain import LONG, MARKING, STRACE, assert_sound, needs_strace, whole_lines
from tests.helpers.plans import by, plan, row, written

_CALL = re.compile(r"^\d+ +(?P<name>[a-z][a-z0-9_]*)\(")
_KILLED = -9
_EVERY = 50
"""How many of the calls before the ledger is touched go by from one kill to the next, in the long form."""


Instant = tuple[str, int]
"""A system call, and how often it has been made by then."""


def instants(command: Sequence[str], ledger: Path, trace: Path) -> list[Instant]:
    """The system calls of a command from the lock on; in the long form also some before it."""
    traced = [STRACE, "-f", "-qq", "-o", str(trace), *command]
    subprocess.run(traced, capture_output=True, timeout=60, check=True)
    lines, seen, calls = trace.read_text(errors="replace").splitlines(), Counter[str](), list[Instant]()
    for line in lines:
        if found := _CALL.match(line):
            seen[found["name"]] += 1
            calls.append((found["name"], seen[found["name"]]))
    touched = next(number for number, line in enumerate(lines) if f"{ledger.name}.lock" in line)
    before = calls[1:touched:_EVERY] if LONG else []
    return [*before, *calls[touched:]]


def deaths(command: Sequence[str], ledger: Path, calls: Sequence[Instant]) -> int:
    """Kill a command at each of these calls, and hold the ledger against what was acknowledged; how often it died."""
    died, acknowledged = 0, list[str]()
    for name, nth in calls:
        inject = f"inject={name}:signal=KILL:when={nth}"
        killing = [STRACE, "-f", "-qq", "-o", "/dev/null", "-e", f"trace={name}", "-e", inject, *command]
        ended = subprocess.run(killing, capture_output=True, text=True, timeout=60, check=False)
        assert ended.returncode in {0, _KILLED}
        died += ended.returncode == _KILLED
        acknowledged += [line.split('"')[3] if '"' in line else line for line in whole_lines(ended.stdout)]
        assert_sound(ledger, acknowledged)
    return died


@needs_strace
def test_a_kill_at_each_system_call_of_a_mark(tmp_path: Path) -> None:
    """From the lock to the end there is no call at which a kill loses what was acknowledged or spoils the ledger."""
    ledger = tmp_path / "tasks.progress.yaml"
    command = [*MARKING, str(ledger), "1"]
    assert deaths(command, ledger, instants(command, ledger, tmp_path / "trace")) > 20


@needs_strace
def test_a_kill_at_each_system_call_of_the_command(tmp_path: Path) -> None:
    """The same of `gkplan mark` as a whole process; in the short form at the calls that lock and write."""
    file = written(plan(row("1.1", by("2016-12-31"))), tmp_path)
    ledger = file.with_suffix(".progress.yaml")
    command = [sys.executable, "-m", "gkplan", "mark", "1.1", "doing", "-f", str(file)]
    command += ["--today", "2016-12-01", "--format", "jsonl"]
    calls = instants(command, ledger, tmp_path / "trace")
    if not LONG:
        calls = [call for call in calls if call[0] in {"flock", "write", "fsync"}]
    assert deaths(command, ledger, calls) >= 4
