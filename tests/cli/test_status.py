"""`gkplan status` and `gkplan list`."""

from __future__ import annotations

import pytest
from tests.cli.test_unit import ROW_FIELDS
from tests.helpers.asking import Asker

from gkplan.ledger.states import STATES


def test_status_counts_rows_by_state(small: Asker) -> None:
    """Every state is named, most urgent first; rows in which nothing counts are in none."""
    data = small.json("status")
    assert list(data)[4:] == ["counts", "units"]
    assert tuple(data["counts"]) == STATES
    assert {state: count for state, count in data["counts"].items() if count} == {
        "overdue": 3,
        "due": 2,
        "upcoming": 1,
        "waiting": 2,
    }


def test_status_counts_units_in_obligations(small: Asker) -> None:
    """The unit furthest behind comes first; a group is counted in its members."""
    units = small.json("status")["units"]
    assert [(each["name"], each["overdue"], each["of"]) for each in units] == [
        ("市审计局", 4, 10),
        ("甲县政府", 2, 6),
        ("乙县政府", 2, 6),
        ("市房管局", 1, 4),
    ]


@pytest.mark.parametrize(
    ("states", "expected"),
    [(["overdue"], ["1.1", "2.1", "2.2"]), (["due", "upcoming"], ["1.2", "1.3", "4.1"]), (["done"], [])],
)
def test_status_of_a_state_is_its_rows(small: Asker, states: list[str], expected: list[str]) -> None:
    """With states, the rows in any of them, whole."""
    data = small.json("status", *states)
    assert list(data)[4:] == ["rows"]
    assert [each["id"] for each in data["rows"]] == expected
    assert all(list(each) == ROW_FIELDS for each in data["rows"])


def test_the_glance_names_what_is_next_and_who_is_behind(small: Asker) -> None:
    """Counts, the next five due with the weekly ones as one, and the units that are behind."""
    page = small.of("status", format_="table").out
    assert "2 rows have nothing that counts." in page
    due_next = page[page.index("Due next") : page.index("Behind")]
    assert [word for word in ("要求2.2", "要求1.3", "要求1.2", "要求2.1") if word in due_next] == [
        "要求2.2",
        "要求1.3",
        "要求1.2",
        "要求2.1",
    ]
    assert "市审计局" in page[page.index("Behind") :]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ([], ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "3.3", "3.4", "4.1"]),
        (["--unit", "甲县政府"], ["1.2", "2.1"]),
        (["--status", "waiting"], ["3.1", "3.2"]),
        (["--task", "1", "--task", "4"], ["1.1", "1.2", "1.3", "4.1"]),
        (["--kind", "standing", "--kind", "none"], ["2.1", "3.4"]),
        (["--grep", "12月"], ["4.1"]),
        (["--grep", "12底"], ["4.1"]),
        (["--grep", "["], []),
        (["--unit", "市房管局", "--status", "overdue", "--kind", "by", "--task", "1", "--grep", "要求"], ["1.1"]),
    ],
)
def test_list_has_the_rows_that_pass(small: Asker, filters: list[str], expected: list[str]) -> None:
    """In the order of the table, by all filters; `--grep` finds printed and corrected words, literally."""
    data = small.json("list", *filters)
    assert [each["id"] for each in data["rows"]] == expected
    assert all(list(each) == ROW_FIELDS for each in data["rows"])


def test_a_row_has_its_rules_as_the_plan_writes_them(small: Asker) -> None:
    """Rules stand in JSON as in the file, `kind` first and ordinary values left out."""
    (row,) = small.json("list", "--task", "1", "--grep", "8月")["rows"]
    assert row["rules"] == [
        {
            "kind": "by",
            "date": "2016-07-31",
            "ambiguous": True,
            "alt": "2016-08-31",
            "quote": "2016年8月前",
            "from": "deadline",
        }
    ]
    assert (row["state"], row["next_due"], row["completion"]) == ("due", "2016-07-31", "all")


@pytest.mark.parametrize("rest", [["--status", "late!"], ["--kind", "deadline"], ["--task", "x"], ["nonsense"]])
def test_an_unknown_word_is_a_usage_error(small: Asker, rest: list[str]) -> None:
    """A state, kind or task that there can't be ends with 2 and answers nothing."""
    asked = small.of("list", *rest)
    assert (asked.code, asked.out) == (2, "")


def test_the_glance_has_bars(small: Asker) -> None:
    """Each state's bar is of its own sign, the longest for the state that most rows are in, in proportion."""
    lines = small.of("status", format_="table").out.splitlines()
    bars = {line.split()[0]: line.split()[2] for line in lines if line.startswith(("overdue ", "due ", "upcoming "))}
    assert bars == {"overdue": "!" * 40, "due": "◉" * 27, "upcoming": "◦" * 14}
