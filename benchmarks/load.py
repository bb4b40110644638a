"""What reading a large plan costs, in units of libyaml's events alone, in instructions a row and in memory.

`python -m benchmarks.load 10000 100000`: a plan of each size is written by `benchmarks.generate`, then compiled into a
new snapshot (load, check and compile), and validated, by fresh processes, paired with others that only drain its
events. Instructions a row are those beyond what a plan of a hundred rows takes, so that starting is not among them.
`--check` ends with 1 where a goal is missed: that they are the same for every size, and how much memory is taken.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks import generate
from benchmarks.pairs import Command, environment, instructions, paired, timed

_DRAIN = "import sys, yaml\nfor _ in yaml.parse(open(sys.argv[1], encoding='utf-8'), Loader=yaml.CSafeLoader): pass"
_COMPILE = (
    "import sys\nfrom gkplan.query import damaged, sealed\nfrom gkplan.query.opening import opened\n"
    "from gkplan.query.snapshot import Snapshot\ndamaged.forget(sealed.place_of(sys.argv[1]))\n"
    "assert isinstance(opened(sys.argv[1], sys.argv[1], 2016), Snapshot)"
)
_VALIDATE = "import sys\nfrom gkplan.cli.main import run\nsys.argv.insert(1, 'validate')\nrun()"
_WAYS = {"compile": _COMPILE, "validate": _VALIDATE}
_FEW = 100
_COUNTED = 10_000
"""Up to how many rows instructions are counted unless it is asked for: valgrind takes thirty times as long."""
_SETTLED = 3
"""How many seconds after it was written a plan is asked: one that was written just now is hashed as well."""
_SPREAD, _MEMORY = 1.03, 120
"""The goals: between the sizes, how many times as many instructions a row may be, and how many MiB at most."""


class Line(NamedTuple):
    """A line of the table: what a size took in one way; noughts stand for what was not measured."""

    way: str
    rows: int
    time: float
    instructions: float
    a_row: float
    memory: float

    def __str__(self) -> str:
        counted = f"{self.instructions:10.2f} | {self.a_row:12,.0f}" if self.a_row else f"{'–':>10} | {'–':>12}"
        took = f"{self.time:9.2f}" if self.time else f"{'–':>9}"
        return f"| {self.way:8} | {self.rows:8} | {took} | {counted} | {self.memory:4.0f} |"


def main() -> int:
    """Measure and print a table; 1 where a goal is to be checked and missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("rows", type=int, nargs="*", default=[1_000, 10_000])
    options.add_argument("--rounds", type=int, default=5, help="pairs of runs for each size; 0: times are not measured")
    options.add_argument("--count", type=int, default=_COUNTED, help="the most rows to count instructions for")
    options.add_argument("--ways", nargs="*", default=list(_WAYS), choices=_WAYS)
    options.add_argument("--check", action="store_true", help="end with 1 where a goal is missed")
    asked = options.parse_args()
    print("| way      |     rows |    time × |   instr. × | instr. a row |  MiB |")
    print("|:---------|---------:|----------:|-----------:|-------------:|-----:|")
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        plans = {rows: _written(rows, folder) for rows in (_FEW, *asked.rows)}
        time.sleep(_SETTLED)
        for way in asked.ways:
            timed(running(way, plans[_FEW]), environment(XDG_CACHE_HOME=folder))  # which also compiles its modules
            few = counted(way, plans[_FEW], folder)
            for rows in asked.rows:
                lines.append(_measured(way, rows, plans, few if rows <= asked.count else None, asked.rounds))
                print(lines[-1], flush=True)
    missed = [said for way in asked.ways for said in _missed([line for line in lines if line.way == way])]
    for said in missed if asked.check else ():
        print(f"goal missed: {said}", file=sys.stderr)
    return int(asked.check and bool(missed))


def _measured(way: str, rows: int, plans: dict[int, Path], few: int | None, rounds: int) -> Line:
    """What a plan takes in one way; `few` is how many instructions one of few rows takes, if they are counted."""
    path, folder = plans[rows], str(plans[rows].parent)
    drain = (sys.executable, "-c", _DRAIN)
    beside = paired(running(way, path), (*drain, str(path)), rounds, XDG_CACHE_HOME=folder).cpu if rounds else 0
    many, events, least = (
        (counted(way, path, folder), instructions((*drain, str(path))), instructions((*drain, str(plans[_FEW]))))
        if few
        else (None, None, None)
    )
    a_row = (many - few) / (rows - _FEW) if many and few else 0
    times = a_row * (rows - _FEW) / (events - least) if events and least else 0
    return Line(way, rows, beside, times, a_row, peak(running(way, path), folder))


def _missed(lines: list[Line]) -> list[str]:
    """What is missed in one way."""
    counted_ = [line.a_row for line in lines if line.a_row]
    spread = max(counted_) / min(counted_) if counted_ else 1
    most = max(line.memory for line in lines)
    said = [f"{lines[0].way}: {spread:.3f} times as many instructions a row"] if spread > _SPREAD else []
    return said + ([f"{lines[0].way}: {most:.0f} MiB"] if most > _MEMORY else [])


def running(way: str, path: Path) -> Command:
    """The process that compiles a plan into a new snapshot, or validates it."""
    return (sys.executable, "-c", _WAYS[way], str(path))


def counted(way: str, path: Path, cache: str) -> int | None:
    """How many instructions that takes; None where they can't be counted."""
    return instructions(running(way, path), XDG_CACHE_HOME=cache)


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
