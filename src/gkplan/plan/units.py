"""Units: look-up by any name an officer would type, groups unfolded, and who owes an occurrence (obligors)."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple

from gkplan.plan.model import Plan, Unit


class Found(NamedTuple):
    """What a look-up gave: the unit, or else the several that fit, or the nearest names where none did."""

    unit: Unit | None
    candidates: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


class UnitBook:
    """The units of one plan, for look-up and unfolding; for unfolding alone its groups are enough."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._by_name = {unit.name: unit for unit in plan.units}

    def __getitem__(self, name: str) -> Unit:
        return self._by_name[name]

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def find(self, words: str) -> Found:
        """Look a unit up in tiers: exact name, alias, full name, pinyin initials, ordered subsequence.

        The first tier with hits decides. Several hits are all named, none brings the nearest names: a guess is never
        made for the asker.
        """
        words = words.strip()
        for tier in (self._exact, self._aliased, self._full, self._initialled, self._subsequence):
            hits = tier(words) if words else []
            if len(hits) == 1:
                return Found(hits[0])
            if hits:
                return Found(None, candidates=tuple(unit.name for unit in hits))
        return Found(None, nearest=self._nearest(words))

    def members(self, name: str) -> tuple[str, ...]:
        """The bodies that a group stands for, groups within it unfolded; a body stands for itself."""
        return self._members[name]

    def obligors(self, names: Iterable[str]) -> tuple[str, ...]:
        """Who owes what falls on these units: closed groups unfolded, an open group one obligor, nobody twice."""
        owing: dict[str, None] = {}
        for name in names:
            owing.update(dict.fromkeys(self._owing(name)))
        return tuple(owing)

    def owed_by(self, name: str, obligors: Iterable[str]) -> tuple[str, ...]:
        """The obligors whose obligations are this unit's: itself or a group's members, else an open group it is in."""
        obligors = tuple(obligors)
        own = set(self.obligors([name]))
        if mine := tuple(obligor for obligor in obligors if obligor in own):
            return mine
        within = {group for group in self.groups_of(name) if self._by_name[group].open}
        return tuple(obligor for obligor in obligors if obligor in within)

    def groups_of(self, name: str) -> tuple[str, ...]:
        """The groups that a unit belongs to, in the plan's order."""
        return self._groups.get(name, ())

    def _owing(self, name: str) -> tuple[str, ...]:
        unit = self._by_name.get(name)
        if unit is None or unit.open or not unit.members:
            return (name,)
        return self.obligors(unit.members)

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        return {unit.name: tuple(self._unfold(unit.name)) for unit in self._plan.units}

    def _unfold(self, name: str) -> dict[str, None]:
        bodies: dict[str, None] = {}
        for member in self._by_name[name].members:
            within = self._by_name.get(member)
            bodies.update(self._unfold(member) if within and within.group else {member: None})
        return bodies or {name: None}

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        groups: dict[str, list[str]] = {}
        for unit in self._plan.units:
            if unit.group:
                for body in self._unfold(unit.name):
                    groups.setdefault(body, []).append(unit.name)
        return {name: tuple(within) for name, within in groups.items()}

    def _exact(self, words: str) -> list[Unit]:
        return [self._by_name[words]] if words in self._by_name else []

    def _aliased(self, words: str) -> list[Unit]:
        return [unit for unit in self._plan.units if words in unit.aliases]

    def _full(self, words: str) -> list[Unit]:
        return [unit for unit in self._plan.units if words == unit.full_name]

    def _initialled(self, words: str) -> list[Unit]:
        return [unit for unit in self._plan.units if words.lower() in unit.initials]

    def _subsequence(self, words: str) -> list[Unit]:
        """Chinese short names keep some characters of the whole name, in order: 人社局 of 市人力资源社会保障局."""
        return [unit for unit in self._plan.units if any(_within(words, name) for name in _names(unit))]

    def _nearest(self, words: str) -> tuple[str, ...]:
        close: dict[str, None] = {}
        names = {name: unit.name for unit in self._plan.units for name in _names(unit)}
        for name in get_close_matches(words, names, n=8, cutoff=0.3):
            close[names[name]] = None
        return tuple(close)[:5]


def _names(unit: Unit) -> tuple[str, ...]:
    return (unit.name, *unit.aliases, *([unit.full_name] if unit.full_name else []))


def _within(words: str, name: str) -> bool:
    rest = iter(name)
    return all(character in rest for character in words)
