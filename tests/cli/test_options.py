"""The options that every command shares, and their variables."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import SMALL
from tests.helpers.asking import Asker
from tests.helpers.plans import by, day, plan, row, written


def rows(ask: Asker, *arguments: str) -> list[str]:
    """The rows of the plan that answers."""
    return [each["id"] for each in ask("list", "--format", "json", *arguments).json["rows"]]


def test_the_file_named_outweighs_the_variable_and_the_folder(
    ask: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--file`, else `GKPLAN_FILE`, else `data/tasks.yaml` below the working directory."""
    (tmp_path / "data").mkdir()
    written(plan(row("1.1", by("2016-06-30"))), tmp_path / "data")
    by_variable = written(plan(row("2.1", by("2016-06-30"))), tmp_path, "variable.yaml")
    by_option = written(plan(row("3.1", by("2016-06-30"))), tmp_path, "option.yaml")
    monkeypatch.chdir(tmp_path)
    assert rows(ask) == ["1.1"]
    monkeypatch.setenv("GKPLAN_FILE", str(by_variable))
    assert rows(ask) == ["2.1"]
    assert rows(ask, "-f", str(by_option)) == rows(ask, "--file", str(by_option)) == ["3.1"]


def test_with_no_plan_at_hand_the_shipped_one_answers(
    ask: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said on stderr, and in the answer, that the plan inside the package answers."""
    monkeypatch.chdir(tmp_path)
    asked = ask("list", "--format", "json", "--today", "2016-12-01")
    assert asked.code == 0
    assert "data/tasks.yaml" in asked.err
    assert asked.json["plans"][0]["file"] == "gkplan:data/tasks.yaml"
    assert asked.json["plans"][0]["id"] == "zhanjiang-2016"


def test_the_day_named_outweighs_the_variable_and_the_clock(small: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--today`, else `GKPLAN_TODAY`, else the day it is."""
    file = ["--file", str(small.plan), "--format", "json"]
    monkeypatch.setattr("gkplan.cli.clock.today", lambda: day("2016-03-03"))
    assert small("list", *file).json["today"] == "2016-03-03"
    monkeypatch.setenv("GKPLAN_TODAY", "2016-02-02")
    assert small("list", *file).json["today"] == "2016-02-02"
    assert small("list", *file, "--today", "2016-01-01").json["today"] == "2016-01-01"


@pytest.mark.parametrize("text", ["2016-02-30", "20160601", "tomorrow", "", "2016-6-31", "16-06-01"])
def test_what_is_no_day_is_a_usage_error(small: Asker, text: str) -> None:
    """A day that can't be, or is not written as ISO 8601 writes it, ends with 2."""
    asked = small("list", "--file", str(small.plan), "--today", text)
    assert (asked.code, asked.out) == (2, "")


@pytest.mark.parametrize(
    ("format_", "begins"),
    [
        ("json", "{"),
        ("jsonl", '{"id"'),
        ("tsv", "id\ttask"),
        ("csv", "id,task"),
        ("md", "测试分解表"),
        ("table", "测试分解表"),
    ],
)
def test_the_format_is_the_one_asked_for(
    small: Asker, monkeypatch: pytest.MonkeyPatch, format_: str, begins: str
) -> None:
    """By option and by variable alike."""
    file = ["--file", str(small.plan), "--today", "2016-07-01"]
    by_option = small("list", *file, "--format", format_).out
    monkeypatch.setenv("GKPLAN_FORMAT", format_)
    assert small("list", *file).out == by_option
    assert by_option.startswith(begins)


def test_off_a_terminal_it_is_tsv(small: Asker) -> None:
    """A pipe gets a header and tab-separated records."""
    assert small("list", "--file", str(small.plan), "--today", "2016-07-01").out.startswith("id\ttask\titem\t")


def test_a_variable_that_is_no_format_is_a_usage_error(small: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends with 2 and names the formats; `--format` outweighs it."""
    monkeypatch.setenv("GKPLAN_FORMAT", "xml")
    asked = small("list", "--file", str(small.plan))
    assert asked.code == 2
    assert "jsonl" in asked.err
    assert small.of("list").code == 0


@pytest.mark.parametrize("command", ["due", "unit", "units", "status", "list", "show"])
def test_json_is_the_same_in_every_language(small: Asker, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """JSON, JSONL, CSV and TSV do not depend on the language of the screen."""
    rest = {"unit": ["市房管局"], "show": ["1.2"]}.get(command, [])
    for format_ in ("json", "jsonl", "csv", "tsv"):
        english = small.of(command, *rest, "--lang", "en", format_=format_).out
        assert small.of(command, *rest, "--lang", "zh", format_=format_).out == english
        monkeypatch.setenv("GKPLAN_LANG", "zh")
        assert small.of(command, *rest, format_=format_).out == english
        monkeypatch.delenv("GKPLAN_LANG")


def test_a_language_there_is_not_is_a_usage_error(small: Asker) -> None:
    """`--lang fr` ends with 2 and names the languages."""
    asked = small.of("list", "--lang", "fr")
    assert asked.code == 2
    assert "zh" in asked.err


def test_the_small_plan_is_sound(ask: Asker, tmp_path: Path) -> None:
    """The plan of these tests has no error; its rules are made up, so that their words read otherwise."""
    asked = ask("validate", str(written(SMALL, tmp_path)))
    assert asked.code == 0
    assert "0 errors" in asked.out
