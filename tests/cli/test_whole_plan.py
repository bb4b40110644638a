"""The plan of 2016, asked for every month of two years and for every unit."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.helpers.asking import Asker

PLAN = Path(__file__).parents[2] / "data/tasks.yaml"

QUARTERLY = ["2.7", "2.8", "16.3", "18.5"]
BY_MONTH = {
    "2016-03": ["15.1", "17.1", *QUARTERLY],
    "2016-05": ["15.2", "18.4"],
    "2016-06": ["3.1", "10.5", "18.4", "20.1", *QUARTERLY],
    "2016-07": ["2.2", "15.3", "18.4", "20.5"],
    "2016-08": ["18.4"],
    "2016-09": ["18.4", "20.3", *QUARTERLY],
    "2016-10": ["18.4"],
    "2016-11": ["17.1", "18.4"],
    "2016-12": [
        *("1.1", "1.2", "2.1", "2.3", "2.4", "3.2", "3.3", "4.1", "4.2", "4.3", "5.1", "6.2", "10.2", "10.3"),
        *("12.2", "12.3", "18.1", "20.1", "20.4", "21.1", "21.2", "22.2", "22.3", "27.1", "27.2", "28.1", "29.1"),
        *QUARTERLY,
    ],
    "2017-01": ["20.5"],
    "2017-03": ["12.4", "16.3"],
    "2017-06": ["16.3"],
    "2017-09": ["16.3"],
    "2017-12": ["11.1", "11.2", "11.3", "11.4", "11.5", "16.3", "16.5"],
}
"""What falls due in each month, read in the published table by eye; 18.5's weeks, due every Sunday, are not in it."""


@pytest.fixture
def whole(ask: Asker) -> Asker:
    """The command line, asked about the plan of 2016 as of 2016-12-01."""
    ask.plan, ask.today = PLAN, "2016-12-01"
    return ask


@pytest.mark.parametrize("month", [f"{year}-{month:02}" for year in (2016, 2017) for month in range(1, 13)])
def test_each_month_has_what_the_table_says(whole: Asker, month: str) -> None:
    """Month by month, the rows due are those of the published table, each once, in the order of date and place."""
    occurrences = whole.json("due", "--month", month)["occurrences"]
    dated = [each for each in occurrences if "-W" not in each["id"]]
    assert sorted(each["row"] for each in dated) == sorted(BY_MONTH.get(month, []))
    places = [(each["due"], each["task"], int(each["row"].split(".")[1]), each["rule"]) for each in occurrences]
    assert places == sorted(places)
    assert all(each["due"].startswith(month) for each in occurrences)


@pytest.mark.parametrize("year", ["2016", "2017"])
def test_months_and_quarters_make_up_the_year(whole: Asker, year: str) -> None:
    """The twelve months, or the four quarters, together have what the year has, nothing twice."""
    whole_year = [each["id"] for each in whole.json("due", "--year", year)["occurrences"]]
    for name, parts in (
        ("--month", [f"{year}-{month:02}" for month in range(1, 13)]),
        ("--quarter", [f"{year}-Q{quarter}" for quarter in range(1, 5)]),
    ):
        assert [each["id"] for part in parts for each in whole.json("due", name, part)["occurrences"]] == whole_year
    assert len(set(whole_year)) == len(whole_year)


def test_every_unit_gets_the_rows_that_name_it_or_its_groups(whole: Asker) -> None:
    """Asked for each unit, its own rows are those that name it, the others those that name a group of it."""
    rows = whole.json("list")["rows"]
    for unit in whole.json("units")["units"]:
        owed = whole.json("unit", unit["name"])["rows"]
        own = [each["id"] for each in rows if unit["name"] in each["units"]]
        through = [each["id"] for each in rows if each["id"] not in own and set(unit["groups"]) & set(each["units"])]
        assert [each["id"] for each in owed if each["via"] is None] == own
        assert [each["id"] for each in owed if each["via"] is not None] == through
        assert all(each["via"] in unit["groups"] for each in owed if each["via"])


@pytest.mark.parametrize(
    "name", ["发改局", "发改委", "人社局", "卫计局", "市房管局", "sfgj", "食药监局", "安监局", "市府办"]
)
def test_an_officers_name_for_a_unit_finds_one(whole: Asker, name: str) -> None:
    """The names that officers use each find one unit."""
    assert whole.of("unit", name).code == 0


def test_two_readings_are_told_apart(whole: Asker) -> None:
    """The three dates of the table with two honest readings say so, and nothing else does."""
    told = [
        (each["id"], each["due"], each["alt"])
        for year in ("2016", "2017")
        for each in whole.json("due", "--year", year)["occurrences"]
        if each["ambiguous"]
    ]
    assert told == [
        ("20.5@2016-07-31", "2016-07-31", "2016-08-31"),
        ("29.1@2016-12-31", "2016-12-31", "2017-03-31"),
        ("20.5@2017-01-31", "2017-01-31", "2017-02-28"),
    ]


def test_every_row_is_counted_once(whole: Asker) -> None:
    """Ninety-one rows, each in one state or in none."""
    rows = whole.json("list")["rows"]
    counts = whole.json("status")["counts"]
    assert len(rows) == 91
    assert sum(counts.values()) == sum(each["state"] is not None for each in rows)
    for state, count in counts.items():
        assert len(whole.json("status", state)["rows"]) == count


def test_every_row_and_occurrence_can_be_shown(whole: Asker) -> None:
    """Each id that an answer names is one that `show` knows."""
    for row in whole.json("list", "--task", "2")["rows"]:
        shown = whole.json("show", row["id"])
        assert shown["row"]["id"] == row["id"]
        for each in shown["occurrences"][:2]:
            assert [one["id"] for one in whole.json("show", each["id"])["occurrences"]] == [each["id"]]
