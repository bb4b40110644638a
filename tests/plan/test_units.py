"""Looking units up, and unfolding groups."""

from __future__ import annotations

import pytest
from tests.helpers.plans import group, plan

from gkplan.plan.model import Unit
from gkplan.plan.units import UnitBook

UNITS = [
    Unit("市房管局", "湛江市房产管理局", ("房产局",), ("sfgj",)),
    Unit("市人力资源社会保障局", "湛江市人力资源和社会保障局", (), ("srlzyshbzj",)),
    Unit("市发展改革局", None, ("市发改委",), ("sfzggj", "sfzgaj")),
    Unit("市国税局", None, (), ("sgsj",)),
    Unit("市公税局", None, ("国税局",), ("sgsj",)),
    group("各县政府", "甲县", "乙县"),
    group("有关方面", "各县政府", "市房管局"),
    group("市直有关单位", "市房管局", open_=True),
    group("各方面", "各县政府", "市直有关单位"),
]
BOOK = UnitBook(plan(units=UNITS))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("市房管局", "市房管局"),
        (" 市房管局 ", "市房管局"),
        ("房产局", "市房管局"),
        ("湛江市房产管理局", "市房管局"),
        ("sfgj", "市房管局"),
        ("SFGJ", "市房管局"),
        ("人社局", "市人力资源社会保障局"),
        ("发改局", "市发展改革局"),
        ("sfzgaj", "市发展改革局"),
        ("国税局", "市公税局"),
    ],
)
def test_a_unit_is_found_by_whatever_it_is_called(words: str, name: str) -> None:
    """Exact name, alias, full name, initials and ordered subsequence find it; an alias outweighs a subsequence."""
    found = BOOK.find(words)
    assert found.unit is not None
    assert found.unit.name == name


@pytest.mark.parametrize(("words", "names"), [("sgsj", ("市国税局", "市公税局")), ("甲乙", ()), ("县", None)])
def test_several_hits_are_all_named(words: str, names: tuple[str, ...] | None) -> None:
    """Where the first tier with hits has several, no unit is chosen, and all of them are named in the plan's order."""
    found = BOOK.find(words)
    assert found.unit is None
    expected = ("各县政府", "甲县", "乙县") if names is None else names
    assert set(found.candidates) == set(expected)


def test_an_unknown_name_brings_the_nearest() -> None:
    """A name that nothing fits is answered with the names most like it, never with a unit."""
    found = BOOK.find("市房屋局")
    assert (found.unit, found.candidates) == (None, ())
    assert found.nearest[0] == "市房管局"


@pytest.mark.parametrize("words", ["", "  ", "甲" * 10_000])
def test_empty_and_endless_names_find_nothing(words: str) -> None:
    """No words are no unit, whatever the plan."""
    assert BOOK.find(words).unit is None


def test_closed_groups_unfold_within_groups() -> None:
    """A group's obligors are its members, those of a group among them, each once and in order."""
    assert BOOK.obligors(["有关方面", "乙县"]) == ("甲县", "乙县", "市房管局")


def test_an_open_group_is_one_obligor() -> None:
    """An open group owes as itself, also inside a closed one; its sure members are still its members."""
    assert BOOK.obligors(["各方面"]) == ("甲县", "乙县", "市直有关单位")
    assert BOOK.members("市直有关单位") == ("市房管局",)


def test_a_body_stands_for_itself() -> None:
    """A unit without members is its own obligor and its own member."""
    assert BOOK.obligors(["市国税局"]) == BOOK.members("市国税局") == ("市国税局",)


def test_groups_of_a_unit_are_named_through_every_level() -> None:
    """The groups that hold a unit, directly or through another, stand in the plan's order."""
    assert BOOK.groups_of("甲县") == ("各县政府", "有关方面", "各方面")
    assert BOOK.groups_of("市房管局") == ("有关方面", "市直有关单位", "各方面")
    assert BOOK.groups_of("市国税局") == ()


@pytest.mark.parametrize(
    ("name", "obligors", "owed"),
    [
        ("市房管局", ("甲县", "市房管局", "市直有关单位"), ("市房管局",)),
        ("市房管局", ("甲县", "市直有关单位"), ("市直有关单位",)),
        ("各县政府", ("市国税局", "甲县", "乙县"), ("甲县", "乙县")),
        ("市直有关单位", ("甲县", "市直有关单位"), ("市直有关单位",)),
        ("市国税局", ("甲县", "市直有关单位"), ()),
    ],
)
def test_a_unit_owes_by_its_name_or_as_one_of_an_open_group(
    name: str, obligors: tuple[str, ...], owed: tuple[str, ...]
) -> None:
    """Named itself it owes itself alone; else what an open group owes that holds it; a group, what its members owe."""
    assert BOOK.owed_by(name, obligors) == owed
