"""What a plan must hold beyond the shape of its fields. Each check is a small generator; its docstring is the rule.

A check looks at what is sound of the plan (`Draft`) and never raises, so that all findings come at once. `ERRORS` are
checked whenever a plan is loaded, `WARNINGS` by `validate` alone: they need no answer before a question is answered.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache

from gkplan.plan.draft import Draft
from gkplan.plan.findings import Finding
from gkplan.plan.model import Unit
from gkplan.plan.places import Path
from gkplan.plan.reading_checks import READING_WARNINGS
from gkplan.plan.rule_checks import RULE_ERRORS, RULE_WARNINGS
from gkplan.plan.text_checks import TEXT_WARNINGS

Check = Callable[[Draft], Iterator[Finding]]


def errors(draft: Draft) -> Iterator[Finding]:
    """Every error of a draft beyond those of its fields."""
    for rule in ERRORS:
        yield from rule(draft)


def warnings(draft: Draft, found: Sequence[Finding]) -> Iterator[Finding]:
    """Every warning of a draft; where an error was found in a row, its words are not read again before it is mended."""
    starts = [draft.tree.place(placed.path) for placed in draft.rows]
    spoilt = {bisect_right(starts, (finding.line, finding.col)) - 1 for finding in found}
    rows = (placed._replace(whole=placed.whole and n not in spoilt) for n, placed in enumerate(draft.rows))
    draft = draft._replace(rows=tuple(rows))
    for rule in WARNINGS:
        yield from rule(draft)


def unit_names_differ(draft: Draft) -> Iterator[Finding]:
    """Each unit is defined once."""
    seen: set[str] = set()
    for path, unit in draft.units:
        if unit.name in seen:
            yield draft.finding("GK202", [*path, "name"], unit=unit.name)
        seen.add(unit.name)


def other_names_are_one_units(draft: Draft) -> Iterator[Finding]:
    """An alias or a full name belongs to one unit, and is no other unit's name."""
    owner = {unit.name: unit.name for _, unit in draft.units}
    for path, name, unit in _other_names(draft):
        other = owner.setdefault(name, unit.name)
        if other != unit.name:
            yield draft.finding("GK258", path, alias=name, unit=unit.name, other=other)


def members_are_defined(draft: Draft) -> Iterator[Finding]:
    """A group's members are units of the plan."""
    for path, unit in draft.units:
        for index, member in enumerate(unit.members):
            yield from _undefined(draft, [*path, "members", index], member)


def groups_do_not_contain_themselves(draft: Draft) -> Iterator[Finding]:
    """No group is its own member, also not by way of other groups."""
    members = {unit.name: unit.members for _, unit in draft.units}
    reported: set[str] = set()
    for path, unit in draft.units:
        cycle = _cycle(unit.name, members)
        if cycle and not reported & set(cycle):
            reported |= set(cycle)
            yield draft.finding("GK203", [*path, "members"], key=True, unit=unit.name, cycle=" → ".join(cycle))


def tasks_are_numbered_once(draft: Draft) -> Iterator[Finding]:
    """Each 序号 stands once."""
    seen: set[int] = set()
    for path, number in draft.tasks:
        if number in seen:
            yield draft.finding("GK204", [*path, "no"], task=number)
        seen.add(number)


def rows_are_numbered_once(draft: Draft) -> Iterator[Finding]:
    """Each row's number stands once in its task; that a whole task is repeated is the task's error."""
    seen: set[tuple[str | int, int]] = set()
    for path, row, _, _ in draft.rows:
        if (path[1], row.item) in seen:
            yield draft.finding("GK205", [*path, "no"], row=row.id)
        seen.add((path[1], row.item))


def row_units_are_defined(draft: Draft) -> Iterator[Finding]:
    """Who owes or assists is a unit of the plan, by its name."""
    for path, row, _, _ in draft.rows:
        for field, names in (("units", row.units), ("support", row.support)):
            for index, name in enumerate(names):
                yield from _undefined(draft, [*path, field, index], name)


def rows_have_units(draft: Draft) -> Iterator[Finding]:
    """A row says who owes it."""
    for path, row, _, _ in draft.rows:
        if not row.units:
            yield draft.finding("GK262", [*path, "units"], row=row.id)


def row_units_stand_once(draft: Draft) -> Iterator[Finding]:
    """A unit is named once in a row: it owes, or it assists."""
    for path, row, _, _ in draft.rows:
        seen: set[str] = set()
        for field, names in (("units", row.units), ("support", row.support)):
            for index, name in enumerate(names):
                if name in seen:
                    yield draft.finding("GK261", [*path, field, index], unit=name)
                seen.add(name)


def first_rows_inherit_nothing(draft: Draft) -> Iterator[Finding]:
    """A merged cell takes its value from the row above within its 序号, so a task's first row has none."""
    for path, row, _, _ in draft.rows:
        if path[3] == 0 and row.inherited:
            yield draft.finding("GK260", [*path, "inherited"], key=True)


def rows_have_rules(draft: Draft) -> Iterator[Finding]:
    """A row says what it obliges to, be it that nothing is stated."""
    for path, row, rules, whole in draft.rows:
        if whole and not rules:
            yield draft.finding("GK251", path, row=row.id)


def corrections_correct(draft: Draft) -> Iterator[Finding]:
    """Corrected words differ from the printed ones."""
    for path, row, _, _ in draft.rows:
        printed = {
            "title": row.title,
            "requirement": row.requirement,
            "deadline": row.deadline,
            "units": row.units_text,
        }
        for field, words in printed.items():
            if row.corrected is not None and words is not None and getattr(row.corrected, field) == words:
                yield draft.finding("GK256", [*path, "corrected", field], field=field)


def _other_names(draft: Draft) -> Iterator[tuple[Path, str, Unit]]:
    for path, unit in draft.units:
        if unit.full_name is not None:
            yield [*path, "full_name"], unit.full_name, unit
        for index, alias in enumerate(unit.aliases):
            yield [*path, "aliases", index], alias, unit


def _undefined(draft: Draft, path: Path, name: str) -> Iterator[Finding]:
    if name not in draft.names:
        yield draft.finding("GK201", path, unit=name, nearest=_nearest(draft, name))


def _nearest(draft: Draft, name: str) -> str:
    """The unit that a name may have meant: whose alias it is, else the most alike."""
    for _, other, unit in _other_names(draft):
        if other == name:
            return unit.name
    return _most_alike(name, draft.names)


@lru_cache(maxsize=1024)  # one wrong name stands in many rows
def _most_alike(name: str, names: frozenset[str]) -> str:
    close = get_close_matches(name[:100], sorted(names), n=1, cutoff=0.6)
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


ERRORS: tuple[Check, ...] = (
    unit_names_differ,
    members_are_defined,
    groups_do_not_contain_themselves,
    tasks_are_numbered_once,
    rows_are_numbered_once,
    row_units_are_defined,
    *RULE_ERRORS,
)
WARNINGS: tuple[Check, ...] = (
    other_names_are_one_units,
    rows_have_units,
    row_units_stand_once,
    first_rows_inherit_nothing,
    rows_have_rules,
    corrections_correct,
    *RULE_WARNINGS,
    *TEXT_WARNINGS,
    *READING_WARNINGS,
)
