"""The house: which room may import which, and what the ground floor may import from outside."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "gkplan"
ROOMS = ("calendar", "deadline", "plan", "ledger", "readers", "query", "writers", "corpus", "watch", "office", "cli")
"""From the ground up. `i18n`, the words of the screen, is for `cli` and what stands beside it alone."""
SPEAKING = {"cli", "watch", "office", "__main__"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The room that a module of the package stands in; a module in none is its own."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_used(path: Path) -> set[str]:
    """The other rooms of the package that a module imports from."""
    names = (name.split(".") for name in imported(path))
    used = {name[1] for name in names if name[0] == "gkplan" and len(name) > 1 and (PACKAGE / name[1]).is_dir()}
    return used - {room_of(path)}


def test_rooms_are_known() -> None:
    """Every folder of the package that holds modules is a room with its place in the house."""
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} <= set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_downwards(path: Path) -> None:
    """A module imports from rooms below its own only."""
    room = room_of(path)
    below = set(ROOMS[: ROOMS.index(room)]) if room in ROOMS else set(ROOMS)
    assert rooms_used(path) - below == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_words_of_the_screen_stay_upstairs(path: Path) -> None:
    """Only the rooms that speak to people translate; data is the same in every language."""
    if room_of(path) not in SPEAKING:
        assert [name for name in imported(path) if name.startswith("gkplan.i18n")] == []


@pytest.mark.parametrize("room", ["calendar", "deadline"])
def test_ground_floor_stands_by_itself(room: str) -> None:
    """Reading deadlines needs the standard library, dateutil and chinesecalendar, and nothing else."""
    names = {name.split(".")[0] for path in (PACKAGE / room).rglob("*.py") for name in imported(path)}
    assert names - set(sys.stdlib_module_names) <= {"gkplan", "dateutil", "chinese_calendar"}
