"""`gkplan unit` and `gkplan units`."""

from __future__ import annotations

import pytest
from tests.helpers.asking import Asker

ROW_FIELDS = [
    *("id", "task", "item", "title", "requirement", "corrected", "units", "support", "units_text", "completion"),
    *("deadline", "inherited", "rules", "state", "next_due"),
]
UNIT_FIELDS = ["name", "full_name", "aliases", "initials", "members", "open", "groups", "rows"]


def test_a_unit_gets_its_own_rows_then_those_through_its_groups(small: Asker) -> None:
    """Own rows have no `via`; the others follow, with the group's name; where it only assists it owes nothing."""
    data = small.json("unit", "市房管局")
    assert list(data)[4:] == ["unit", "rows"]
    assert [(each["id"], each["via"], each["state"]) for each in data["rows"]] == [
        ("1.1", None, "overdue"),
        ("1.2", None, "due"),
        ("4.1", None, "upcoming"),
        ("3.1", "有关单位", "waiting"),
    ]
    assert list(data["rows"][0]) == [*ROW_FIELDS, "via"]


def test_a_units_record_is_the_contracts(small: Asker) -> None:
    """Its names, its groups, and the number of rows that name it, as lead, as one of several or as support."""
    assert small.json("unit", "市房管局")["unit"] == {
        "name": "市房管局",
        "full_name": "湛江市房产管理局",
        "aliases": ["房产局"],
        "initials": ["sfgj"],
        "members": [],
        "open": False,
        "groups": ["有关单位"],
        "rows": 4,
    }


@pytest.mark.parametrize("name", ["市房管局", "房产局", "湛江市房产管理局", "sfgj", "房管局"])
def test_any_name_brings_the_same_answer(small: Asker, name: str) -> None:
    """Name, alias, full name, initials or a short form: the same bytes."""
    assert small.of("unit", name).out == small.of("unit", "市房管局").out


def test_several_hits_are_all_named(small: Asker) -> None:
    """What fits several units ends with 2, answers nothing, and names them all."""
    asked = small.of("unit", "县政府")
    assert (asked.code, asked.out) == (2, "")
    for name in ("各县政府", "甲县政府", "乙县政府"):
        assert name in asked.err


def test_an_unknown_unit_brings_the_nearest(small: Asker) -> None:
    """What fits none ends with 2 and names the nearest, also as a filter."""
    for asked in (small.of("unit", "市房屋局"), small.of("list", "--unit", "市房屋局")):
        assert (asked.code, asked.out) == (2, "")
        assert "市房管局" in asked.err


def test_a_groups_own_question(small: Asker) -> None:
    """Asked for a group, the answer is what falls on it, its members named on the page."""
    data = small.json("unit", "各县政府")
    assert [each["id"] for each in data["rows"]] == ["1.2", "2.1"]
    assert "甲县政府、乙县政府" in small.of("unit", "各县政府", format_="table").out


def test_states_are_the_units_own(small: Asker) -> None:
    """A row that is overdue for others is not overdue for a unit that none of its late rules bind."""
    assert {each["id"]: each["state"] for each in small.json("unit", "甲县政府")["rows"]} == {
        "1.2": "due",
        "2.1": "overdue",
    }


def test_the_page_sets_the_two_parts_apart(small: Asker) -> None:
    """Two tables under two titles, the second naming the group; a unit that owes nothing is told so."""
    page = small.of("unit", "市房管局", format_="table").out
    own, through = page.index("Its own: 3 rows"), page.index("Through its groups: 1 row")
    assert own < page.index("要求4.1") < through < page.index("要求3.1")
    assert "有关单位" in page[through:]
    assert "Owes nothing" in small.of("unit", "市房管局", "--task", "99", format_="table").out


def test_units_are_all_there(small: Asker) -> None:
    """Every unit of the plan in its order, with the contract's fields; an open group says that there are more."""
    data = small.json("units")
    assert [each["name"] for each in data["units"]] == [
        "市房管局",
        "市审计局",
        "各县政府",
        "有关单位",
        "甲县政府",
        "乙县政府",
    ]
    assert all(list(each) == UNIT_FIELDS for each in data["units"])
    assert [(each["open"], each["rows"]) for each in data["units"]] == [
        (False, 4),
        (False, 5),
        (False, 2),
        (True, 1),
        (False, 0),
        (False, 0),
    ]
    assert "open group" in small.of("units", format_="table").out
