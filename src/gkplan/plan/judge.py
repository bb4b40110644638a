"""The look through a plan file that judges: each part is checked as soon as it is read, sound rows are handed on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pydantic_core import ValidationError

from gkplan.deadline.rules import dates_in
from gkplan.plan import schema
from gkplan.plan.checks import ROW_ERRORS, ROW_WARNINGS, RULE_ERRORS, UNIT_ERRORS, UNIT_WARNINGS
from gkplan.plan.draft import Fault, Frame, Placed, fault
from gkplan.plan.field_findings import field_findings
from gkplan.plan.findings import Finding
from gkplan.plan.model import Plan, Row
from gkplan.plan.places import Tree
from gkplan.plan.roster import Numbers
from gkplan.plan.source import Source
from gkplan.plan.survey import Entry, Survey
from gkplan.plan.survey import Places as PlacesLook
from gkplan.plan.text_checks import TEXT_WARNINGS

_SOUND_KEPT = 50_000
Take = Callable[[Row], object]
Begin = Callable[[Plan], Take]
"""Told the plan without its tasks before the first row: what takes the rows."""


class Judge(Survey):
    """Judges a plan file; with `reread` its warnings as well."""

    def __init__(self, source: Source, begin: Begin, *, reread: bool) -> None:
        super().__init__(source, strict=True)
        self.findings: list[Finding] = []
        self._begin = begin
        self._take: Take | None = None
        self._reread = reread
        self._ahead: Survey | None = None
        self._ground: Frame | None = None
        self._task_numbers = Numbers()
        self._row_numbers: set[int] = set()
        self._head: tuple[int, str] | None = None
        self._sound: set[tuple[object, ...]] = set()

    def unit(self, index: int, entry: Entry) -> None:
        """Check a unit by itself."""
        super().unit(index, entry)
        self._warn_of_texts(entry.data, lambda: entry.tree)

    def wrong_unit(self, index: int, entry: Entry, error: ValidationError) -> None:
        """Say what is wrong with a unit's fields."""
        self._say_fields(error, entry.tree, ("units", index))

    def row(self, task: int, index: int, event: Any) -> None:
        """Check a row, and hand it on."""
        if index == 0:
            self._begin_rows(task)
        entry = Entry(self.walk, event, 4)
        placed = self._placed(task, index, entry)
        if self._reread:
            self._warn_of_texts(entry.data, lambda: entry.tree)
        if placed is not None and self._ground is not None:
            errors = [*self._number_stands_once(placed), *self._errors(placed, self._ground)]
            if self._reread:
                placed = placed._replace(whole=placed.whole and not errors)
                errors += _faults(ROW_WARNINGS, placed, self._ground)
            if errors:
                self._say(errors, entry.tree)
            if self._take is not None:
                self._take(placed.row)

    def _begin_rows(self, task: int) -> None:
        """Know what the rows of a task are held against: what was read before them, else what a look ahead finds."""
        if self._ground is None:
            look = self if {"plan", "policy", "units"} <= self.root.keys() else self._look_ahead()
            look.date_frame()
            self._ground = look.frame
            if (plan := look.head()) is not None:
                self._take = self._begin(plan)
        data = self._task.data
        ordered = {"no", "title"} <= data.keys()
        no, title = (data["no"], data["title"]) if ordered else self._look_ahead().heads.get(task, (None, None))
        self._row_numbers.clear()
        self._head = _sound_head(no, title)

    def _look_ahead(self) -> Survey:
        if self._ahead is None:
            self._ahead = Survey(self.source)
            self._ahead.run()
        return self._ahead

    def _placed(self, task: int, index: int, entry: Entry) -> Placed | None:
        """A row that is sound but perhaps for some of its rules."""
        try:
            read = schema.checked(entry.data, "Row")
        except ValidationError as error:
            paths = self._say_fields(error, entry.tree, ("tasks", task, "rows", index))
            return self._salvaged(index, entry.data, paths)
        if self._head is None:
            return None
        row = schema.row_of(read, *self._head)
        return Placed(index, row, tuple(enumerate(row.rules)))

    def _salvaged(self, index: int, data: Any, wrong: Sequence[tuple[str | int, ...]]) -> Placed | None:
        """A row with errors in nothing but its rules, with those that are sound."""
        if self._head is None or any(path[:1] != ("rules",) for path in wrong):
            return None
        rules = data["rules"] if isinstance(data["rules"], list) else []
        spoilt = {path[1] for path in wrong if len(path) > 1}
        sound = [k for k in range(len(rules)) if k not in spoilt]
        read = schema.checked({**data, "rules": [rules[k] for k in sound]}, "Row")
        row = schema.row_of(read, *self._head)
        return Placed(index, row, tuple(zip(sound, row.rules, strict=True)), whole=False)

    def _errors(self, placed: Placed, ground: Frame) -> list[Fault]:
        """What is wrong with a row; a rule whose dates were found sound before is not looked at by itself again."""
        errors = _faults(ROW_ERRORS, placed, ground)
        new = tuple([each for each in placed.rules if dates_in(each[1]) not in self._sound])
        if new:
            wrong = _faults(RULE_ERRORS, placed._replace(rules=new), ground)
            if not wrong and len(self._sound) < _SOUND_KEPT:
                self._sound.update(dates_in(rule) for _, rule in new)
            errors += wrong
        return errors

    def _number_stands_once(self, placed: Placed) -> Iterator[Fault]:
        """Each row's number stands once in its task; that a whole task is repeated is the task's error."""
        if placed.row.item in self._row_numbers:
            yield fault("GK205", ["no"], row=placed.row.id)
        self._row_numbers.add(placed.row.item)

    def task(self, index: int, tree: Tree) -> None:
        """Check a task but for its rows; each 序号 stands once."""
        data = tree.data
        try:
            schema.checked(data, "Task")
        except ValidationError as error:
            self._say_fields(error, tree, ("tasks", index))
        self._warn_of_texts(data, lambda: tree)
        number = data.get("no") if isinstance(data, dict) else None
        if isinstance(number, int) and not self._task_numbers.add(number):
            self._say([fault("GK204", ["no"], task=number)], tree)

    def plan(self) -> Plan | None:
        """The plan without its tasks, once the file was read; None where its own fields or its units are wrong."""
        self.date_frame()
        tree = self.walk.tree
        plan = None
        try:
            plan = schema.plan_of(schema.checked(tree.data, "Plan"), self.frame.units)
        except ValidationError as error:
            self._say_fields(error, tree, ())
        self._warn_of_texts(tree.data, lambda: tree)
        self._judge_units()
        return plan

    def _judge_units(self) -> None:
        checks = (*UNIT_ERRORS, *UNIT_WARNINGS) if self._reread else UNIT_ERRORS
        faults = [each for check in checks for each in check(self.frame)]
        if not faults:
            return
        look = PlacesLook(self.source, [(each.path, each.key) for each in faults])
        look.walk.run()
        for number, each in enumerate(faults):
            place = look.found.get(number, self.walk.tree.start)
            self.findings.append(Finding(each.code, self.source.name, *place, each.params))

    def _warn_of_texts(self, data: object, tree: Callable[[], Tree]) -> None:
        faults = [each for check in TEXT_WARNINGS for each in check(data)] if self._reread else []
        if faults:
            self._say(faults, tree())

    def _say(self, faults: Iterable[Fault], tree: Tree) -> None:
        for each in faults:
            place = tree.place(each.path, key=each.key)
            self.findings.append(Finding(each.code, self.source.name, *place, each.params))

    def _say_fields(
        self, error: ValidationError, tree: Tree, above: tuple[str | int, ...]
    ) -> list[tuple[str | int, ...]]:
        findings, paths = field_findings(error, tree, self.source.name, schema.known_fields, above)
        self.findings += findings
        return paths


def _sound_head(no: object, title: object) -> tuple[int, str] | None:
    """Number and title of a task, or None where one is wrong, which is said at the task's end."""
    try:
        read = schema.checked({"no": no, "title": title, "rows": [None]}, "Task")
    except ValidationError:
        return None
    return read["no"], read["title"]


def _faults(checks: Iterable[Callable[[Placed, Frame], Iterator[Fault]]], placed: Placed, frame: Frame) -> list[Fault]:
    return [each for check in checks for each in check(placed, frame)]
