"""A plan read anew from its document, with what people made of the plan before: ids, reviews, corrections, units.

The ledger knows rows by their id, so a row whose words stayed keeps its id, wherever the document has it now; an id
that is free because its row is gone is given to no other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from gkplan.deadline.row import read_row
from gkplan.plan.model import Corrected, Plan, Row, Task, Unit
from gkplan.readers.doubts import Doubt
from gkplan.readers.interface import Draft

_SPACES = re.compile(r"\s")
_ALIKE = 0.6
"""A requirement that has so much in common with one before, and no other more, is the same with other words."""
_MOST_PAIRS = 40_000
_OF_UNITS = frozenset({"explained", "two-names"})
"""Doubts about a unit that a plan settles by having the unit with members, a note or an alias."""


def updated(before: Plan, draft: Draft) -> Draft:
    """The draft as the plan `before` brought up to date; settings and units are those of the plan before.

    A row whose words are all the same is the row before, whole, and what a person settled of it is no doubt any more.
    One whose requirement alone is the same keeps its id, its completion and the corrections of cells that stayed; a
    review was of other words then and is dropped, in doubt. So does, in doubt, one that was reworded. Rows that are
    gone are told.
    """
    names = {name: unit.name for unit in before.units for name in (*unit.aliases, unit.name)}
    year = draft.plan.year if before.year is None else before.year
    desk = _Desk(before, year)
    tasks = desk.numbered([_renamed(task, names) for task in draft.plan.tasks])
    plan = replace(
        before,
        units=tuple(_units(before, draft.plan.units, names)),
        tasks=tuple(tasks),
        year=year,
        issued=draft.plan.issued or before.issued,
        source=draft.plan.source,
    )
    told = (doubt for doubt in draft.doubts if not _is_settled(doubt, desk, before))
    moved = (doubt if doubt.row is None else doubt._replace(row=desk.ids.get(doubt.row, doubt.row)) for doubt in told)
    return Draft(plan, (*moved, *desk.doubts))


@dataclass
class _Desk:
    """The rows of the plan before that wait for their words, and what was found out while rows were numbered.

    `ids` says under which id of the draft each row came, `settled` which of these a person had settled.
    """

    before: Plan
    year: int | None
    doubts: list[Doubt] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._waiting: dict[str, list[Row]] = defaultdict(list)
        for row in self.before.rows():
            self._waiting[_key(row)].append(row)
        self._items = {task.no: {row.item for row in task.rows} for task in self.before.tasks}

    def numbered(self, tasks: Sequence[Task]) -> list[Task]:
        """The tasks under the numbers that the plan before has for most of their rows; others under free ones."""
        rows = [row for task in tasks for row in task.rows]
        found = {row.id: old for row in rows if (old := self._match(row))}
        found |= self._reworded([row for row in rows if row.id not in found])
        gone = [old for waiting in self._waiting.values() for old in waiting]
        self.doubts += [Doubt("row-gone", old.id, 0, old.requirement) for old in gone]
        given: set[int] = set()
        return [self._task(task, [(row, found.get(row.id)) for row in task.rows], given) for task in tasks]

    def _match(self, row: Row) -> Row | None:
        """The row before of these words: with the same title and id rather than another."""
        waiting = self._waiting[_key(row)]
        if not waiting:
            return None
        found = max(waiting, key=lambda old: (old.title == row.title, old.id == row.id))
        waiting.remove(found)
        return found

    def _reworded(self, rows: Sequence[Row]) -> dict[str, Row]:
        """The rows before that have other words now, by the draft's id: of the pairs most alike, each row once."""
        waiting = [old for olds in self._waiting.values() for old in olds]
        if len(rows) * len(waiting) > _MOST_PAIRS:
            return {}
        pairs = ((alike, row, old) for row in rows for old in waiting if (alike := _alike(row, old)) >= _ALIKE)
        found: dict[str, Row] = {}
        for _, row, old in sorted(pairs, key=lambda pair: -pair[0]):
            if row.id not in found and old in self._waiting[_key(old)]:
                self._waiting[_key(old)].remove(old)
                found[row.id] = old
        return found

    def _task(self, task: Task, rows: Sequence[tuple[Row, Row | None]], given: set[int]) -> Task:
        olds = Counter(old.task for _, old in rows if old and old.task not in given)
        number = olds.most_common(1)[0][0] if olds else self._free_number(task.no, given)
        given.add(number)
        taken = self._items.setdefault(number, set())
        made: list[Row] = []
        for row, old in rows:
            kept = old if old is not None and old.task == number else None
            item = kept.item if kept else self._free_item(row.item, taken)
            taken.add(item)
            made.append(self._row(row, old, number, item))
        return Task(number, task.title, tuple(made))

    def _free_number(self, wanted: int, given: set[int]) -> int:
        used = given | self._items.keys()
        return wanted if wanted not in used else max(used) + 1

    @staticmethod
    def _free_item(wanted: int, taken: set[int]) -> int:
        return wanted if wanted not in taken else max(taken) + 1

    def _row(self, row: Row, old: Row | None, number: int, item: int) -> Row:
        self.ids[row.id] = f"{number}.{item}"
        if old is not None and old.id != f"{number}.{item}":
            self.doubts.append(Doubt("row-moved", f"{number}.{item}", 0, old.id))
        if old is not None and _words(old) == _words(row):
            if old.reviewed or old.corrected:
                self.settled.add(row.id)
            return replace(old, task=number, item=item, extra=row.extra)
        fresh = replace(row, task=number, item=item)
        if old is not None and _key(old) != _key(row):
            self.doubts.append(Doubt("row-reworded", fresh.id, 0, old.requirement))
        if old is not None:
            fresh = replace(fresh, completion=old.completion, corrected=self._correction(old, fresh))
            if old.reviewed:
                self.doubts.append(Doubt("review-stale", fresh.id, 0, old.reviewed.why))
        reading = read_row(
            fresh.meant_deadline,
            fresh.meant_requirement,
            units=fresh.units,
            year=self.year,
            issued=self.before.issued,
        )
        return replace(fresh, rules=tuple(reading.rules))

    def _correction(self, old: Row, row: Row) -> Corrected | None:
        """The corrections of cells whose printed words stayed; the row's own (同上) go first."""
        if old.corrected is None or row.corrected is not None:
            return row.corrected
        same = {
            "requirement": old.requirement == row.requirement,
            "deadline": old.deadline == row.deadline,
            "units": _printed_units(old) == _printed_units(row),
            "title": old.title == row.title,
        }
        cells = {cell: getattr(old.corrected, cell) for cell, stayed in same.items() if stayed}
        if any(getattr(old.corrected, cell) for cell, stayed in same.items() if not stayed):
            self.doubts.append(Doubt("correction-stale", row.id, 0, old.corrected.note))
        return Corrected(**cells, note=old.corrected.note) if any(cells.values()) else None


def _alike(row: Row, old: Row) -> float:
    """How much of two requirements is the same, from 0 to 1, where one could be the other reworded."""
    compared = SequenceMatcher(None, _key(old), _key(row), autojunk=False)
    return compared.ratio() if min(compared.real_quick_ratio(), compared.quick_ratio()) >= _ALIKE else 0


def _key(row: Row) -> str:
    """What a row is known by: its requirement without spaces."""
    return _SPACES.sub("", row.requirement)


def _words(row: Row) -> tuple[object, ...]:
    """What a document prints of a row."""
    return row.title, row.requirement, _printed_units(row), row.deadline


def _printed_units(row: Row) -> str:
    return row.units_text or "\n".join("、".join(column) for column in (row.units, row.support) if column)


def _renamed(task: Task, names: Mapping[str, str]) -> Task:
    """A task with the names that the plan before has for its units."""
    return replace(task, rows=tuple(_row_renamed(row, names) for row in task.rows))


def _row_renamed(row: Row, names: Mapping[str, str]) -> Row:
    units = tuple(dict.fromkeys(names.get(name, name) for name in row.units))
    support = tuple(dict.fromkeys(names.get(name, name) for name in row.support))
    if (units, support) == (row.units, row.support):
        return row
    apart = tuple(name for name in support if name not in units)
    return replace(row, units=units, support=apart, units_text=_printed_units(row))


def _units(before: Plan, fresh: Iterable[Unit], names: Mapping[str, str]) -> Iterator[Unit]:
    """The units before, with spellings that are new, and the units that are new."""
    known = set(names) | {unit.full_name for unit in before.units}
    more: dict[str, list[str]] = defaultdict(list)
    added: list[Unit] = []
    for unit in fresh:
        free = [alias for alias in unit.aliases if alias not in known]
        known.update(free)
        if unit.name in names:
            more[names[unit.name]] += free
        else:
            added.append(replace(unit, aliases=tuple(free)))
    for unit in before.units:
        yield replace(unit, aliases=(*unit.aliases, *more[unit.name])) if more[unit.name] else unit
    yield from added


def _is_settled(doubt: Doubt, desk: _Desk, before: Plan) -> bool:
    """Whether a person settled a doubt in the plan before: in its row, or by what the plan says of a unit."""
    if doubt.row in desk.settled:
        return True
    if doubt.code not in _OF_UNITS:
        return False
    told = {name for unit in before.units if unit.note or unit.members for name in (unit.name, *unit.aliases)}
    aliases = {alias for unit in before.units for alias in unit.aliases}
    return re.split("：| = ", doubt.words)[0] in (told if doubt.code == "explained" else aliases)
