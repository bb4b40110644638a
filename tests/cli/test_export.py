"""`gkplan export`: whole files, late, over nothing that was there; and the words where that can't be done."""

from __future__ import annotations

import csv
import errno
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from zipfile import is_zipfile

import pytest
from icalendar import Calendar
from tests.cli.conftest import SMALL
from tests.helpers.asking import COMMAND, Asked, Asker, ask_process
from tests.helpers.plans import by, plan, row, written

FORMATS = ["ics", "xlsx", "docx", "csv", "md", "json"]
TODAY = ["--today", "2016-07-01"]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder for what is exported, apart from the plan's."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def export(ask: Asker, format_: str, output: Path | str, *arguments: str) -> Asked:
    """One export of the plan."""
    return ask("export", format_, "-o", str(output), "-f", str(ask.plan), *TODAY, *arguments)


def exported(ask: Asker, format_: str, folder: Path, *arguments: str) -> str:
    """The text of one export."""
    path = folder / f"a.{format_}"
    assert export(ask, format_, path, "--force", *arguments) == (0, "", "")
    return path.read_text(encoding="utf-8")


def ids(calendar: str) -> set[str]:
    """The occurrences in a calendar."""
    return {str(each["uid"]).partition("@")[0] for each in Calendar.from_ical(calendar).walk("VTODO")}


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_is_written_and_nothing_is_said(small: Asker, out: Path, format_: str) -> None:
    """The one new file is the answer; neither stream says a word, and nothing else is left beside it."""
    assert export(small, format_, out / "计划") == (0, "", "")
    assert [path.name for path in out.iterdir()] == ["计划"]
    assert is_zipfile(out / "计划") == (format_ in {"xlsx", "docx"})


@pytest.mark.parametrize("format_", FORMATS)
def test_standard_output_gets_the_same_bytes(small: Asker, out: Path, format_: str) -> None:
    """`-` is standard output, byte for byte what the file would be, whatever the locale."""
    export(small, format_, out / "a")
    command = [str(COMMAND), "export", format_, "-o", "-", "-f", str(small.plan), *TODAY]
    done = subprocess.run(command, capture_output=True, env={"LC_ALL": "C", "PATH": os.environ["PATH"]}, check=True)
    assert (done.stdout, done.stderr) == ((out / "a").read_bytes(), b"")


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_plan_gives_the_same_bytes(small: Asker, out: Path, format_: str) -> None:
    """Exported twice, a file is the same."""
    export(small, format_, out / "a")
    export(small, format_, out / "b")
    assert (out / "a").read_bytes() == (out / "b").read_bytes()


def test_a_file_that_is_there_is_written_over_only_by_force(small: Asker, out: Path) -> None:
    """Without `--force` the old file stays as it was, with 4 and a hint; with it, it is the new one."""
    (out / "a.ics").write_text("old", encoding="utf-8")
    asked = export(small, "ics", out / "a.ics")
    assert (asked.code, "--force" in asked.err, (out / "a.ics").read_text(encoding="utf-8")) == (4, True, "old")
    assert export(small, "ics", out / "a.ics", "--force").code == 0
    assert (out / "a.ics").read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("name", "said"),
    [("nowhere/a.ics", "no folder"), ("a/b.ics", "no folder"), ("new/", "is a folder"), ("", "folder")],
)
def test_a_name_that_no_file_can_have_is_refused(small: Asker, out: Path, name: str, said: str) -> None:
    """A folder that is not there, a name with a slash, a folder's name: 4, and nothing is made."""
    (out / "a").write_text("a file", encoding="utf-8")
    before = sorted(out.iterdir())
    asked = export(small, "ics", f"{out}/{name}" if name else "")
    assert (asked.code, said in asked.err) == (4, True)
    assert sorted(out.iterdir()) == before


def test_a_full_disk_leaves_the_old_file(small: Asker, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new content can't be kept: 4, the reason, the old file untouched, no half of the new one."""
    (out / "a.xlsx").write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("gkplan.plan.files.os.fsync", full)
    asked = export(small, "xlsx", out / "a.xlsx", "--force")
    assert (asked.code, "No space left" in asked.err) == (4, True)
    assert [(path.name, path.read_bytes()) for path in out.iterdir()] == [("a.xlsx", b"old")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_standard_output_is_no_success(small: Asker) -> None:
    """What is piped into a full disk ends with 4, not as if it had been kept."""
    with Path("/dev/full").open("wb") as full:
        command = [str(COMMAND), "export", "json", "-o", "-", "-f", str(small.plan), *TODAY]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, b"No space left" in done.stderr) == (4, True)


def test_what_is_answered_from_is_never_written_over(small: Asker, out: Path) -> None:
    """Neither the plan nor its ledger, by whatever name, not even by force."""
    assert small.plan is not None
    ledger = small.plan.with_name("tasks.progress.yaml")
    ledger.write_text("", encoding="utf-8")
    (out / "link").symlink_to(small.plan)
    for path in (small.plan, ledger, out / "link"):
        before = path.read_bytes()
        assert export(small, "json", path, "--force").code == 4
        assert path.read_bytes() == before


def test_a_link_stays_a_link(small: Asker, out: Path) -> None:
    """By force the file that a link leads to is written, and the link still leads to it."""
    (out / "real.json").write_text("old", encoding="utf-8")
    (out / "link").symlink_to("real.json")
    assert export(small, "json", out / "link", "--force").code == 0
    assert (out / "link").is_symlink()
    assert json.loads((out / "real.json").read_text(encoding="utf-8"))["command"] == "export"


def test_what_is_no_file_is_not_replaced_by_one(small: Asker) -> None:
    """A device keeps its place, also where whoever asks may remove it."""
    asked = export(small, "ics", "/dev/null", "--force")
    assert (asked.code, Path("/dev/null").is_char_device()) == (4, True)


@pytest.mark.parametrize(("format_", "library"), [("ics", "icalendar"), ("xlsx", "xlsxwriter"), ("docx", "docx")])
def test_a_missing_extra_is_said(
    small: Asker, out: Path, monkeypatch: pytest.MonkeyPatch, format_: str, library: str
) -> None:
    """Where the library is not installed: 4, its name, and what to install; the formats that need none still work."""
    monkeypatch.setitem(sys.modules, library, None)
    asked = export(small, format_, out / "a")
    assert (asked.code, library in asked.err, "pip install 'gkplan[export]'" in asked.err) == (4, True, True)
    assert list(out.iterdir()) == []
    assert export(small, "csv", out / "a").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["pdf", "-o", "a"],
        ["ics"],
        ["xlsx", "-o", "a", "--as", "event"],
        ["csv", "-o", "a", "--rrule"],
        ["docx", "-o", "a", "--remind", "3d"],
        ["ics", "-o", "a", "--remind", "soon"],
        ["ics", "-o", "a", "--unit", "nobody"],
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_a_usage_error(
    small: Asker, out: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """No such format, no output, a calendar's option for what is no calendar, an unknown unit: 2, and no file."""
    monkeypatch.chdir(out)
    asked = small("export", *arguments, "-f", str(small.plan), *TODAY)
    assert (asked.code, asked.out, list(out.iterdir())) == (2, "", [])


def test_a_plan_with_an_error_is_not_exported(ask: Asker, out: Path) -> None:
    """Nothing is made of an invalid plan: 3."""
    (out / "bad.yaml").write_text("schema: 1\n", encoding="utf-8")
    asked = ask("export", "ics", "-o", str(out / "a.ics"), "-f", str(out / "bad.yaml"))
    assert (asked.code, (out / "a.ics").exists()) == (3, False)


def test_the_filters_of_a_calendar_ask_the_occurrences(small: Asker, out: Path) -> None:
    """State and kind of each occurrence; unit, task and words as everywhere."""
    assert ids(exported(small, "ics", out, "--status", "overdue", "--kind", "by")) == {"1.1-2016-06-30"}
    assert ids(exported(small, "ics", out, "--task", "1", "--unit", "ssjj")) == {"1.3-2016-07-15"}
    assert ids(exported(small, "ics", out, "--grep", "要求4.1")) == {"4.1-2016-12-31", "4.1-2016-12-31-2"}


def test_elsewhere_the_filters_ask_the_rows(small: Asker, out: Path) -> None:
    """A row that is overdue is there with all its rules."""
    data = json.loads(exported(small, "json", out, "--status", "overdue", "--kind", "recurring"))
    assert [each["id"] for each in data["rows"]] == ["2.1", "2.2"]


def test_json_is_the_whole_account_in_the_contracts_frame(small: Asker, out: Path) -> None:
    """Rows, occurrences and obligations, as other commands give them."""
    data = json.loads(exported(small, "json", out))
    assert list(data) == ["schema", "command", "today", "plans", "rows", "occurrences", "obligations"]
    assert (data["command"], data["today"], data["plans"][0]["id"]) == ("export", "2016-07-01", SMALL.id)
    assert data["rows"] == small.json("list")["rows"]
    assert len(data["obligations"]) == sum(each["of"] for each in data["occurrences"])


def test_csv_is_for_spreadsheets(ask: Asker, tmp_path: Path, out: Path) -> None:
    """It begins as spreadsheets tell UTF-8 by, has the fields of `list`, and no cell that they would run."""
    words = "=1+1完成"
    ask.plan = written(plan(row("1.1", by("2016-06-30"), title=words, requirement=words)), tmp_path)
    content = exported(ask, "csv", out)
    assert content.startswith("\ufeffid,task,item,title,")
    (only,) = csv.DictReader(content.removeprefix("\ufeff").splitlines())
    assert (only["id"], only["title"]) == ("1.1", f"'{words}")


def test_markdown_is_the_table_with_its_states(small: Asker, out: Path) -> None:
    """A line a row, with its state in the language in use."""
    lines = exported(small, "md", out, "--lang", "zh").splitlines()
    assert "| 2.1 | 工作2 | 要求2.1，每季度。 | 各县政府 | 全年 | 2016-09-30 | 逾期 |" in lines
    assert sum(line.startswith("| ") for line in lines) == 2 + len(list(SMALL.rows()))


def test_an_event_for_those_who_see_no_tasks(small: Asker, out: Path) -> None:
    """`--as event` and `--rrule` reach the calendar."""
    calendar = Calendar.from_ical(exported(small, "ics", out, "--as", "event", "--rrule"))
    events = calendar.walk("VEVENT")
    assert len(calendar.walk("VTODO")) == 0
    assert sum("rrule" in each for each in events) == 2


def test_the_shipped_plan_can_be_exported(out: Path) -> None:
    """With no plan at hand the one inside the package is exported, and that is said."""
    done = ask_process("export", "ics", "-o", "a.ics", *TODAY, cwd=out)
    assert (done.code, done.out, "answering from the plan that gkplan ships" in done.err) == (0, "", True)
    assert len(ids((out / "a.ics").read_text(encoding="utf-8"))) > 150


@pytest.mark.parametrize("format_", FORMATS)
def test_the_plans_folder_stays_as_it_is(small: Asker, out: Path, format_: str) -> None:
    """An export writes what -o names, and nothing beside the plan."""
    assert small.plan is not None

    def beside() -> Mapping[Path, bytes]:
        return {path: path.read_bytes() for path in out.parent.iterdir() if path.is_file()}

    before = beside()
    export(small, format_, out / "a")
    assert beside() == before
