"""Whole processes timed in pairs, A B A B, so that what slows the machine down slows both.

A ratio is taken pair by pair and its median quoted; a single time means little on a shared machine. Where valgrind is
installed the instructions of one run are counted too, which repeat whatever the load.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import time
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

# What would keep Python from storing or using compiled modules, or change what gkplan is asked.
_UNWANTED = re.compile(r"PYTHON|GKPLAN_|_GKPLAN|LC_|LANG")
_INSTRUCTIONS = re.compile(r"I\s+refs:\s+([\d,]+)")

Command = Sequence[str]


class Times(NamedTuple):
    """One run, in seconds: by the clock on the wall, and of the processor (user and system)."""

    wall: float
    cpu: float


class Ratio(NamedTuple):
    """How many times as long a command takes as the baseline: medians of the pairs, and the command's own median."""

    wall: float
    cpu: float
    seconds: float


def paired(command: Command, baseline: Command, rounds: int, **environ: str) -> Ratio:
    """Run command and baseline in turn; each is run once before, which also compiles its modules."""
    settings = environment(**environ)
    for each in (command, baseline):
        timed(each, settings)
    runs = [(timed(command, settings), timed(baseline, settings)) for _ in range(rounds)]
    return Ratio(
        wall=median(mine.wall / base.wall for mine, base in runs),
        cpu=median(mine.cpu / base.cpu for mine, base in runs),
        seconds=median(mine.wall for mine, _ in runs),
    )


def timed(command: Command, settings: dict[str, str]) -> Times:
    """The time of one process from start to exit; `CalledProcessError` where it fails."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Times(wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def instructions(command: Command, **environ: str) -> int | None:
    """The instructions that a process runs in user space; None without valgrind."""
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        return None
    tool = [valgrind, "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    settings = environment(PYTHONHASHSEED="0", **environ)
    ran = subprocess.run([*tool, *command], env=settings, capture_output=True, text=True, check=True)
    found = _INSTRUCTIONS.search(ran.stderr)
    return int(found[1].replace(",", "")) if found else None


def environment(**environ: str) -> dict[str, str]:
    """This process's environment without what changes how Python starts, in a neutral UTF-8 locale."""
    kept = {name: value for name, value in os.environ.items() if not _UNWANTED.match(name)}
    return {**kept, "LC_ALL": "C.UTF-8", **environ}
