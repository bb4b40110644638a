"""The units of a plan while it is read, of which there may be very many."""

from __future__ import annotations

import tracemalloc

import pytest
from benchmarks.generate import name_of
from hypothesis import given
from hypothesis import strategies as st

from gkplan.plan import roster
from gkplan.plan.findings import Finding
from gkplan.plan.load import load_bytes
from gkplan.plan.model import Unit
from gkplan.plan.roster import Alike, Names, Units

WORDS = st.text(st.characters(), min_size=1, max_size=4)  # all of Unicode, also halves of surrogate pairs
UNITS = st.builds(Unit, WORDS, st.none() | WORDS, st.tuples(WORDS), st.just(("ab",)), st.tuples(WORDS), st.booleans())
FEW = pytest.mark.parametrize("few", [0, 3, 10_000])


def named(count: int) -> list[Unit]:
    """Units with names, full names and aliases that differ."""
    return [Unit(name_of(number), f"某省{name_of(number)}", (f"{name_of(number)}本级",)) for number in range(count)]


@given(st.lists(UNITS, max_size=9))
def test_units_come_back_as_they_were_added(units: list[Unit]) -> None:
    """However many are packed, whatever stands in them, and by whatever position they are asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roster, "_PACK", 3)
        kept = Units()
        for unit in units:
            kept.add(unit)
        assert (list(kept), len(kept)) == (units, len(units))
        assert [kept[at - len(units)] for at in range(len(units))] == units
        assert kept[1:-1] == tuple(units[1:-1])
        with pytest.raises(IndexError):
            _ = kept[len(units)]


@FEW
@given(names=st.lists(WORDS), other=WORDS)
def test_names_are_numbered_as_they_come(few: int, names: list[str], other: str) -> None:
    """Each name has its own number from 0, in a drawer or not, and what was never added has none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roster, "_FEW", few)
        patch.setattr(roster, "_DRAWERS", 2)
        kept = Names()
        known: dict[str, int] = {}
        for name in names:
            assert kept.add(name) == (name not in known)
            known.setdefault(name, len(known))
        assert {name: kept[name] for name in known} == known
        assert kept[other] == known.get(other)
        assert sorted(kept) == sorted(known)


def test_a_name_is_not_found_in_another() -> None:
    """Neither a part of a name, nor its number, nor the JSON that it is kept as, is taken for a name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roster, "_FEW", 0)
        patch.setattr(roster, "_DRAWERS", 1)
        kept = Names()
        for name in ("甲局", '"', "\n0\n", "市甲局本级"):
            kept.add(name)
        assert [kept[name] for name in ("甲局", '"', "\n0\n", "市甲局本级")] == [0, 1, 2, 3]
        assert [kept[name] for name in ("局", "甲", "0", "1", '\\"', '甲局"0\n"', "\n", "")] == [None] * 8


@given(st.lists(WORDS))
def test_what_came_twice_is_never_missed(words: list[str]) -> None:
    """All words that were added before are alike; that chance adds a few is allowed for."""
    alike = Alike(len(words))
    for word in words:
        alike.add(word)
    assert all(word in alike for word in words if words.count(word) > 1)


def test_units_that_differ_are_not_alike() -> None:
    """Of a thousand different words but a few seem to have come twice."""
    alike = Alike(1_000)
    for number in range(1_000):
        alike.add(name_of(number))
    assert sum(name_of(number) in alike for number in range(1_000)) < 300


def test_packed_units_take_little_memory() -> None:
    """A hundred bytes each at the most, where records take ten times as much."""
    kept = Units()
    units = named(2_560)
    tracemalloc.start()
    for unit in units:
        kept.add(unit)
    taken, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < 100 * len(units)
    assert list(kept) == units


@FEW
def test_a_plan_is_judged_the_same_however_its_units_are_kept(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit defined twice, once after one that is not sound, a clash of names and unknown units are found as ever."""
    monkeypatch.setattr(roster, "_FEW", few)
    monkeypatch.setattr(roster, "_PACK", 2)
    text = """schema: 1
plan: {id: a, title: b, year: 2016}
units:
  - {name: 甲局, full_name: 7}
  - {name: 甲局}
  - {name: 乙局, aliases: [甲局]}
  - {name: 丙局, full_name: 丙局, aliases: [丙]}
  - {name: 乙局, members: [丁局, 乙局]}
  - {name: 甲局}
tasks:
  - {no: 1, title: c, rows: [{no: 1, requirement: d, units: [甲局, 丙], deadline: 不定期}]}
"""
    found = [(each.code, each.line, each.params.get("nearest")) for each in _findings(text)]
    assert found == [
        ("GK103", 4, None),
        ("GK203", 6, None),
        ("GK258", 6, None),
        ("GK202", 8, None),
        ("GK201", 8, "-"),
        ("GK202", 9, None),
        ("GK201", 11, "丙局"),
    ]


def _findings(text: str) -> tuple[Finding, ...]:
    return load_bytes(text.encode(), "x.yaml", reread=True).findings
