"""The units of a plan while it is read: few as they are, many packed, so that a plan of a million rows stays small.

A unit takes some 1,300 bytes as a record with a name to be found by, and packed some 70.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from json import JSONDecoder
from json.encoder import encode_basestring as _quoted
from typing import overload

from gkplan.plan.model import Unit
from gkplan.plan.pack import pack_unit, unpack_unit
from gkplan.plan.shape import MOST

_PACK = 256
"""How many units are packed together."""
_FEW = 8_192
"""Up to how many names are kept as they are: those of a province's departments and of all its counties."""
_DRAWERS = 4_096


class Units(Sequence[Unit]):
    """Units in the order in which they were added, and their `names`, to which others may be added."""

    def __init__(self) -> None:
        self.names = Names()
        self._packs: list[bytes] = []
        self._last: list[Unit] = []

    def add(self, unit: Unit) -> bool:
        """One more; whether its name was not known yet."""
        if len(self._last) == _PACK:
            self._packs.append(zlib.compress("\n".join(map(pack_unit, self._last)).encode("utf-8", "surrogatepass")))
            self._last = []
        self._last.append(unit)
        return self.names.add(unit.name)

    def __len__(self) -> int:
        return len(self._packs) * _PACK + len(self._last)

    def __iter__(self) -> Iterator[Unit]:
        for number in range(len(self._packs)):
            yield from self._unpacked(number)
        yield from self._last

    @overload
    def __getitem__(self, at: int) -> Unit: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Unit, ...]: ...
    def __getitem__(self, at: int | slice) -> Unit | tuple[Unit, ...]:
        if isinstance(at, slice):
            return tuple(self)[at]
        number, within = divmod(range(len(self))[at], _PACK)
        return self._last[within] if number == len(self._packs) else tuple(self._unpacked(number))[within]

    def _unpacked(self, number: int) -> Iterable[Unit]:
        return map(unpack_unit, zlib.decompress(self._packs[number]).decode("utf-8", "surrogatepass").split("\n"))


class Names:
    """Names and the number of each, counted from 0 in the order in which they came; `names[name]` is None of no name.

    What is beyond the first few thousand lies in drawers, each one text, as JSON, in which no line break can stand.
    """

    def __init__(self) -> None:
        self._few: dict[str, int] = {}
        self._drawers: list[str] = []
        self._count = 0

    def add(self, name: str) -> bool:
        """A name; whether it was not known yet."""
        if self[name] is not None:
            return False
        if self._count < _FEW:
            self._few[name] = self._count
        else:
            self._drawers = self._drawers or ["\n"] * _DRAWERS
            self._drawers[hash(name) % _DRAWERS] += f"{_quoted(name)}{self._count}\n"
        self._count += 1
        return True

    def __getitem__(self, name: str) -> int | None:
        number = self._few.get(name)
        return self._filed(name) if number is None and self._drawers else number

    def __iter__(self) -> Iterator[str]:
        yield from self._few
        for drawer in self._drawers:
            yield from map(_name_of, drawer.split("\n")[1:-1])

    def _filed(self, name: str) -> int | None:
        drawer, label = self._drawers[hash(name) % _DRAWERS], f"\n{_quoted(name)}"
        at = drawer.find(label)
        return None if at < 0 else int(drawer[at + len(label) : drawer.index("\n", at + 1)])


def names_of(units: Iterable[Unit]) -> Names:
    """The names of units, each numbered by its place; of packed ones they are at hand."""
    if isinstance(units, Units):
        return units.names
    names = Names()
    for unit in units:
        names.add(unit.name)
    return names


class Numbers:
    """Whole numbers that were met, a byte for each that a task may have."""

    def __init__(self) -> None:
        self._usual = bytearray(MOST + 1)
        self._unusual: set[int] = set()

    def add(self, number: int) -> bool:
        """A number; whether it is met for the first time."""
        if 0 <= number <= MOST:
            new = not self._usual[number]
            self._usual[number] = True
        else:
            new = number not in self._unusual
            self._unusual.add(number)
        return new


class Alike:
    """Which of about so many words came twice: `word in alike` is true of these, and by chance of a few others.

    A hundred thousand words that differ, as nearly all do, take sixteen bits each and not a hundred bytes.
    """

    def __init__(self, count: int) -> None:
        self._slots = max(16 * count, 1_024)
        self._seen = bytearray(self._slots // 8 + 1)
        self.found: set[int] = set()

    def add(self, word: str) -> None:
        """One more word."""
        slot = hash(word) % self._slots
        if self._seen[slot >> 3] >> (slot & 7) & 1:
            self.found.add(slot)
        self._seen[slot >> 3] |= 1 << (slot & 7)

    def __contains__(self, word: str) -> bool:
        return hash(word) % self._slots in self.found


def _name_of(line: str) -> str:
    """The name on a line of a drawer, before its number."""
    name: str = JSONDecoder().raw_decode(line)[0]
    return name
