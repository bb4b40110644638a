"""What a ledger of 100,000 records costs: `mark` by a full occurrence id and `status`, against an empty ledger.

Each command is run as a whole process on the large ledger, in turn with the same command on one without records, and
the median of the pairs' ratios is printed. `--check` ends with 1 where a goal is missed; a tenth is allowed for what
two medians differ by on a busy machine.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from benchmarks.pairs import Command, paired

from gkplan.ledger.record import WORDS, Record, line_of
from gkplan.plan.load import load
from gkplan.query.book import Book

GKPLAN = str(Path(sys.executable).with_name("gkplan"))
PLAN = Path(__file__).parents[1] / "data" / "tasks.yaml"
TODAY = "2016-12-01"
SLACK = 1.1
# What is run, the goal for its ratio, and by how many pairs.
CASES = (("mark", ("mark", "1.1@2016-12-31", "doing", "--unit", "市编办"), 1.5), ("status", ("status",), 3.0))


def main() -> int:
    """Measure and print a table; 1 where a goal is to be checked and missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=100_000, help="in the large ledger")
    options.add_argument("--rounds", type=int, default=15, help="pairs of runs for each command")
    options.add_argument("--check", action="store_true", help="end with 1 where a goal is missed")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        large, empty = (_office(Path(folder) / name, count) for name, count in (("large", asked.records), ("empty", 0)))
        print(f"| {asked.records} records | wall × | cpu × |   ms | goal |")
        print("|----------------|-------:|------:|-----:|-----:|")
        missed = [name for name, arguments, goal in CASES if not _measured(name, arguments, goal, large, empty, asked)]
    for name in missed if asked.check else ():
        print(f"goal missed: {name}", file=sys.stderr)
    return int(asked.check and bool(missed))


def _measured(  # noqa: PLR0913, PLR0917 - what a line of the table is
    name: str, arguments: Command, goal: float, large: Path, empty: Path, asked: argparse.Namespace
) -> bool:
    """Measure a command and print its line; whether its goal is met."""
    on_large, on_empty = (
        (GKPLAN, *arguments, "--file", str(plan), "--today", TODAY, "--format", "json") for plan in (large, empty)
    )
    ratio = paired(on_large, on_empty, asked.rounds)
    print(
        f"| {name:14} | {ratio.wall:6.2f} | {ratio.cpu:5.2f} | {ratio.seconds * 1000:4.0f} | {goal:>4g} |", flush=True
    )
    return min(ratio.wall, ratio.cpu) <= goal * SLACK


def _office(folder: Path, records: int) -> Path:
    """A folder with the plan and a ledger of so many marks; the plan's path."""
    folder.mkdir()
    plan = Path(shutil.copy(PLAN, folder))
    plan.with_suffix(".progress.yaml").write_bytes(b"".join(map(line_of, islice(_marks(plan), records))))
    return plan


def _marks(file: Path) -> Iterator[Record]:
    """Marks without end, of every obligation of a plan at random, one a second, some with a note."""
    plan, chance = load(file).plan, random.Random(2016)  # noqa: S311 - no secrets
    if plan is None:
        raise SystemExit(f"{file} is no plan")
    written, on = datetime(2016, 11, 1, tzinfo=UTC), date(2016, 11, 1)
    occurrences = [each.occurrence for each in Book(plan, file.name, on).tallies()]
    owed = [(occurrence, unit) for occurrence in occurrences for unit in occurrence.obligors]
    while True:
        occurrence, unit = chance.choice(owed)
        written += timedelta(seconds=1)
        yield Record(
            *(f"{chance.getrandbits(48):012x}", written.isoformat(timespec="microseconds"), "办公室", "mark", on),
            *(occurrence.row.id, occurrence.id, occurrence.rule_no, occurrence.rule.kind, occurrence.rule.quote),
            unit,
            chance.choice(WORDS),
            note=chance.choice([None, "进展顺利，正在办理"]),
        )


if __name__ == "__main__":
    sys.exit(main())
