"""The walls of the house: imports point downwards only, and the lower rooms stay light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import gkplan

HOME = Path(gkplan.__file__).parent
FLOORS = [
    *({"calendar"}, {"deadline"}, {"plan"}, {"ledger"}, {"query"}),
    *({"readers", "writers"}, {"watch", "office", "corpus"}, {"cli"}),
]
"""The rooms from the ground up; those on one floor do not know each other."""
PURE = {"calendar", "deadline"}
"""Rooms that any program may use as plain functions: the standard library, dateutil and chinesecalendar alone."""
SPEAKING = {"writers", "watch", "office", "cli"}
"""Rooms that say words to people, and so may use the languages."""


class Import(NamedTuple):
    """One import: which module of gkplan names which module, and where."""

    module: str
    line: int
    imported: str

    @property
    def room(self) -> str:
        """The room of the module that imports."""
        return room_of(self.module)


def room_of(module: str) -> str:
    """The room that a module of gkplan stands in; the ground floor's own modules are rooms of themselves."""
    return module.split(".")[1] if "." in module else ""


def floor_of(room: str) -> int:
    """How high a room lies."""
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def imports() -> Iterator[Import]:
    """Every import of every module, also those inside functions."""
    for path in sorted(HOME.rglob("*.py")):
        parts = ("gkplan", *path.relative_to(HOME).with_suffix("").parts)
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (Import(module, node.lineno, name.name) for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module}:{node.lineno}: relative imports hide their room"
                source = node.module or ""
                names = (f"gkplan.{name.name}" for name in node.names) if source == "gkplan" else (source,)
                yield from (Import(module, node.lineno, name) for name in names)


IMPORTS = list(imports())
WITHIN = [each for each in IMPORTS if each.imported.startswith("gkplan.")]


def test_every_room_has_a_floor() -> None:
    """A new room is given its place in the house before anything imports it."""
    rooms = {path.parent.name for path in HOME.glob("*/__init__.py")}
    assert rooms <= set().union(*FLOORS)


def test_imports_point_downwards_only() -> None:
    """No room imports one above it or beside it."""
    wrong = [
        each
        for each in WITHIN
        if each.room in set().union(*FLOORS)
        and (room := room_of(each.imported)) != each.room
        and room in set().union(*FLOORS)
        and floor_of(room) >= floor_of(each.room)
    ]
    assert wrong == []


def test_only_rooms_that_speak_use_the_languages() -> None:
    """A room below the screen has no words to translate where it works: it gives values."""
    using = {each.room for each in WITHIN if each.imported == "gkplan.i18n"}
    assert using <= SPEAKING


def test_the_lower_rooms_import_next_to_nothing() -> None:
    """`calendar` and `deadline` use the standard library, dateutil and chinesecalendar."""
    allowed = {*sys.stdlib_module_names, "dateutil", "chinese_calendar", "gkplan"}
    assert {each.imported.split(".")[0] for each in IMPORTS if each.room in PURE} <= allowed


def test_the_lower_rooms_use_no_dataclasses() -> None:
    """They are imported by programs that pay for every millisecond: `dataclasses` and `inspect` cost several."""
    heavy = {"dataclasses", "inspect", "enum", "logging"}
    assert not [each for each in IMPORTS if each.room in PURE and each.imported.split(".")[0] in heavy]


def test_the_validator_is_imported_at_the_border_only() -> None:
    """The schema alone knows pydantic and YAML is read in one room; only tables know rich."""
    for library, homes in {"pydantic": {"gkplan.plan"}, "rich": {"gkplan.writers"}, "yaml": {"gkplan.plan"}}.items():
        found = {each.module.rpartition(".")[0] for each in IMPORTS if each.imported.split(".")[0] == library}
        assert found <= homes, library


def loaded_by(*arguments: str) -> set[str]:
    """The top-level modules that a run of gkplan has loaded when it ends."""
    script = (
        "import sys\n"
        "from gkplan.cli.main import run\n"
        "try:\n"
        "    run(sys.argv[1:])\n"
        "except SystemExit as ended:\n"
        "    assert not ended.code, ended.code\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True, cwd=HOME.parents[1]
    )
    return set(done.stderr.split("\n")[-2].split())


def test_the_version_costs_next_to_nothing() -> None:
    """`gkplan --version` loads no validator, no YAML, nothing to draw with, and no calendar."""
    assert not loaded_by("--version") & {"pydantic", "yaml", "rich", "dateutil", "chinese_calendar"}


def test_help_is_not_drawn() -> None:
    """Help imports every command, and still loads neither the validator nor what draws tables."""
    assert not loaded_by("--help") & {"pydantic", "rich"}


@pytest.mark.parametrize("question", ["due --month 2016-12", "unit 市房管局", "status", "list", "show 2.1", "units"])
@pytest.mark.parametrize("format_", ["json", "csv", "table"])
def test_with_a_snapshot_nothing_is_validated(question: str, format_: str) -> None:
    """A question to a plan that was asked before loads neither the validator nor YAML, and draws only a table."""
    asked = [*question.split(), "--file", "data/tasks.yaml", "--today", "2016-12-01", "--format", format_]
    loaded_by(*asked)
    unwanted = {"pydantic", "pydantic_core", "yaml"} | (set() if format_ == "table" else {"rich"})
    assert not loaded_by(*asked) & unwanted


def test_what_falls_due_costs_little() -> None:
    """JSON of what falls due needs no records: no dataclass, calendar of working days, path, locale or look at code."""
    asked = ["due", "--month", "2016-12", "--file", "data/tasks.yaml", "--today", "2016-12-01", "--format", "json"]
    loaded_by(*asked)
    unwanted = {"dataclasses", "dateutil", "chinese_calendar", "pathlib", "tempfile"}
    assert not loaded_by(*asked) & (unwanted | {"ast", "dis", "locale", "tokenize"})


def test_nothing_looks_for_cycles_in_a_question() -> None:
    """Neither what importing, asking and answering make nor what is left at the end is searched for cycles."""
    script = (
        "import atexit, gc, sys\n"
        "begun = []\n"
        "def told(phase, info):\n"
        "    phase == 'start' and begun.append(gc.get_freeze_count())\n"
        "import gkplan.cli\n"
        "gc.callbacks.append(told)\n"
        "atexit.register(lambda: print(begun, gc.get_freeze_count() > 0, file=sys.stderr))\n"
        "from gkplan.cli.main import run\n"
        "run(sys.argv[1:])\n"
    )
    asked = ["due", "--month", "2016-12", "--file", "data/tasks.yaml", "--today", "2016-12-01", "--format", "json"]
    loaded_by(*asked)
    done = subprocess.run(
        [sys.executable, "-c", script, *asked], capture_output=True, text=True, check=True, cwd=HOME.parents[1]
    )
    assert done.stderr == "[] True\n"


@pytest.mark.parametrize("question", [["due", "--month", "2016-12"], ["unit", "市房管局"], ["status"], ["list"]])
def test_json_is_never_drawn(question: list[str]) -> None:
    """A query that prints JSON loads nothing that a table needs."""
    asked = [*question, "--file", "data/tasks.yaml", "--today", "2016-12-01", "--format", "json"]
    assert "rich" not in loaded_by(*asked)
