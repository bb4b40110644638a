"""What a question costs: gkplan by size of the plan, and beside other programs on the same tasks.

First a plan of `benchmarks.generate`, asked with a snapshot in units of the same interpreter doing nothing. Then, for
each size, as many tasks with one date each: what falls due in a month, and what of that one unit owes, asked of gkplan
and in turn of each program that is there (`make peers` installs them); a ratio below 1 is gkplan ahead. The others are
asked once before, so that what they keep is made. todoman knows no month: it lists all that is open, or a unit's.
"""

from __future__ import annotations

import argparse
import calendar
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from benchmarks import generate
from benchmarks.load import peak
from benchmarks.pairs import Command, environment, instructions, paired, timed

GKPLAN = (sys.executable, str(Path(sys.executable).with_name("gkplan")))
NOTHING = (sys.executable, "-c", "pass")
CLIENTS = Path(__file__).parents[1] / ".venv-clients" / "bin"
UNIT = generate.name_of(1)
_ASKED = ("due", "--month", "2016-12", "--today", "2016-12-01", "--format", "json", "--file")


class Task(NamedTuple):
    """One thing to do, by one unit, on one day."""

    number: int
    words: str
    unit: str
    due: date


class Peer(NamedTuple):
    """A program: its name, what writes its file or folder of tasks, and what asks it for the month, and for a unit."""

    name: str
    write: Callable[[Path, list[Task]], None]
    month: Callable[[Path], Command]
    unit: Callable[[Path], Command] | None


def main() -> int:
    """Measure and print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="*", default=[100, 10_000, 100_000], help="rows of the plans")
    options.add_argument("--tasks", type=int, nargs="*", default=[100, 10_000], help="tasks for the other programs")
    options.add_argument("--rounds", type=int, default=15, help="pairs of runs")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        print("|    rows | question         | wall × | cpu × | instr. × | to the first × | peak MiB |")
        print("|--------:|------------------|-------:|------:|---------:|---------------:|---------:|")
        plans = [_generated(Path(folder), rows) for rows in asked.sizes]
        for rows, plan in zip(asked.sizes, plans, strict=True):
            _ask(rows, plan, plans[0], asked.rounds)
        print("\n|   tasks | program          | month | one unit's month |")
        print("|--------:|------------------|------:|-----------------:|")
        for count in asked.tasks:
            _ask_peers(Path(folder) / str(count), count, asked.rounds)
    return 0


def _generated(folder: Path, rows: int) -> Path:
    plan = folder / f"{rows}.yaml"
    with plan.open("w", encoding="utf-8") as out:
        generate.write(out, rows)
    return plan


def _ask(rows: int, plan: Path, first: Path, rounds: int) -> None:
    """A line for one unit's month, also in turn with the first plan's, and for the whole month of no too large one."""
    cache = {"XDG_CACHE_HOME": str(plan.parent)}
    for name, more in _QUESTIONS.items() if rows <= _MOST else [*_QUESTIONS.items()][:1]:
        command, on_first = ((*GKPLAN, *_ASKED, str(each), *more) for each in (plan, first))
        time.sleep(_SETTLED)
        for each in (command, on_first):
            timed(each, environment(**cache))
        ratio = paired(command, NOTHING, rounds, **cache)
        to_first = f"{paired(command, on_first, rounds, **cache).cpu:14.2f}" if plan != first else f"{'':14}"
        base, counted = instructions(NOTHING), instructions(command, **cache) if more else None
        many = f"{counted / base:8.2f}" if base and counted else "       –"
        figures = f"{ratio.wall:6.2f} | {ratio.cpu:5.2f} | {many} | {to_first} | {peak(command, str(plan.parent)):8.0f}"
        print(f"| {rows:7} | {name:16} | {figures} |", flush=True)


_QUESTIONS: dict[str, tuple[str, ...]] = {"one unit's month": ("--unit", UNIT), "month": ()}
_SETTLED = 3
"""Seconds after which a file's times tell of every change, so that no question needs to read it."""
_MOST = 100_000
"""Up to how many rows a whole month is asked for: that of a million is most of a gigabyte."""


def _ask_peers(folder: Path, count: int, rounds: int) -> None:
    folder.mkdir()
    tasks = list(_tasks(count))
    plan = folder / "tasks.yaml"
    plan.write_text(json.dumps(_plan_of(tasks), ensure_ascii=False), encoding="utf-8")
    time.sleep(_SETTLED)
    mine = {False: (*GKPLAN, *_ASKED, str(plan)), True: (*GKPLAN, *_ASKED, str(plan), "--unit", UNIT)}
    for peer in PEERS:
        place = folder / peer.name
        if shutil.which(peer.month(place)[0]) is None:
            print(f"| {count:7} | {peer.name:16} |     – |                – |")
            continue
        place.mkdir()
        peer.write(place, tasks)
        month = _ratio(mine[False], peer.month(place), rounds, folder)
        unit = _ratio(mine[True], peer.unit(place), rounds, folder) if peer.unit else None
        said = "–" if unit is None else f"{unit:.2f}"
        print(f"| {count:7} | {peer.name:16} | {month:5.2f} | {said:>16} |", flush=True)


def _ratio(mine: Command, other: Command, rounds: int, folder: Path) -> float:
    return paired(mine, other, rounds, HOME=str(folder), XDG_CACHE_HOME=str(folder)).wall


def _tasks(count: int) -> Iterator[Task]:
    bodies = max(count // generate.ROWS_FOR_UNIT, 12)
    for number in range(count):
        month = (number // bodies + number) % 12 + 1
        due = date(2016, month, calendar.monthrange(2016, month)[1] - number % 20)
        yield Task(
            number + 1, f"公开第{number + 1}项重点领域信息并接受社会监督", generate.name_of(number % bodies), due
        )


def _plan_of(tasks: list[Task]) -> dict[str, object]:
    size = generate.ROWS_IN_TASK
    return {
        "schema": 1,
        "plan": {"id": "peers-2016", "title": "某市2016年分工方案", "year": 2016},
        "policy": {"soon": 30, "grace": 0},
        "units": [{"name": unit} for unit in dict.fromkeys(task.unit for task in tasks)],
        "tasks": [
            {
                "no": start // size + 1,
                "title": "推进公开",
                "rows": [_row_of(task, at) for at, task in enumerate(part, 1)],
            }
            for start in range(0, len(tasks), size)
            if (part := tasks[start : start + size])
        ],
    }


def _row_of(task: Task, item: int) -> dict[str, object]:
    words = f"{task.due.year}年{task.due.month}月{task.due.day}日前完成"
    rule = {"kind": "by", "date": task.due.isoformat(), "quote": words, "from": "deadline"}
    return {"no": item, "requirement": task.words, "units": [task.unit], "deadline": words, "rules": [rule]}


def _write_taskwarrior(place: Path, tasks: list[Task]) -> None:
    (place / "rc").write_text(f"data.location={place}\nconfirmation=no\nhooks=off\nverbose=nothing\ncolor=off\n")
    said = [
        {"description": task.words, "project": task.unit, "due": f"{task.due:%Y%m%d}T000000Z", "status": "pending"}
        for task in tasks
    ]
    (place / "import.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    subprocess.run(
        ["task", f"rc:{place / 'rc'}", "import", str(place / "import.json")], check=True, capture_output=True
    )


def _ask_taskwarrior(place: Path, *more: str) -> Command:
    span = ("due.after:2016-11-30", "due.before:2017-01-01")
    return ("task", f"rc:{place / 'rc'}", "rc.gc=off", "rc.recurrence=no", *span, *more, "export")


def _write_hledger(place: Path, tasks: list[Task]) -> None:
    lines = (f"{task.due.isoformat()} * {task.words}\n    {task.unit}  1\n    x\n" for task in tasks)
    (place / "journal").write_text("\n".join(lines), encoding="utf-8")


def _write_remind(place: Path, tasks: list[Task]) -> None:
    lines = (f"REM {task.due:%d %b %Y} MSG {task.unit} {task.words}\n" for task in tasks)
    (place / "reminders").write_text("".join(lines), encoding="utf-8")


def _write_todo_txt(place: Path, tasks: list[Task]) -> None:
    lines = (f"{task.words} @{task.unit} due:{task.due.isoformat()}\n" for task in tasks)
    (place / "todo.txt").write_text("".join(lines), encoding="utf-8")
    settings = (
        f'export TODO_DIR="{place}"\nexport TODO_FILE="$TODO_DIR/todo.txt"\nexport DONE_FILE="$TODO_DIR/done.txt"\n'
    )
    (place / "config").write_text(settings + 'export REPORT_FILE="$TODO_DIR/report.txt"\n')


def _write_calendar(place: Path, tasks: list[Task], kind: str) -> None:
    folder = place / "list"
    folder.mkdir()
    for task in tasks:
        day = f"DUE;VALUE=DATE:{task.due:%Y%m%d}" if kind == "VTODO" else f"DTSTART;VALUE=DATE:{task.due:%Y%m%d}"
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", f"BEGIN:{kind}", f"UID:{task.number}"]
        lines += ["DTSTAMP:20160101T000000Z", day, f"SUMMARY:{task.words}", f"CATEGORIES:{task.unit}"]
        text = "\r\n".join([*lines, f"END:{kind}", "END:VCALENDAR", ""])
        (folder / f"{task.number}.ics").write_text(text, encoding="utf-8", newline="")


def _write_todoman(place: Path, tasks: list[Task]) -> None:
    _write_calendar(place, tasks, "VTODO")
    (place / "config.py").write_text(
        f'path = "{place}/*"\ncache_path = "{place}/cache.sqlite3"\ndate_format = "%Y-%m-%d"\n'
    )


def _write_khal(place: Path, tasks: list[Task]) -> None:
    _write_calendar(place, tasks, "VEVENT")
    (place / "config").write_text(
        f"[calendars]\n[[list]]\npath = {place / 'list'}\n[sqlite]\npath = {place / 'khal.db'}\n"
        "[locale]\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\ntimeformat = %H:%M\n"
    )


def _ask_khal(place: Path) -> Command:
    return (str(CLIENTS / "khal"), "-c", str(place / "config"), "list", "2016-12-01", "2017-01-01")


def _ask_todoman(place: Path, *more: str) -> Command:
    return (str(CLIENTS / "todo"), "--config", str(place / "config.py"), "list", "--due", "0", *more)


PEERS = (
    Peer("taskwarrior", _write_taskwarrior, _ask_taskwarrior, lambda place: _ask_taskwarrior(place, f"project:{UNIT}")),
    Peer(
        "hledger",
        _write_hledger,
        lambda place: ("hledger", "-f", str(place / "journal"), "reg", "市", "-p", "2016-12"),
        lambda place: ("hledger", "-f", str(place / "journal"), "reg", UNIT, "-p", "2016-12"),
    ),
    Peer("remind", _write_remind, lambda place: ("remind", "-s", str(place / "reminders"), "Dec", "1", "2016"), None),
    Peer(
        "todo.txt-cli",
        _write_todo_txt,
        lambda place: ("todo-txt", "-p", "-d", str(place / "config"), "ls", "due:2016-12"),
        lambda place: ("todo-txt", "-p", "-d", str(place / "config"), "ls", "due:2016-12", f"@{UNIT}"),
    ),
    Peer("todoman", _write_todoman, _ask_todoman, lambda place: _ask_todoman(place, "--category", UNIT)),
    Peer("khal", _write_khal, _ask_khal, None),
)


if __name__ == "__main__":
    sys.exit(main())
