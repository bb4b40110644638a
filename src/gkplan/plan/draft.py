"""What is sound of a plan, as far as it was read: rows one by one, and what they are held against."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from gkplan.deadline.rules import Rule
from gkplan.plan.model import Row, Unit
from gkplan.plan.places import Path
from gkplan.plan.roster import Units


class Fault(NamedTuple):
    """What a check finds, at a path within what it checks: at its value, or with `key` at its key."""

    code: str
    path: Path
    params: Mapping[str, str]
    key: bool = False


def fault(code: str, path: Path, *, key: bool = False, **params: object) -> Fault:
    """A fault, its parameters made words."""
    return Fault(code, path, {name: str(value) for name, value in params.items()}, key)


class Frame:
    """What rows are held against: the plan's year and day of issue, and its units.

    `names` are those of all units, also of the unsound; `places` says where in the file's list each of the sound
    `units` stands, `repeated` where which name stood before. `dated`: whether year and issue date can be trusted.
    """

    def __init__(self) -> None:
        self.year: int | None = None
        self.issued: date | None = None
        self.dated = False
        self.units = Units()
        self.names = self.units.names
        self.places = array("L")
        self.repeated: list[tuple[int, str]] = []
        self._unsound: set[str] = set()
        self.groups: list[tuple[int, tuple[str, ...]]] = []
        self.members: dict[str, tuple[str, ...]] = {}
        self.nearest: dict[str, str] = {}

    def date_by(self, head: Mapping[str, Any]) -> None:
        """Take year and day of issue from the plan's head, which was found sound."""
        self.year, self.issued, self.dated = head["year"], head["issued"], True

    def add(self, index: int, unit: Unit) -> None:
        """A unit that is sound, and its position."""
        if not self.units.add(unit) and unit.name not in self._unsound:
            self.repeated.append((index, unit.name))
        self._unsound.discard(unit.name)
        self.places.append(index)
        if unit.members:
            self.groups.append((index, unit.members))
        if unit.members or unit.name in self.members:
            self.members[unit.name] = unit.members

    def add_unsound(self, name: str) -> None:
        """The name of a unit that is not sound."""
        if self.names.add(name):
            self._unsound.add(name)

    def placed_units(self) -> Iterator[tuple[int, Unit]]:
        """Each sound unit with its position."""
        return zip(self.places, self.units, strict=True)


class Placed(NamedTuple):
    """A row and its position in its task, its sound rules with their positions, and whether nothing is wrong in it."""

    at: int
    row: Row
    rules: tuple[tuple[int, Rule], ...]
    whole: bool = True
