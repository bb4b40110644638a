"""What the shell completes, and at what cost."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from gkplan.cli.main import COMMANDS, group

HEAVY = ("pydantic", "rich", "chinese_calendar")


def completed(line: str) -> list[str]:
    """What completion offers for the last word of a line."""
    *arguments, incomplete = line.split(" ")
    found = ShellComplete(group(), {}, "gkplan", "_GKPLAN_COMPLETE").get_completions(arguments, incomplete)
    return [item.value for item in found]


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small plan where commands look for one by themselves."""
    path = tmp_path / "data" / "tasks.yaml"
    path.parent.mkdir()
    path.write_text(
        "units:\n"
        "  - {name: 市房管局, full_name: 湛江市房产管理局, aliases: [房产局], initials: [sfgj]}\n"
        "  - {name: 市法制局, initials: [sfzj]}\n"
        "tasks:\n"
        "  - {no: 2, rows: [{no: 1}, {no: 2}]}\n"
        "  - {no: 12, rows: [{no: 1}]}\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return path


def test_commands() -> None:
    """A command is completed by the beginning of its name; with nothing typed all are offered."""
    assert completed("") == list(COMMANDS)
    assert completed("val") == ["validate"]


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("unit 市", ["市房管局", "市法制局"]),
        ("unit 市房", ["市房管局"]),
        ("unit 房", ["市房管局"]),
        ("unit 湛江", ["市房管局"]),
        ("unit sfz", ["市法制局"]),
        ("unit 省", []),
        ("due --unit sfg", ["市房管局"]),
        ("mark 2.1 done --unit sfg", ["市房管局"]),
        ("extend 2.1 --unit sfg", ["市房管局"]),
    ],
)
def test_units(words: str, expected: list[str]) -> None:
    """A unit is completed from its name; where no name begins so, from an alias, a full name or pinyin initials."""
    assert completed(words) == expected


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("command", ["show", "log", "mark", "event", "set-due", "extend"])
def test_rows(command: str) -> None:
    """A row is completed from the beginning of its id, wherever one is asked for."""
    assert completed(f"{command} 2.") == ["2.1", "2.2"]


def test_named_plan(plan: Path) -> None:
    """Units come from the plan that the line names."""
    other = plan.with_name("other.yaml")
    other.write_text("units: [{name: 市档案局}]", encoding="utf-8")
    assert completed(f"unit --file {other} 市") == ["市档案局"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"units: 3", b"units: [{name: [", b"tasks: [{rows: x}]", b"- 1", b"units: [&a 1, *a]"],
)
def test_broken_plan(plan: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """A plan that is broken or missing offers nothing, and nothing is said."""
    plan.write_bytes(content)
    assert completed("unit 市") == completed("show 2") == []
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("line", "word"), [("gkplan ", 1), ("gkplan unit 市", 2), ("gkplan show 2", 2)])
def test_cost(line: str, word: int) -> None:
    """Completing imports nothing heavy."""
    code = (
        "import sys; from gkplan.cli.main import run\n"
        "try: run()\n"
        f"finally: print(*[name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    environ = {"_GKPLAN_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(word)}
    ran = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout != "", ran.stderr) == (0, True, "\n")
