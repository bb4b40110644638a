"""Many processes that record at the same time."""

from __future__ import annotations

from pathlib import Path

from tests.crash.strain import LONG, assert_sound, kept, started, whole_lines

PROCESSES, MARKS = (8, 300) if LONG else (4, 25)


def test_records_made_at_the_same_time_all_survive(tmp_path: Path) -> None:
    """Eight processes with three hundred marks each leave 2,400 records (in short, four with 25)."""
    ledger = tmp_path / "tasks.progress.yaml"
    processes = [started(ledger, MARKS) for _ in range(PROCESSES)]
    said = [process.communicate(timeout=600)[0] for process in processes]
    acknowledged = [id_ for each in said for id_ in whole_lines(each)]
    assert [process.returncode for process in processes] == [0] * PROCESSES
    assert sorted(acknowledged) == sorted(record.id for record in kept(ledger).records)
    assert len(acknowledged) == PROCESSES * MARKS
    assert_sound(ledger, acknowledged)
