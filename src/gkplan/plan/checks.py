"""What a plan must hold beyond the shape of its fields. Each check is a small generator; its docstring is the rule.

Rows are checked one by one, as they are read, and units when all are known. A check looks at what is sound and never
raises, so that all findings come at once. `ERRORS` are checked whenever a plan is loaded, `WARNINGS` by `validate`
alone: they need no answer before a question is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from gkplan.plan.draft import Fault, Frame, Placed, fault
from gkplan.plan.model import Unit
from gkplan.plan.places import Path
from gkplan.plan.reading_checks import READING_WARNINGS
from gkplan.plan.roster import Alike
from gkplan.plan.rule_checks import RULE_ERRORS, RULE_WARNINGS, rule_units_are_the_rows

__all__ = ["ROW_ERRORS", "ROW_WARNINGS", "RULE_ERRORS", "UNIT_ERRORS", "UNIT_WARNINGS"]

RowCheck = Callable[[Placed, Frame], Iterator[Fault]]
UnitCheck = Callable[[Frame], Iterator[Fault]]


def unit_names_differ(frame: Frame) -> Iterator[Fault]:
    """Each unit is defined once."""
    for index, name in frame.repeated:
        yield fault("GK202", ["units", index, "name"], unit=name)


def other_names_are_one_units(frame: Frame) -> Iterator[Fault]:
    """An alias or a full name belongs to one unit, and is no other unit's name."""
    alike = _alike(frame)
    if not alike.found:
        return
    owner = {unit.name: unit.name for unit in frame.units if unit.name in alike}
    for path, name, unit in _other_names(frame):
        if name in alike and (other := owner.setdefault(name, unit.name)) != unit.name:
            yield fault("GK258", path, alias=name, unit=unit.name, other=other)


def members_are_defined(frame: Frame) -> Iterator[Fault]:
    """A group's members are units of the plan."""
    for index, members in frame.groups:
        for number, member in enumerate(members):
            if frame.names[member] is None:
                yield _undefined(frame, ["units", index, "members", number], member)


def groups_do_not_contain_themselves(frame: Frame) -> Iterator[Fault]:
    """No group is its own member, also not by way of other groups."""
    reported: set[str] = set()
    if not any(_cycle(name, frame.members) for name in frame.members):
        return
    for index, unit in frame.placed_units():
        cycle = _cycle(unit.name, frame.members)
        if cycle and not reported & set(cycle):
            reported |= set(cycle)
            yield fault("GK203", ["units", index, "members"], key=True, unit=unit.name, cycle=" → ".join(cycle))


def row_units_are_defined(placed: Placed, frame: Frame) -> Iterator[Fault]:
    """Who owes or assists is a unit of the plan, by its name."""
    row = placed.row
    for field, names in (("units", row.units), ("support", row.support)):
        for index, name in enumerate(names):
            if frame.names[name] is None:
                yield _undefined(frame, [field, index], name)


def rows_have_units(placed: Placed, _frame: Frame) -> Iterator[Fault]:
    """A row says who owes it."""
    if not placed.row.units:
        yield fault("GK262", ["units"], row=placed.row.id)


def row_units_stand_once(placed: Placed, _frame: Frame) -> Iterator[Fault]:
    """A unit is named once in a row: it owes, or it assists."""
    seen: set[str] = set()
    for field, names in (("units", placed.row.units), ("support", placed.row.support)):
        for index, name in enumerate(names):
            if name in seen:
                yield fault("GK261", [field, index], unit=name)
            seen.add(name)


def first_rows_inherit_nothing(placed: Placed, _frame: Frame) -> Iterator[Fault]:
    """A merged cell takes its value from the row above within its 序号, so a task's first row has none."""
    if placed.at == 0 and placed.row.inherited:
        yield fault("GK260", ["inherited"], key=True)


def rows_have_rules(placed: Placed, _frame: Frame) -> Iterator[Fault]:
    """A row says what it obliges to, be it that nothing is stated."""
    if placed.whole and not placed.rules:
        yield fault("GK251", [], row=placed.row.id)


def corrections_correct(placed: Placed, _frame: Frame) -> Iterator[Fault]:
    """Corrected words differ from the printed ones."""
    row = placed.row
    if row.corrected is None:
        return
    printed = {"title": row.title, "requirement": row.requirement, "deadline": row.deadline, "units": row.units_text}
    for field, words in printed.items():
        if words is not None and getattr(row.corrected, field) == words:
            yield fault("GK256", ["corrected", field], field=field)


def _other_names(frame: Frame) -> Iterator[tuple[Path, str, Unit]]:
    for at, unit in frame.placed_units():
        if unit.full_name is not None:
            yield ["units", at, "full_name"], unit.full_name, unit
        for index, alias in enumerate(unit.aliases):
            yield ["units", at, "aliases", index], alias, unit


def _alike(frame: Frame) -> Alike:
    """The names that may be more than one unit's."""
    alike = Alike(4 * len(frame.units))
    for unit in frame.units:
        for name in {unit.name, unit.full_name or unit.name, *unit.aliases}:
            alike.add(name)
    return alike


def _undefined(frame: Frame, path: Path, name: str) -> Fault:
    if name not in frame.nearest:  # one wrong name stands in many rows
        frame.nearest[name] = _nearest(frame, name)
    return fault("GK201", path, unit=name, nearest=frame.nearest[name])


def _nearest(frame: Frame, name: str) -> str:
    """The unit that a name may have meant: whose alias it is, else the most alike."""
    for _, other, unit in _other_names(frame):
        if other == name:
            return unit.name
    close = get_close_matches(name[:100], sorted(frame.names), n=1, cutoff=0.6)
    return close[0] if close else "-"


def _cycle(name: str, members: dict[str, tuple[str, ...]]) -> list[str]:
    """The way from a group through its members back to itself, or nothing."""
    stack, seen = [[name]], set[str]()
    while stack:
        way = stack.pop()
        for member in members.get(way[-1], ()):
            if member == name:
                return [*way, name]
            if member not in seen:
                seen.add(member)
                stack.append([*way, member])
    return []


UNIT_ERRORS: tuple[UnitCheck, ...] = (unit_names_differ, members_are_defined, groups_do_not_contain_themselves)
UNIT_WARNINGS: tuple[UnitCheck, ...] = (other_names_are_one_units,)
ROW_ERRORS: tuple[RowCheck, ...] = (row_units_are_defined, rule_units_are_the_rows)
ROW_WARNINGS: tuple[RowCheck, ...] = (
    rows_have_units,
    row_units_stand_once,
    first_rows_inherit_nothing,
    rows_have_rules,
    corrections_correct,
    *RULE_WARNINGS,
    *READING_WARNINGS,
)
