"""`gkplan digest`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.helpers.asking import Asker


def test_a_unit_is_told_by_any_of_its_names(small: Asker) -> None:
    """Name, alias and pinyin initials give the same letter; its dates are those of the day asked."""
    by_name = small.of("digest", "--unit", "市房管局", format_="text")
    assert by_name.code == 0
    assert by_name.out.startswith(
        "市房管局: tasks to remember, as of 2016-07-01\n测试分解表\n\nOverdue (1)\n1. 1.1@2016-06-30 "
    )
    assert [small.of("digest", "--unit", name, format_="text") for name in ("房产局", "sfgj")] == [by_name, by_name]


def test_every_unit_has_a_part_of_its_own(small: Asker) -> None:
    """With --all each body and each open group is told, groups that stand for others by their members."""
    told = small.json("digest", "--all")["digests"]
    assert {each["unit"] for each in told} == {"市房管局", "市审计局", "甲县政府", "乙县政府", "有关单位"}
    text = small.of("digest", "--all", format_="text").out
    assert text.count("tasks to remember") == len(told)
    assert "\n\n市审计局: " in text or text.startswith("市审计局: ")


def test_json_has_each_part_as_occurrences(small: Asker) -> None:
    """The parts hold occurrences with the contract's fields, and the rows that wait by id."""
    (told,) = small.json("digest", "--unit", "市审计局")["digests"]
    assert list(told) == ["unit", "overdue", "due", "returned", "unsettled", "next", "waiting"]
    assert {each["row"] for each in told["overdue"]} == {"2.2"}
    assert told["due"][0]["id"] == "2.2@2016-W26"
    assert told["waiting"] == ["3.2", "3.4"]


def test_within_says_how_far_ahead(small: Asker) -> None:
    """Without --within a unit hears what the plan calls due, 30 days ahead; with it, as far as is said."""

    def due(*arguments: str) -> list[str]:
        (told,) = small.json("digest", "--unit", "市房管局", *arguments)["digests"]
        return [each["id"] for each in told["due"]]

    assert due("--within", "1w") == []
    assert due() == ["1.2@2016-07-31"]
    assert due("--within", "365d") == ["1.2@2016-07-31", "4.1@2016-12-31", "4.1@2016-12-31/2"]


@pytest.mark.parametrize(("format_", "begins"), [("md", "## "), ("html", "<!DOCTYPE html>")])
def test_other_forms(small: Asker, format_: str, begins: str) -> None:
    """Markdown and HTML say the same."""
    said = small.of("digest", "--unit", "市房管局", format_=format_).out
    assert said.startswith(begins)
    assert "1.1@2016-06-30" in said


@pytest.mark.parametrize("arguments", [[], ["--all", "--unit", "市房管局"], ["--unit", "没有"]])
def test_one_unit_or_all_must_be_asked_for(small: Asker, arguments: list[str]) -> None:
    """Neither, both, or an unknown unit is a usage error."""
    assert small.of("digest", *arguments, format_="text").code == 2


def test_the_shipped_plan_is_never_told(ask: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is told of another city's plan."""
    monkeypatch.chdir(tmp_path)
    asked = ask("digest", "--all")
    assert (asked.code, asked.out) == (4, "")
    assert "answering from" not in asked.err


def test_nothing_is_written(small: Asker, tmp_path: Path) -> None:
    """A digest is a question: the plan's folder stays as it is."""
    before = sorted(tmp_path.rglob("*"))
    small.of("digest", "--all", format_="text")
    assert sorted(tmp_path.rglob("*")) == before
