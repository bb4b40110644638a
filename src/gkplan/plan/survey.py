"""One look through a plan file: its units and its head become a frame, its tasks are told apart; rows pass by.

Units are kept as records, of everything else in a long list nothing is. What the rows need may stand behind them in
the file: then a look ahead, which judges nothing, finds it first, so that rows are still taken in their order.
"""

from __future__ import annotations

from typing import Any

from pydantic_core import ValidationError
from yaml import MappingStartEvent

from gkplan import SCHEMA
from gkplan.plan import schema
from gkplan.plan.draft import Frame
from gkplan.plan.entry import UnplainError, quick_mapping
from gkplan.plan.model import Plan, Unit
from gkplan.plan.places import Path, Place, Tree, Walk
from gkplan.plan.source import Reader, Source

Heads = dict[int, tuple[object, object]]


class Entry:
    """An entry of a list as data, and as a tree with places where one is asked for."""

    def __init__(self, walk: Walk, event: Any, depth: int) -> None:
        self._walk, self._depth = walk, depth
        self._seen = [event]
        self._tree: Tree | None = None
        self.data: Any = None
        try:
            if type(event) is not MappingStartEvent or event.anchor is not None or event.tag is not None:
                raise UnplainError  # noqa: TRY301
            self.data = quick_mapping(walk.next, self._seen.append)
        except UnplainError:
            self._tree = walk.again(event, self._seen[1:], depth)
            self.data = self._tree.data

    @property
    def tree(self) -> Tree:
        """The entry with the places of its parts."""
        if self._tree is None:
            self._tree = self._walk.again(self._seen[0], self._seen[1:], self._depth)
        return self._tree


class Survey:
    """A look that judges nothing: the frame, and of tasks with rows before their title or number both of these."""

    def __init__(self, source: Source, *, strict: bool = False) -> None:
        self.frame = Frame()
        self.heads: Heads = {}
        self.source = source
        self.reader = Reader(source, strict=strict)
        self._task = Tree()
        takers = {"units": self._take_unit, "tasks": self._take_task}
        self.walk = Walk(self.reader, source.name, source.texts, takers)

    def run(self) -> None:
        """Look."""
        self.walk.run()
        self.date_frame()

    def date_frame(self) -> None:
        """Give the frame its dates, if the plan's head is sound."""
        head = self.root.get("plan")
        try:
            self.frame.date_by(schema.checked(head, "Head"))
        except ValidationError:
            self.frame.dated = False

    def head(self) -> Plan | None:
        """The plan without its tasks, as far as it was read; None where its own fields are wrong."""
        said: dict[str, Any] = {name: self.root[name] for name in ("plan", "policy") if name in self.root}
        try:
            read = schema.checked({"schema": SCHEMA, **said, "units": [], "tasks": []})
        except ValidationError:
            return None
        return schema.plan_of(read, self.frame.units)

    @property
    def root(self) -> dict[str, Any]:
        """The file's mapping as far as it was read, without its units and tasks."""
        data = self.walk.tree.data
        return data if isinstance(data, dict) else {}

    def unit(self, index: int, entry: Entry) -> None:
        """What to do with a unit."""
        data = entry.data
        try:
            self.frame.add(index, _unit(data))
        except ValidationError as error:
            if isinstance(data, dict) and isinstance(data.get("name"), str):
                self.frame.add_unsound(data["name"])
            self.wrong_unit(index, entry, error)

    def wrong_unit(self, index: int, entry: Entry, error: ValidationError) -> None:
        """What to do with a unit that is not sound."""

    def row(self, task: int, index: int, event: Any) -> None:
        """What to do with a row that begins."""
        Entry(self.walk, event, 4)
        if index == 0 and not {"no", "title"} <= self._task.data.keys():
            self.heads[task] = (None, None)

    def task(self, index: int, tree: Tree) -> None:
        """What to do with a task at its end."""
        if index in self.heads:
            self.heads[index] = (tree.data.get("no"), tree.data.get("title"))

    def _take_unit(self, index: int, event: Any) -> None:
        self.reader.begin_piece(event)
        self.unit(index, Entry(self.walk, event, 2))

    def _take_task(self, index: int, event: Any) -> None:
        self.reader.begin_piece(event)
        self._task = tree = Tree()

        def take_row(number: int, event: Any) -> None:
            self.reader.begin_piece(event)
            self.row(index, number, event)

        self.walk.value(event, tree, 2, {"rows": take_row})
        self.task(index, tree)


def _unit(data: object) -> Unit:
    return schema.unit_of(schema.checked(data, "Unit"))


class Places(Survey):
    """A look for where parts of units stand; few plans need it."""

    def __init__(self, source: Source, wanted: list[tuple[Path, bool]]) -> None:
        super().__init__(source)
        self.found: dict[int, Place] = {}
        self._wanted: dict[Any, list[tuple[int, Path, bool]]] = {}
        for number, (path, key) in enumerate(wanted):
            self._wanted.setdefault(path[1], []).append((number, path, key))

    def unit(self, index: int, entry: Entry) -> None:
        """Place what is wanted of a unit."""
        for number, path, key in self._wanted.get(index, ()):
            self.found[number] = entry.tree.place(path[2:], key=key)
