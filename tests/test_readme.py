"""What the READMEs say is what gkplan does."""

import re
from pathlib import Path
from typing import get_args

import pytest
from tools.sessions import locale_of, rewritten

from gkplan.cli.exit_codes import ExitCode
from gkplan.cli.main import COMMANDS
from gkplan.deadline.read import read
from gkplan.deadline.rules import KINDS, Column
from gkplan.plan.places import parse

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
CODE = {path: path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")}

pytestmark = pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)


def rows(text: str, width: int) -> list[list[str]]:
    """The rows of a document's tables that have so many columns, headings and rules left out."""
    lines = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    table = [[cell.strip() for cell in line] for line in lines if len(line) == width]
    rules = [number for number, row in enumerate(table) if set("".join(row)) <= set("-: ")]
    return [row for number, row in enumerate(table) if number not in rules and number + 1 not in rules]


def code_of(text: str, language: str) -> str:
    """What stands in a document's one block of a language."""
    (block,) = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return str(block)


def test_sessions(readme: Path) -> None:
    """Every terminal session goes as it is written (`make docs` writes it again)."""
    text = readme.read_text(encoding="utf-8")
    assert rewritten(text, locale_of(readme)) == text


def test_make_run(readme: Path) -> None:
    """The first session is what `make run` asks."""
    first = re.search(r"^\$ gkplan (.*)$", readme.read_text(encoding="utf-8"), re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert first is not None
    assert f"$(BIN)/gkplan {first[1]} --format table\n" in makefile


def test_every_kind_is_read(readme: Path) -> None:
    """The table of kinds names each kind once, and its examples are read as that kind, in one column or the other."""
    kinds = {}
    told = [row for row in rows(readme.read_text(encoding="utf-8"), 4) if "`" in row[0] + row[1]]
    for row in told:  # the other tables of four columns are figures
        kind = next(cell.strip("`") for cell in row[:2] if cell.startswith("`"))
        kinds[kind] = [words.partition("(")[0].strip() for words in re.split("[;；]", row[2])]
    assert list(kinds) == list(KINDS)
    empty = kinds.pop("none")
    assert [rule.kind for rule in read("").rules] == ["none"], empty
    for kind, examples in kinds.items():
        for words in examples:
            read_as = {rule.kind for where in get_args(Column) for rule in read(words, where=where, year=2016).rules}
            assert kind in read_as, words


def test_the_plans_words(readme: Path) -> None:
    """What is shown of the plan file stands so in the plan."""
    (shown,) = parse(code_of(readme.read_text(encoding="utf-8"), "yaml"), "")[0].data
    plan = parse((ROOT / "data" / "tasks.yaml").read_text(encoding="utf-8"), "")[0].data
    task = next(task for task in plan["tasks"] if task["no"] == shown["no"])
    row = next(row for row in task["rows"] if row["no"] == shown["rows"][0]["no"])
    assert shown["title"] == task["title"]
    assert {name: row[name] for name in shown["rows"][0]} == shown["rows"][0]


def test_exit_codes(readme: Path) -> None:
    """The table of exit codes names those that a command can end with."""
    codes = {int(row[0]) for row in rows(readme.read_text(encoding="utf-8"), 2) if row[0].isdecimal()}
    assert codes == {int(code) for code in ExitCode if code is not ExitCode.FOUND or "check" in COMMANDS}


def test_variables(readme: Path) -> None:
    """The table of variables names those that the program reads."""
    named = {row[0].strip("`") for row in rows(readme.read_text(encoding="utf-8"), 2) if row[0].startswith("`GKPLAN_")}
    assert named == {name for text in CODE.values() for name in re.findall(r'"(GKPLAN_\w+)"', text)}


def test_commands_and_options(readme: Path) -> None:
    """Every command that is named exists, and so does every option."""
    text = readme.read_text(encoding="utf-8")
    options = set(re.findall(r"(?<=[`\s])--[a-z-]+", re.sub(r"^(?:pip|pipx|echo) .*$", "", text, flags=re.MULTILINE)))
    assert set(re.findall(r"(?<=`gkplan )[a-z-]+|(?<=\$ gkplan )[a-z-]+", text)) <= set(COMMANDS)
    assert {option for option in options if not any(f'"{option}"' in code for code in CODE.values())} == set()
