"""`gkplan due`."""

from __future__ import annotations

import pytest
from tests.helpers.asking import Asker

FIELDS = [
    *("id", "row", "task", "title", "requirement", "corrected", "units", "deadline", "rule", "kind", "quote", "scope"),
    *(
        "period",
        "start",
        "due",
        "act_by",
        "overdue_after",
        "days_left",
        "ambiguous",
        "alt",
        "state",
        "mark",
        "done",
        "of",
    ),
]
"""The contract's fields of an occurrence, in its order; later ones may follow."""


def ids(small: Asker, *arguments: str) -> list[str]:
    """The ids of the occurrences in an answer."""
    return [each["id"] for each in small.json("due", *arguments)["occurrences"]]


def test_the_answer_has_the_contracts_frame(small: Asker) -> None:
    """The frame first, then window, occurrences, and the rows in force and undated."""
    data = small.json("due", "--month", "2016-07")
    assert list(data)[:8] == ["schema", "command", "today", "plans", "window", "occurrences", "ongoing", "undated"]
    assert (data["schema"], data["command"], data["today"]) == (1, "due", "2016-07-01")
    assert data["plans"] == [{"id": "test-2016", "title": "测试分解表", "file": str(small.plan)}]
    assert data["window"] == {"start": "2016-07-01", "end": "2016-07-31"}
    assert (data["ongoing"], data["undated"]) == (["2.1"], ["3.1", "3.2", "3.3", "3.4"])


def test_an_occurrence_has_the_contracts_fields(small: Asker) -> None:
    """Every field in the contract's order, with the values that follow from rule and day."""
    (each,) = small.json("due", "--on", "2016-07-31", "--task", "1")["occurrences"]
    assert list(each)[: len(FIELDS)] == FIELDS
    assert {name: each[name] for name in FIELDS[8:]} == {
        "rule": 1,
        "kind": "by",
        "quote": "2016年8月前",
        "scope": None,
        "period": None,
        "start": None,
        "due": "2016-07-31",
        "act_by": "2016-07-29",
        "overdue_after": "2016-08-31",
        "days_left": 30,
        "ambiguous": True,
        "alt": "2016-08-31",
        "state": "due",
        "mark": None,
        "done": 0,
        "of": 3,
    }
    assert (each["row"], each["task"], each["units"]) == ("1.2", 1, ["市房管局", "各县政府"])


def test_the_words_are_verbatim_beside_the_corrected_ones(small: Asker) -> None:
    """Text stays as printed; `corrected` holds the words meant, and a scope tells two rules of a row apart."""
    first, second = small.json("due", "--month", "2016-12", "--task", "4")["occurrences"]
    assert first["deadline"] == "2016年12底前，年底前"
    assert first["corrected"] == {"deadline": "2016年12月底前，年底前", "note": "缺“月”字"}
    assert [(each["id"], each["rule"], each["scope"]) for each in (first, second)] == [
        ("4.1@2016-12-31", 1, "一"),
        ("4.1@2016-12-31/2", 2, "二"),
    ]


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (["--month", "2016-06"], ["2016-06-05", "2016-06-12", "2016-06-19", "2016-06-26", "2016-06-30", "2016-06-30"]),
        (["--week", "2016-W26"], ["2016-06-30", "2016-06-30", "2016-07-03"]),
        (["--quarter", "2016-Q4"], ["2016-12-31"] * 3),
        (["--on", "2016-07-15"], ["2016-07-15"]),
        (["--from", "2016-07-31", "--to", "2016-09-30"], ["2016-07-31", "2016-07-31", "2016-09-30"]),
        (["--from", "2016-10-01"], ["2016-12-31"] * 3),
        (["--to", "2016-06-05"], ["2016-03-31", "2016-06-05"]),
        (["--within", "14d"], ["2016-07-03", "2016-07-10", "2016-07-15"]),
        (["--within", "2w"], ["2016-07-03", "2016-07-10", "2016-07-15"]),
        (["--within", "13d"], ["2016-07-03", "2016-07-10"]),
        (["--year", "2017"], []),
    ],
)
def test_windows_include_both_ends(small: Asker, window: list[str], expected: list[str]) -> None:
    """What is due on the first and on the last day of a window is in it; either end may be open."""
    assert [each["due"] for each in small.json("due", *window)["occurrences"]] == expected


def test_without_a_window_what_is_owed_is_shown(small: Asker) -> None:
    """Everything overdue, and what falls due in the next 30 days, by due date, then task, item and rule."""
    assert ids(small) == [
        "2.1@2016-Q1",
        "2.2@2016-W22",
        "2.2@2016-W23",
        "2.2@2016-W24",
        "2.2@2016-W25",
        "1.1@2016-06-30",
        "2.1@2016-Q2",
        "2.2@2016-W26",
        "2.2@2016-W27",
        "1.3@2016-07-15",
        "2.2@2016-W28",
        "2.2@2016-W29",
        "1.2@2016-07-31",
        "2.2@2016-W30",
    ]


def test_overdue_alone(small: Asker) -> None:
    """`--overdue` has what is overdue, whenever it was due, and nothing else."""
    data = small.json("due", "--overdue")
    assert {each["state"] for each in data["occurrences"]} == {"overdue"}
    assert len(data["occurrences"]) == 7
    assert data["window"] == {"start": None, "end": None}


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("window", [[], ["--within", "9999w"], ["--overdue"]])
def test_the_first_and_the_last_day_there_is_are_days(small: Asker, today: str, window: list[str]) -> None:
    """Asked as of either end of the calendar, it still answers."""
    small.today = today
    assert small.of("due", "--kind", "by", *window).code == 0


@pytest.mark.parametrize(
    "windows",
    [
        ["--month", "2016-06", "--year", "2016"],
        ["--on", "2016-06-30", "--from", "2016-06-01"],
        ["--within", "7d", "--overdue"],
    ],
)
def test_two_windows_are_a_usage_error(small: Asker, windows: list[str]) -> None:
    """One question, one window: a second one ends with 2 and names both."""
    asked = small.of("due", *windows)
    assert (asked.code, asked.out) == (2, "")
    assert windows[0] in asked.err


def test_standing_years_come_only_when_asked_for(small: Asker) -> None:
    """What is in force all year is among the occurrences only with `--kind standing`."""
    assert "2.1@2016" not in ids(small, "--year", "2016")
    assert ids(small, "--month", "2016-03", "--kind", "standing") == ["2.1@2016"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (["--unit", "ssjj"], ["1.3@2016-07-15"]),
        (["--unit", "甲县政府"], ["1.2@2016-07-31"]),
        (["--task", "2", "--kind", "recurring"], []),
        (["--kind", "window"], ["1.3@2016-07-15"]),
        (["--status", "due"], ["1.3@2016-07-15", "1.2@2016-07-31"]),
        (["--status", "overdue", "--status", "done"], []),
        (["--grep", "8月"], ["1.2@2016-07-31"]),
    ],
)
def test_filters_test_the_occurrence(small: Asker, filters: list[str], expected: list[str]) -> None:
    """State and kind are the occurrence's own; values of one filter are alternatives."""
    window = ["--from", "2016-07-15", "--to", "2016-07-31"]
    assert [each for each in ids(small, *window, *filters) if not each.startswith("2.2")] == expected


def test_with_a_unit_the_counts_are_its_own(small: Asker) -> None:
    """One county owes one of the three obligations, and rows in force or undated are named if it owes them."""
    data = small.json("due", "--on", "2016-07-31", "--unit", "乙县政府")
    assert [(each["id"], each["of"]) for each in data["occurrences"]] == [("1.2@2016-07-31", 1)]
    assert (data["ongoing"], data["undated"]) == (["2.1"], [])


@pytest.mark.parametrize(
    ("rest", "column"),
    [(["--month", "2016-13"], "2016-12"), (["--on", "2016-02-30"], "2016-12-31"), (["--within", "x"], "30d")],
)
def test_what_is_no_window_is_a_usage_error(small: Asker, rest: list[str], column: str) -> None:
    """A period, a day or a span that can't be ends with 2 and shows how to write it."""
    asked = small.of("due", *rest)
    assert asked.code == 2
    assert column in asked.err


def test_the_page_folds_weekly_ones_and_names_the_rest(small: Asker) -> None:
    """Weekly occurrences of a row are one line, a second reading is named, and the end says what has no date."""
    page = small.of("due", "--month", "2016-07", format_="table").out
    assert "5 times" in page
    assert page.count("要求2.2") == 1
    assert "or 2016-08-31" in page
    ending = page.rstrip().split("\n")[-2:]
    assert "(2.1)" in ending[0]
    assert "(3.1 3.2 3.3 3.4)" in ending[1]
    assert len(small.json("due", "--month", "2016-07")["occurrences"]) == 7


@pytest.mark.parametrize("format_", ["table", "tsv", "json", "jsonl", "csv", "md"])
def test_an_empty_answer_is_valid(small: Asker, format_: str) -> None:
    """Nothing due is an answer, in every format, and exit 0."""
    asked = small.of("due", "--year", "1999", format_=format_)
    assert (asked.code, asked.err) == (0, "")
    if format_ in {"tsv", "csv"}:
        assert asked.out.replace(",", "\t").split("\n")[0].split("\t")[: len(FIELDS)] == FIELDS
    elif format_ == "json":
        assert asked.json["occurrences"] == []
    else:
        assert (asked.out == "") is (format_ == "jsonl")
