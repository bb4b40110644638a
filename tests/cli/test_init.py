"""`gkplan init` and `gkplan schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.helpers.asking import COMMAND, Asker, ask_process

FILES = ["data/tasks.yaml", "data/plan.schema.json", ".gitattributes", "crontab.example"]


def test_a_folder_to_begin_with(ask: Asker, tmp_path: Path) -> None:
    """The plan, its schema, and lines for git and cron are there, are named, and answer at once."""
    asked = ask("init", str(tmp_path / "新 计划"))
    assert (asked.code, asked.err) == (0, "")
    assert asked.out.split("\n")[:-1] == [str(tmp_path / "新 计划" / name) for name in FILES]
    assert ask("validate", str(tmp_path / "新 计划/data/tasks.yaml")).code == 0


def test_the_plan_and_its_schema_are_the_shipped_ones(ask: Asker, tmp_path: Path) -> None:
    """Byte for byte; `gkplan schema` prints the same schema."""
    ask("init", str(tmp_path))
    home = Path(__file__).parents[2]
    for name in FILES[:2]:
        assert (tmp_path / name).read_bytes() == (home / name).read_bytes()
    assert json.loads(ask("schema").out) == json.loads((tmp_path / FILES[1]).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_overwritten(ask: Asker, tmp_path: Path, name: str) -> None:
    """Where one of the files is there, none is written, and it ends with 4 and names it."""
    (tmp_path / "data").mkdir()
    (tmp_path / name).write_text("mine", encoding="utf-8")
    asked = ask("init", str(tmp_path))
    assert (asked.code, asked.out) == (4, "")
    assert name in asked.err
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [Path(name).name]
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_a_folder_that_can_not_be_made(ask: Asker, tmp_path: Path) -> None:
    """A file where the folder should be ends with 4."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert ask("init", str(tmp_path / "file/deeper")).code == 4


def test_the_crontab_line_is_commented_and_quoted(ask: Asker, tmp_path: Path) -> None:
    """Every line is a comment until somebody uncomments it; spaces and % in a folder's name do not break it."""
    home = tmp_path / "50% done"
    ask("init", str(home))
    lines = (home / "crontab.example").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("# ") for line in lines)
    set_, check, notify = lines[1::2]
    assert set_ == '# CONTENT_TYPE="text/plain; charset=UTF-8"'
    for line, schedule in ((check, "30 8 * * 1-5"), (notify, "40 8 * * 1-5")):
        assert line.startswith(f"# {schedule}  cd '{tmp_path}/50\\% done' && ")
    assert check.endswith("gkplan check --within 7d --lang zh")
    assert notify.endswith("gkplan notify email --send --again 7d --lang zh")


def test_the_crontab_line_names_this_command(tmp_path: Path) -> None:
    """The path of cron is short, so the line has the path of the command that wrote it."""
    ask_process("init", str(tmp_path / "new"))
    line = (tmp_path / "new/crontab.example").read_text(encoding="utf-8").splitlines()[3]
    assert f" && {COMMAND.resolve()} check " in line
