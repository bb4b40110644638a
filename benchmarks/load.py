"""How long a plan takes to load, check and compile, in units of libyaml's events alone, and in which memory.

`python -m benchmarks.load 1000 100000`: a plan of each size is written by `benchmarks.generate` and compiled into a new
snapshot by fresh processes, paired with others that only drain its events.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import generate
from benchmarks.pairs import Command, environment, instructions, paired

_DRAIN = "import sys, yaml\nfor _ in yaml.parse(open(sys.argv[1], encoding='utf-8'), Loader=yaml.CSafeLoader): pass"
_COMPILE = (
    "import sys\nfrom gkplan.query import damaged, sealed\nfrom gkplan.query.opening import opened\n"
    "from gkplan.query.snapshot import Snapshot\ndamaged.forget(sealed.place_of(sys.argv[1]))\n"
    "assert isinstance(opened(sys.argv[1], sys.argv[1], 2016), Snapshot)"
)
_FEW = 100
_COUNTED = 10_000
"""Up to how many rows instructions are counted unless it is asked for: valgrind takes fifty times as long."""


def main() -> int:
    """Measure and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("rows", type=int, nargs="*", default=[1_000, 10_000])
    options.add_argument("--rounds", type=int, default=5, help="pairs of runs for each size")
    options.add_argument("--count", type=int, default=_COUNTED, help="the most rows to count instructions for")
    asked = options.parse_args()
    print("|    rows | load / events |      s | peak MiB | instr. a row |")
    print("|--------:|--------------:|-------:|---------:|-------------:|")
    with tempfile.TemporaryDirectory() as folder:
        few = counted(_written(_FEW, folder), folder)
        for rows in asked.rows:
            path = _written(rows, folder)
            many = counted(path, folder) if few and rows <= asked.count else None
            each = f"{(many - few) / (rows - _FEW):,.0f}" if few and many else "–"
            drain = (sys.executable, "-c", _DRAIN, str(path))
            ratio = paired(compiling(path), drain, asked.rounds, XDG_CACHE_HOME=folder)
            figures = f"{ratio.cpu:13.2f} | {ratio.seconds:6.2f} | {peak(compiling(path), folder):8.0f}"
            print(f"| {rows:7} | {figures} | {each:>12} |", flush=True)
    return 0


def compiling(path: Path) -> Command:
    """The process that compiles a plan into a new snapshot."""
    return (sys.executable, "-c", _COMPILE, str(path))


def counted(path: Path, cache: str) -> int | None:
    """How many instructions that takes; None where they can't be counted."""
    return instructions(compiling(path), XDG_CACHE_HOME=cache)


def _written(rows: int, folder: str) -> Path:
    path = Path(folder) / f"{rows}.yaml"
    with path.open("w", encoding="utf-8") as out:
        generate.write(out, rows)
    return path


def peak(command: Command, cache: str) -> float:
    """The most memory that a process holds, in MiB; asked by a process of its own, since the most of all is kept."""
    code = (
        f"import resource, subprocess; subprocess.run({tuple(command)!r}, check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(XDG_CACHE_HOME=cache), capture_output=True, text=True, check=True
    )
    return int(done.stdout) / 1024


if __name__ == "__main__":
    sys.exit(main())
