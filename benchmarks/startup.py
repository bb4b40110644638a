"""How long gkplan takes from start to exit, in units of the same interpreter doing nothing: `make bench`.

Each command is run as a whole process, in turn with `python -c pass` of this interpreter (never a shim of it), from
the installed package with its modules compiled. `--check` ends with 1 where a goal is missed; a tenth is allowed for
what two medians differ by on a busy machine.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks.pairs import Command, instructions, paired

GKPLAN = (sys.executable, str(Path(sys.executable).with_name("gkplan")))
NOTHING = (sys.executable, "-c", "pass")
PLAN = Path(__file__).parents[1] / "data" / "tasks.yaml"
SLACK = 1.1
_ASKED = ("--file", str(PLAN), "--today", "2016-12-01", "--format", "json")
_COMPLETION = {"_GKPLAN_COMPLETE": "bash_complete", "COMP_CWORD": "1", "COMP_WORDS": "gkplan "}


class Case(NamedTuple):
    """A command, the goal for its ratio (None: only shown), and what its environment has besides."""

    name: str
    command: Command
    goal: float | None
    environ: dict[str, str]


CASES = (
    Case("import click", (sys.executable, "-c", "import click"), None, {}),
    Case("gkplan --version", (*GKPLAN, "--version"), 5, {}),
    Case("completion of commands", GKPLAN, 5, _COMPLETION),
    Case("completion script", GKPLAN, None, {"_GKPLAN_COMPLETE": "bash_source"}),
    Case("completion of units", GKPLAN, None, _COMPLETION | {"COMP_CWORD": "2", "COMP_WORDS": "gkplan unit 市"}),
    Case("gkplan due --format json", (*GKPLAN, "due", "--month", "2016-12", *_ASKED), 4.6, {}),
    Case("gkplan unit --format json", (*GKPLAN, "unit", "市房管局", *_ASKED), 9, {}),
    Case("without a snapshot", (*GKPLAN, "due", "--month", "2016-12", *_ASKED, "--no-snapshot"), 16, {}),
    Case("gkplan due --format table", (*GKPLAN, "due", "--month", "2016-12", *_ASKED[:-1], "table"), None, {}),
    Case("gkplan --help", (*GKPLAN, "--help"), None, {}),
)


def main() -> int:
    """Measure and print a table; 1 where a goal is to be checked and missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=25, help="pairs of runs for each command")
    options.add_argument("--check", action="store_true", help="end with 1 where a goal is missed")
    asked = options.parse_args()
    base = instructions(NOTHING)
    print(f"| {'whole process':26} | wall × | cpu × | instr. × |   ms | goal |")
    print(f"|{'-' * 28}|-------:|------:|---------:|-----:|-----:|")
    missed = [case.name for case in CASES if not measured(case, asked.rounds, base)]
    for name in missed if asked.check else ():
        print(f"goal missed: {name}", file=sys.stderr)
    return int(asked.check and bool(missed))


def measured(case: Case, rounds: int, base: int | None) -> bool:
    """Measure a case and print its line; whether its goal is met."""
    ratio = paired(case.command, NOTHING, rounds, **case.environ)
    counted = instructions(case.command, **case.environ) if base else None
    many = f"{counted / base:.1f}" if base and counted else "–"
    goal = "" if case.goal is None else f"{case.goal:g}"
    figures = f"{ratio.wall:6.1f} | {ratio.cpu:5.1f} | {many:>8} | {ratio.seconds * 1000:4.0f} | {goal:>4}"
    print(f"| {case.name:26} | {figures} |", flush=True)
    return case.goal is None or min(ratio.wall, ratio.cpu) <= case.goal * SLACK


if __name__ == "__main__":
    sys.exit(main())
