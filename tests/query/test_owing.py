"""Who owes, told from names alone, as a snapshot is compiled with."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gkplan.plan.model import Plan, Unit
from gkplan.plan.units import UnitBook
from gkplan.query.owing import obligors

NAMES = "甲乙丙丁戊己"


@st.composite
def units(draw: st.DrawFn) -> list[Unit]:
    """Units of which some are groups, open or not, of those before them."""
    made: list[Unit] = []
    for name in NAMES:
        members = draw(st.lists(st.sampled_from(made), max_size=3)) if made else []
        made.append(Unit(name, members=tuple(each.name for each in members), open=draw(st.booleans())))
    return made


@given(units(), st.lists(st.sampled_from(NAMES)))
def test_names_alone_tell_who_owes(known: list[Unit], names: list[str]) -> None:
    """The same as the book of units says, which makes records of them first."""
    closed = {unit.name: unit.members for unit in known if unit.group and not unit.open}
    assert obligors(names, closed) == set(UnitBook(Plan("x", "x", known, ())).obligors(names))


def test_a_group_that_contains_itself_ends() -> None:
    """Such a plan is refused, but rows are taken before that is known."""
    assert obligors(["甲", "丙"], {"甲": ["乙"], "乙": ["甲", "丁"]}) == {"丙", "丁"}
