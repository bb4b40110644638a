"""`gkplan check` as cron and a monitoring system run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.helpers.plans import by, group, plan, row, written

from gkplan.cli.main import run

Said = tuple[int, str, str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan: one deadline of the 30th of June, owed by two, and one at the year's end."""
    (tmp_path / "data").mkdir()
    rows = [
        row("1.1", by("2016-06-30"), units=["各县政府"]),
        row("2.1", by("2016-12-31"), title="工作|\x1b[31m", requirement="完成\n[red]两件|事"),
    ]
    written(plan(*rows, units=[group("各县政府", "甲县", "乙县")]), tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Said:
    """Exit code, stdout and stderr of a run within this process."""
    with pytest.raises(SystemExit) as ended:
        run(arguments)
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_all_is_well_in_silence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With nothing overdue or soon there is no word and no complaint."""
    assert told(capsys, "check", "--today", "2016-05-01") == (0, "", "")


def test_each_thing_found_is_one_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is overdue stands before what is soon, each on one line whatever its text holds, and the code is 1."""
    code, out, err = told(capsys, "check", "--today", "2016-12-30")
    assert (code, err) == (1, "")
    assert out == (
        "overdue 2016-06-30 (183 days ago) 1.1@2016-06-30 各县政府 0/2 要求1.1，。\n"
        "due 2016-12-31 (in 1 day) 2.1@2016-12-31 甲局 完成 [red]两件|事\n"
    )


def test_words_are_in_the_language_asked_for(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Cron has no locale, so the line says the language."""
    _code, out, _err = told(capsys, "check", "--today", "2016-07-01", "--lang", "zh")
    assert out.startswith("逾期 2016-06-30 (已过 1 天) 1.1@2016-06-30 各县政府 0/2")


def test_a_unit_is_asked_for_by_any_name(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--unit` only what that unit still owes is said: one county's mark does not clear the other."""
    assert told(capsys, "mark", "1.1", "done", "--unit", "甲县", "--today", "2016-06-20")[0] == 0
    assert told(capsys, "check", "--unit", "甲县", "--today", "2016-07-01") == (0, "", "")
    assert told(capsys, "check", "--unit", "乙县", "--today", "2016-07-01")[:1] == (1,)
    code, out, _err = told(capsys, "check", "--today", "2016-07-01")
    assert (code, "1/2" in out) == (1, True)


@pytest.mark.parametrize(("today", "counts"), [("2016-05-01", (0, 0)), ("2016-12-30", (1, 1))])
def test_json_is_whole_also_when_empty(
    home: Path, capsys: pytest.CaptureFixture[str], today: str, counts: tuple[int, int]
) -> None:
    """JSON adds `overdue` and `soon` to the frame, and is there when nothing was found."""
    code, out, _err = told(capsys, "check", "--today", today, "--format", "json")
    answer = json.loads(out)
    assert (len(answer["overdue"]), len(answer["soon"]), code) == (*counts, int(any(counts)))
    assert list(answer) == ["schema", "command", "today", "plans", "overdue", "soon"]
    assert (answer["command"], answer["today"]) == ("check", today)


@pytest.mark.parametrize("format_", ["tsv", "csv", "jsonl", "md", "table"])
def test_other_formats_are_silent_too(home: Path, capsys: pytest.CaptureFixture[str], format_: str) -> None:
    """No header stands alone: cron mails whatever is printed."""
    assert told(capsys, "check", "--today", "2016-05-01", "--format", format_) == (0, "", "")
    assert told(capsys, "check", "--today", "2016-12-30", "--format", format_)[1].count("2016-06-30") >= 1


@pytest.mark.parametrize(("today", "code"), [("2016-05-01", 0), ("2016-06-25", 1), ("2016-07-01", 2)])
def test_a_monitor_gets_one_line(home: Path, capsys: pytest.CaptureFixture[str], today: str, code: int) -> None:
    """Under `--nagios` the code is the service's state, and one line says so."""
    ended, out, err = told(capsys, "check", "--nagios", "--today", today)
    assert (ended, out.count("\n"), err) == (code, 1, "")
    assert out.startswith(f"GKPLAN {('OK', 'WARNING', 'CRITICAL')[code]} - ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--nagios", "--within", "soon"],
        ["check", "--nagios", "--no-such-option"],
        ["check", "--nagios", "--unit", "无此单位"],
        ["check", "--nagios", "-f", "missing.yaml"],
        ["check", "--nagios", "-f", "data"],
        ["check", "--nagios", "-f", "broken.yaml"],
        ["check", "--nagios", "--today", "2016-02-30"],
        ["check", "--nagios", "--help"],
        ["check", "--nagiso", "--nagios"],
        ["check", "--nagios=yes"],
        ["chekc", "--nagios"],
        ["--nagios"],
    ],
)
def test_whatever_is_no_answer_is_unknown(home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """Every fault is 3, on stdout, without a bar; 1 and 2 would be alarms."""
    (home / "broken.yaml").write_text("tasks: [", encoding="utf-8")
    code, out, _err = told(capsys, *arguments)
    assert (code, "|" in out, out != "") == (3, False, True)


def test_a_fault_of_our_own_is_unknown(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash is 3 with its place, not a traceback with 1, which would read as a warning."""

    def crash(*_given: object, **_more: object) -> None:
        raise ZeroDivisionError("a | b")

    monkeypatch.setattr("gkplan.cli.check.alarm", crash)
    code, out, _err = told(capsys, "check", "--nagios", "--today", "2016-05-01")
    assert (code, out.count("\n")) == (3, 1)
    assert out.startswith("GKPLAN UNKNOWN - A fault of gkplan itself (ZeroDivisionError at ")


@pytest.mark.parametrize("flags", [[], ["--nagios"]])
def test_the_shipped_plan_is_never_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], flags: list[str]
) -> None:
    """In a folder without a plan there is no answer: a mistyped folder must not look well."""
    monkeypatch.chdir(tmp_path)
    code, out, err = told(capsys, "check", *flags)
    assert code == (3 if flags else 4)
    assert "No plan was named and there is no data/tasks.yaml here." in out + err
    assert "answering from" not in out + err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_line_that_cannot_be_written_is_unknown(home: Path) -> None:
    """Where stdout takes nothing the code still says that there was no answer."""
    command = [sys.executable, "-m", "gkplan", "check", "--nagios", "--today", "2016-05-01"]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, env=dict(os.environ))
    assert (ran.returncode, ran.stderr) == (3, b"")
