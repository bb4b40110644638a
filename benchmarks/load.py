"""How long a plan takes to load and check, in units of libyaml's events alone, and in which memory.

`python -m benchmarks.load 1000 100000`: a plan of each size is written by `benchmarks.generate` and read in fresh
processes, paired with others that only drain its events.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import generate
from benchmarks.pairs import environment, instructions, paired

_DRAIN = "import sys, yaml\nfor _ in yaml.parse(open(sys.argv[1], encoding='utf-8'), Loader=yaml.CSafeLoader): pass"
_LOAD = (
    "import sys\nfrom gkplan.plan.load import load_rows\n"
    "loaded = load_rows(sys.argv[1], lambda plan: lambda row: None)\nassert loaded.plan and not loaded.findings"
)
_COUNTED = 10_000
"""Up to how many rows instructions are counted: valgrind takes fifty times as long."""


def main() -> int:
    """Measure and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("rows", type=int, nargs="*", default=[1_000, 10_000])
    options.add_argument("--rounds", type=int, default=5, help="pairs of runs for each size")
    asked = options.parse_args()
    print("|    rows | load / events |      s | peak MiB | instr. a row |")
    print("|--------:|--------------:|-------:|---------:|-------------:|")
    with tempfile.TemporaryDirectory() as folder:
        for rows in asked.rows:
            print(measured(rows, Path(folder) / f"{rows}.yaml", asked.rounds), flush=True)
    return 0


def measured(rows: int, path: Path, rounds: int) -> str:
    """A line of the table."""
    with path.open("w", encoding="utf-8") as out:
        generate.write(out, rows)
    load = (sys.executable, "-c", _LOAD, str(path))
    ratio = paired(load, (sys.executable, "-c", _DRAIN, str(path)), rounds)
    nothing = instructions((sys.executable, "-c", "import gkplan.plan.judge")) if rows <= _COUNTED else None
    counted = instructions(load) if nothing is not None else None
    each = f"{(counted - nothing) / rows:,.0f}" if counted and nothing else "–"
    return f"| {rows:7} | {ratio.cpu:13.2f} | {ratio.seconds:6.2f} | {peak(load):8.0f} | {each:>12} |"


def peak(command: tuple[str, ...]) -> float:
    """The most memory that a process holds, in MiB; asked by a process of its own, since the most of all is kept."""
    code = (
        f"import resource, subprocess; subprocess.run({command!r}, check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


if __name__ == "__main__":
    sys.exit(main())
