"""`gkplan validate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.helpers.asking import Asker
from tests.helpers.plans import as_file, by, plan, row, written

SOUND = plan(row("1.1", by("2016-06-30", quote="2016年6月底前")))
FIELDS = ["code", "level", "file", "line", "col", "title", "hint"]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A plan with a unit that nobody defined, in a file whose name needs care."""
    data = as_file(SOUND)
    data["tasks"][0]["rows"][0]["units"] = ["丙局"]
    path = tmp_path / "a,b.yaml"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def test_a_sound_plan_is_summed_up(ask: Asker, tmp_path: Path) -> None:
    """One line: the file, its rows, no error; exit 0."""
    path = written(SOUND, tmp_path)
    assert ask("validate", str(path)) == (0, f"{path}: 1 row · 0 errors · 0 warnings\n", "")


def test_warnings_alone_are_0(ask: Asker, tmp_path: Path) -> None:
    """A difference between words and rules is a warning, and ends with 0."""
    path = written(plan(row("1.1", by("2016-06-29", quote="2016年6月底前"))), tmp_path)
    asked = ask("validate", str(path))
    assert asked.code == 0
    assert "warning GK3" in asked.out


def test_an_error_is_3_and_named_at_its_place(ask: Asker, broken: Path) -> None:
    """`file:line:col: error CODE title`, and what to do in the line below."""
    asked = ask("validate", str(broken))
    assert asked.code == 3
    first, hint, *_rest = asked.out.split("\n")
    place, code = first.split(": error ")
    line, col = place.removeprefix(f"{broken}:").split(":")
    assert broken.read_text(encoding="utf-8").split("\n")[int(line) - 1][int(col) - 1 :].startswith('"丙局"')
    assert code.startswith("GK201 ")
    assert hint.startswith("    ")


def test_one_bad_file_never_hides_the_next(ask: Asker, broken: Path, tmp_path: Path) -> None:
    """Every file is examined: errors outweigh a file that is not there, and that a sound one."""
    sound, missing = str(written(SOUND, tmp_path)), str(tmp_path / "none.yaml")
    every = ask("validate", missing, str(broken), sound)
    assert every.code == 3
    assert str(broken) in every.out
    assert sound in every.out
    assert missing in every.err
    assert ask("validate", missing, sound).code == 4


def test_json_has_the_contracts_frame_and_fields(ask: Asker, broken: Path, tmp_path: Path) -> None:
    """The frame, a plan for each file, and each finding in English whatever the language of the screen."""
    asked = ask("validate", "--format", "json", str(broken), str(written(SOUND, tmp_path)), "--lang", "zh")
    assert asked.code == 3
    assert list(asked.json) == ["schema", "command", "today", "plans", "findings"]
    assert [each["id"] for each in asked.json["plans"]] == [None, "test-2016"]
    assert asked.json["today"] is None
    assert all(list(each) == FIELDS for each in asked.json["findings"])
    assert asked.json["findings"][0]["title"] == "no unit is called 丙局"
    assert ask("validate", "--format", "json", str(written(SOUND, tmp_path))).json["findings"] == []


def test_github_gets_annotations(ask: Asker, broken: Path, tmp_path: Path) -> None:
    """One workflow command a finding, its properties escaped; nothing for a sound plan."""
    asked = ask("validate", "--format", "github", str(broken))
    assert asked.code == 3
    assert asked.out.startswith("::error file=" + str(broken).replace(",", "%2C") + ",line=")
    assert ",title=GK201::" in asked.out
    assert ask("validate", "--format", "github", str(written(SOUND, tmp_path))).out == ""


def test_titles_and_hints_speak_the_language_of_the_screen(ask: Asker, broken: Path) -> None:
    """In Chinese a finding and its sum are Chinese; the code is the same."""
    out = ask("validate", str(broken), "--lang", "zh").out
    assert "错误 GK201 没有名为“丙局”的单位" in out
    assert "1 处错误" in out


def test_the_plan_is_found_as_for_every_command(ask: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a file named: `--file`, `GKPLAN_FILE`, or the plan here."""
    path = written(SOUND, tmp_path)
    assert ask("validate", "--file", str(path)).out.startswith(str(path))
    monkeypatch.setenv("GKPLAN_FILE", str(path))
    assert ask("validate").out.startswith(str(path))


def test_what_yaml_finds_wrong_is_said_in_chinese_too(ask: Asker, tmp_path: Path) -> None:
    """A bracket left open is explained in the language of the screen; JSON keeps the words of libyaml."""
    path = tmp_path / "open.yaml"
    path.write_text("schema: 1\nplan: {id: a\n", encoding="utf-8")
    asked = ask("validate", str(path), "--lang", "zh")
    assert asked.code == 3
    assert "此处应有“,”或“}”" in asked.out
    (finding,) = ask("validate", str(path), "--lang", "zh", "--format", "json").json["findings"]
    assert finding["title"] == "this is not YAML: did not find expected ',' or '}'"
