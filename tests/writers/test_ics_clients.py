"""A calendar as real programs read it: a task list (todoman) and a calendar (khal), set up by `make clients`."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from tests.helpers.extracts import extract, marked

from gkplan.ledger.record import Record
from gkplan.plan.load import load
from gkplan.plan.model import Plan
from gkplan.writers.ics import IcsWriter
from gkplan.writers.interface import Extract

ROOT = Path(__file__).parents[2]
PROGRAMS = ROOT / ".venv-clients/bin"
pytestmark = [
    pytest.mark.clients,
    pytest.mark.skipif(not (PROGRAMS / "khal").exists(), reason="`make clients` sets these programs up"),
]
KHAL = """\
[calendars]
[[plan]]
path = {folder}/calendar
[sqlite]
path = {folder}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
[default]
default_calendar = plan
"""
TODOMAN = """\
path = "{folder}/lists/*"
cache_path = "{folder}/todoman.db"
date_format = "%Y-%m-%d"
time_format = "%H:%M"
default_list = "plan"
"""


@pytest.fixture(scope="module")
def made() -> Extract:
    """The plan of 2016 in December, with one item done, one dropped and one under way."""
    table = load(ROOT / "data/tasks.yaml", shown="tasks.yaml").plan
    assert table is not None
    return extract(table, *_records(table), today="2016-12-01")


def _records(table: Plan) -> list[Record]:
    return [
        marked(table, "2.1@2016-12-31", "市房管局", "done"),
        marked(table, "3.1@2016-06-30", "市发展改革局", "dropped"),
        marked(table, "3.2@2016-12-31", "市发展改革局", "submitted"),
        marked(table, "5.1@2016-12-31", "市公安局", "done"),
    ]


def ran(program: str, *arguments: str, folder: Path) -> str:
    """What a program says, run where it knows nothing but this folder."""
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(folder), "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"}
    command = [str(PROGRAMS / program), *arguments]
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def listed(made: Extract, folder: Path, status: str) -> list[dict[str, Any]]:
    """The tasks of a status in a task list, which keeps each in a file of its own, as CalDAV does (RFC 4791, 4.1)."""
    tasks = folder / "lists/plan"
    if not tasks.exists():
        tasks.mkdir(parents=True)
        for task in Calendar.from_ical(IcsWriter().content(made)).walk("VTODO"):
            single = Calendar()
            single.add("version", "2.0")
            single.add("prodid", "test")
            single.add_component(task)
            (tasks / f"{task['uid']}.ics").write_bytes(single.to_ical())
        (folder / "todo.py").write_text(TODOMAN.format(folder=folder), encoding="utf-8")
    answer = ran("todo", "--config", "todo.py", "--porcelain", "list", "--status", status, folder=folder)
    data: list[dict[str, Any]] = json.loads(answer)
    return data


def row_in(title: str) -> str:
    """The row's id in the title of an event, which may say before it what came of it."""
    found = re.match(r"(?:【[^】]*】)?(\d+\.\d+) ", title)
    assert found, title
    return found[1]


def days(tasks: Sequence[dict[str, Any]]) -> list[tuple[str, date | None]]:
    """What each task is called, up to its id, and when it is due, in Chinese time."""
    due = ((task["summary"].partition(" ")[0], task["due"]) for task in tasks)
    shifted = ((row, None if at is None else datetime.fromtimestamp(at + 8 * 3600, UTC).date()) for row, at in due)
    return sorted(shifted, key=str)


def test_every_task_is_in_the_task_list_with_its_date(made: Extract, tmp_path: Path) -> None:
    """Todoman shows each occurrence once, due on its day, in the categories of its units."""
    tasks = listed(made, tmp_path, "ANY")
    expected = [(each.occurrence.row.id, each.occurrence.due) for each in made.tallies]
    assert days(tasks) == sorted(expected, key=str)
    (first,) = (task for task in tasks if task["summary"].startswith("2.1 "))
    assert first["categories"] == ["市房管局"]


def test_every_task_is_in_the_task_list_with_its_status(made: Extract, tmp_path: Path) -> None:
    """Done, dropped, under way and to be done are told apart, and how much is done is known."""

    def rows(status: str) -> list[str]:
        return [row for row, _due in days(listed(made, tmp_path, status))]

    assert (rows("COMPLETED"), rows("CANCELLED"), rows("IN-PROCESS")) == (["2.1"], ["3.1"], ["3.2", "5.1"])
    assert len(rows("NEEDS-ACTION")) == len(made.tallies) - 4
    (begun,) = (task for task in listed(made, tmp_path, "IN-PROCESS") if task["summary"].startswith("5.1 "))
    assert begun["percent"] == 100 // 13


@pytest.mark.parametrize("rrule", [False, True], ids=["one by one", "as recurrences"])
def test_every_date_is_in_the_calendar(made: Extract, tmp_path: Path, rrule: bool) -> None:
    """Khal takes the file in and shows each occurrence on its day, also those that a recurrence stands for."""
    (tmp_path / "calendar").mkdir()
    (tmp_path / "khal.conf").write_text(KHAL.format(folder=tmp_path), encoding="utf-8")
    (tmp_path / "plan.ics").write_bytes(IcsWriter("event", rrule=rrule).content(made))
    ran("khal", "-c", "khal.conf", "import", "--batch", "plan.ics", folder=tmp_path)
    form = ["--day-format", "", "--format", "{start-date}|{end-date}|{status}|{title}"]
    said = ran("khal", "-c", "khal.conf", "list", *form, "2015-12-01", "2018-12-31", folder=tmp_path)
    events = [line.split("|", 3) for line in said.splitlines()]
    expected = [(str(each.occurrence.due), each.occurrence.row.id) for each in made.tallies if each.occurrence.due]
    assert sorted((first, row_in(title)) for first, _last, _status, title in events) == sorted(expected)
    assert all(first == last for first, last, _status, _title in events)
    assert {status.strip() for *_dates, status, title in events if row_in(title) == "3.1"} == {"CANCELLED"}
