"""How a run ends: exit codes, help, and what is said when something is wrong."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import click
import pytest
from tests.helpers.answers import STEERING
from tests.helpers.asking import Asker
from tests.helpers.plans import by, plan, row, written

from gkplan import __version__
from gkplan.cli.exit_codes import ExitCode, Refusal, exit_code_of
from gkplan.cli.main import COMMANDS, run

HOSTILE = "\x1b[31m[red]危\u202e<b>|\u2028"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Refusal("x"), 2),
        (Refusal("x", "", ExitCode.INVALID), 3),
        (click.UsageError("x"), 2),
        (click.BadParameter("x"), 2),
        (click.Abort(), 2),
        (KeyboardInterrupt(), 2),
        (FileNotFoundError("x"), 4),
        (IsADirectoryError("x"), 4),
        (PermissionError("x"), 4),
        (click.FileError("x"), 4),
        (ValueError("x"), 70),
        (RecursionError("x"), 70),
    ],
)
def test_what_went_wrong_has_its_code(error: BaseException, code: int) -> None:
    """One table maps every failure to the contract's exit code."""
    assert exit_code_of(error) == code


def test_exit_codes_are_the_contracts() -> None:
    """0 fine, 1 found, 2 usage, 3 invalid, 4 out of reach, 70 a fault of gkplan."""
    assert {code.name: code.value for code in ExitCode} == {
        "OK": 0,
        "FOUND": 1,
        "USAGE": 2,
        "INVALID": 3,
        "UNAVAILABLE": 4,
        "FAULT": 70,
    }


@pytest.mark.parametrize("arguments", [["--version"], ["-V"]])
def test_the_version_is_said(ask: Asker, arguments: list[str]) -> None:
    """Name and version on stdout."""
    assert ask(*arguments) == (0, f"gkplan {__version__}\n", "")


def test_bytes_are_the_same_on_every_system(small: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream that would write another encoding and end lines otherwise, as on Windows, gets UTF-8 and line feeds."""
    usual = small.of("units", format_="csv").out
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="gb18030", newline="\r\n"))
    with pytest.raises(SystemExit):
        run(["units", "--file", str(small.plan), "--today", "2016-07-01", "--format", "csv"])
    assert raw.getvalue() == usual.encode()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(ask: Asker, name: str) -> None:
    """`--help` and `-h` end with 0 and say usage, options and what the command does."""
    asked = ask(name, "--help")
    assert (asked.code, asked.err) == (0, "")
    assert asked.out == ask(name, "-h").out
    assert asked.out.startswith("Usage: gkplan")
    assert len(asked.out.split("\n")[2].strip()) > 10


def test_help_names_every_command(ask: Asker) -> None:
    """`gkplan --help` has all commands, each with its own words."""
    out = ask("--help").out
    for name in COMMANDS:
        (line,) = [line for line in out.split("\n") if line.startswith(f"  {name} ")]
        assert line.removeprefix(f"  {name}").strip()


def test_without_arguments_the_help_is_shown(ask: Asker) -> None:
    """`gkplan` alone shows the help and ends with 2, since nothing was asked."""
    asked = ask()
    assert asked.code == 2
    assert "--help" in asked.out + asked.err


@pytest.mark.parametrize(("words", "near"), [("deu", "due"), ("lst", "list"), ("zzz", "validate")])
def test_an_unknown_command_names_the_nearest(ask: Asker, words: str, near: str) -> None:
    """It ends with 2; where none is near, all are named."""
    asked = ask(words)
    assert (asked.code, asked.out) == (2, "")
    assert near in asked.err


@pytest.mark.parametrize("arguments", [["due", "--no-such"], ["unit"], ["show"], ["units", "extra"], ["--no-such"]])
def test_wrong_usage_ends_with_2(ask: Asker, arguments: list[str]) -> None:
    """What the command line does not know is said on stderr with a way to help."""
    asked = ask(*arguments)
    assert (asked.code, asked.out) == (2, "")
    assert "--help" in asked.err


@pytest.mark.parametrize("command", ["due", "units", "status", "list"])
def test_a_missing_plan_ends_with_4(ask: Asker, tmp_path: Path, command: str) -> None:
    """A file that is not there, and a folder in its place, are named in one line."""
    for path in (tmp_path / "none.yaml", tmp_path):
        asked = ask(command, "--file", str(path))
        assert (asked.code, asked.out) == (4, "")
        assert str(path) in asked.err
        assert asked.err.count("\n") == 1


def test_an_invalid_plan_is_never_half_answered(ask: Asker, tmp_path: Path) -> None:
    """An error anywhere in the plan ends every question with 3, each error named at its place, nothing on stdout."""
    path = written(plan(row("1.1", by("2016-06-30")), row("1.2", by("2016-06-30"))), tmp_path)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["tasks"][0]["rows"][1]["units"] = ["丙局"]
    data["tasks"][0]["rows"][1]["rules"][0]["date"] = "2016-06-31"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    for question in (["due"], ["unit", "甲局"], ["units"], ["status"], ["list"], ["show", "1.1"]):
        asked = ask(*question, "--file", str(path))
        assert (asked.code, asked.out) == (3, "")
        assert asked.err.count(f"{path}:") >= 2


def test_a_fault_is_one_line_and_70(small: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever breaks inside, no traceback: what, where, and exit 70."""
    monkeypatch.setattr("gkplan.query.book.Book.tallies", lambda _self: 1 / 0)
    asked = small.of("due", "--no-snapshot")
    assert (asked.code, asked.out) == (70, "")
    assert "ZeroDivisionError" in asked.err
    assert "Traceback" not in asked.err
    assert asked.err.count("\n") == 1


def test_an_interrupt_ends_quietly(small: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is one line and 2."""

    def interrupt(_self: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gkplan.query.book.Book.tallies", interrupt)
    asked = small.of("due", "--no-snapshot")
    assert asked.code == 2
    assert "Traceback" not in asked.err


@pytest.mark.parametrize(
    "arguments",
    [["unit", HOSTILE], ["show", HOSTILE], [HOSTILE], ["due", "--on", HOSTILE], ["list", "--unit", HOSTILE]],
)
def test_hostile_arguments_are_shown_never_run(small: Asker, arguments: list[str]) -> None:
    """What was typed comes back in messages without its escapes."""
    asked = small.of(*arguments) if len(arguments) > 1 else small(*arguments)
    assert asked.code == 2
    assert not STEERING & set(asked.err)


def test_hostile_file_names_are_shown_never_run(ask: Asker, tmp_path: Path) -> None:
    """The name of a file comes back in messages without its escapes."""
    for question in (["list", "--file"], ["validate"]):
        asked = ask(*question, str(tmp_path / HOSTILE.replace("/", "")))
        assert asked.code == 4
        assert not STEERING & set(asked.err + asked.out)


@pytest.mark.parametrize("format_", ["table", "tsv", "json", "jsonl", "csv", "md"])
def test_hostile_plans_are_shown_never_run(ask: Asker, tmp_path: Path, format_: str) -> None:
    """Escapes, markup and bidi marks in every text of a plan reach no output of any command."""
    said = HOSTILE.replace("\u2028", "")
    hostile = row(
        "1.1",
        by("2016-06-30", quote=f"月底{said}"),
        title=said,
        requirement=said,
        units=(f"甲{said}",),
        units_text=said,
    )
    path = written(plan(hostile), tmp_path)
    for question in (
        ["due", "--year", "2016"],
        ["unit", f"甲{said}"],
        ["units"],
        ["status"],
        ["list"],
        ["show", "1.1"],
    ):
        asked = ask(*question, "--file", str(path), "--today", "2016-06-01", "--format", format_)
        assert asked.code == 0, asked.err
        assert not STEERING & set(asked.out + asked.err)
    if format_ in {"table", "tsv", "csv"}:
        assert "[red]" in asked.out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_plan_that_may_not_be_read_ends_with_4(small: Asker) -> None:
    """A file without the right to read it is named."""
    assert small.plan is not None
    small.plan.chmod(0)
    asked = small.of("list")
    assert asked.code == 4
    assert str(small.plan) in asked.err
