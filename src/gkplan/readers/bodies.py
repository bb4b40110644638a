"""The units that a document names: one name for one body, others as aliases or questions, explanations as notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from gkplan.plan.model import Row, Task, Unit
from gkplan.readers.doubts import Doubt

_EACH = re.compile("^各")
_SPELLINGS = (
    (re.compile(r"[ \t\u3000\u00a0\n]"), ""),
    (re.compile("[（(〔［\\[]"), "（"),
    (re.compile("[）)〕］\\]]"), "）"),
    (re.compile("人民政府"), "政府"),
    (re.compile("(?<=发展|住房|资源|卫生|工业|文化|经济|商务|科学|农业|民族)和"), ""),
    (re.compile("管理委员会$"), "管委会"),
    (re.compile("委员会$"), "委"),
    (re.compile("办公室$"), "办"),
)
_SHORTEST = 4
"""A name of fewer characters (市委, 市府办) is part of too many others to be a short form of one."""


def one_name_each(tasks: Sequence[Task], doubts: list[Doubt]) -> tuple[list[Task], dict[str, tuple[str, ...]]]:
    """Tasks with one name for one body, and the names, in order, each with the others as aliases.

    Names are one where they differ in 各 (县（市、区）政府 and 各县（市、区）政府: 各 tells no two bodies apart), in
    spaces, brackets or spelling (人民政府 and 政府). The longest stands; a row that printed another is in doubt and
    keeps what it printed in `units_text`.
    """
    printed = dict.fromkeys(name for task in tasks for row in task.rows for name in (*row.units, *row.support))
    alike: dict[str, list[str]] = {}
    for name in printed:
        alike.setdefault(_core(name), []).append(name)
    standing = {name: max(names, key=_rank) for names in alike.values() for name in names}
    twice = {name: one for name, one in standing.items() if name != one}
    aliases = {name: tuple(other for other in twice if twice[other] == name) for name in printed if name not in twice}
    if not twice:
        return list(tasks), aliases
    return [replace(task, rows=tuple(_named(row, twice, doubts) for row in task.rows)) for task in tasks], aliases


def variants(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of names that may be one body's, the short form first: 市发改局 and 市发展改革局.

    A short form keeps characters of the whole name in order, the first two and the last among them, and those left
    out are not at its end alone (市农业局 is no short form of 市农业机械局, which is another body).
    """
    known = list(names)
    by_ends: dict[tuple[str, str], list[str]] = {}
    for name in known:
        by_ends.setdefault((name[:1], name[-1:]), []).append(name)
    return [
        (short, long)
        for short in known
        if len(short) >= _SHORTEST
        for long in by_ends[short[:1], short[-1:]]
        if _shortens(short, long)
    ]


def units_of(aliases: dict[str, tuple[str, ...]], said: dict[str, str], doubts: list[Doubt]) -> tuple[Unit, ...]:
    """The units by their names, with aliases, and as notes what the document explains of them in brackets."""
    doubts.extend(Doubt("variant", None, 0, f"{short} = {long}") for short, long in variants(aliases))
    return tuple(Unit(name, aliases=others, note=said.get(name)) for name, others in aliases.items())


def _core(name: str) -> str:
    for spelling, plain in _SPELLINGS:
        name = spelling.sub(plain, name)
    return _EACH.sub("", name)


def _rank(name: str) -> tuple[bool, int]:
    """Which of several spellings stands: with 各, then the longest."""
    return name.startswith("各"), len(name)


def _shortens(short: str, long: str) -> bool:
    if len(short) >= len(long) or (short[:2] != long[:2] and short[1:2] not in long[1:4]):
        return False
    if long.startswith(short[:-1]):
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def _named(row: Row, twice: dict[str, str], doubts: list[Doubt]) -> Row:
    second = [name for name in (*row.units, *row.support) if name in twice]
    if not second:
        return row
    doubts.extend(Doubt("two-names", row.id, 0, f"{name} = {twice[name]}") for name in second)
    units = tuple(dict.fromkeys(twice.get(name, name) for name in row.units))
    support = tuple(dict.fromkeys(twice.get(name, name) for name in row.support))
    return replace(
        row,
        units=units,
        support=tuple(name for name in support if name not in units),
        units_text=row.units_text or "\n".join("、".join(column) for column in (row.units, row.support) if column),
    )
