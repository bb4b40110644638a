"""`gkplan calendar`: sheets of months."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.helpers.asking import Asker
from tests.helpers.plans import by, plan, row, written


def test_each_day_has_what_falls_due(small: Asker) -> None:
    """Every day of the month of today, in order, with the ids that `due` lists by day."""
    data = small.json("calendar")
    assert data["window"] == {"start": "2016-07-01", "end": "2016-07-31"}
    assert [each["day"] for each in data["days"]] == [f"2016-07-{day:02}" for day in range(1, 32)]
    listed = small.json("due", "--month", "2016-07")["occurrences"]
    by_day = {each["day"]: each["occurrences"] for each in data["days"] if each["occurrences"]}
    assert [id_ for ids in by_day.values() for id_ in ids] == [each["id"] for each in listed]
    assert by_day["2016-07-15"] == ["1.3@2016-07-15"]


@pytest.mark.parametrize(
    ("options", "days"),
    [(["--month", "2016-02"], 29), (["--quarter", "2016-Q1"], 91), (["--year", "2016"], 366)],
)
def test_other_sheets(small: Asker, options: list[str], days: int) -> None:
    """A month, a quarter or a year, each day once."""
    assert len({each["day"] for each in small.json("calendar", *options)["days"]}) == days


def test_one_window_at_a_time(small: Asker) -> None:
    """Two are a usage error."""
    assert small.of("calendar", "--month", "2016-02", "--year", "2016").code == 2


def test_working_days_are_the_plans(small: Asker) -> None:
    """The National Day of 2016: off from the 1st to the 7th, the weekend after it is worked."""
    days = small.json("calendar", "--month", "2016-10")["days"]
    assert [each["working"] for each in days[:10]] == [False] * 7 + [True] * 3
    assert not any(each["working_estimated"] for each in days)


def test_the_filters_ask_the_occurrences(small: Asker) -> None:
    """State and kind of each occurrence."""
    days = small.json("calendar", "--status", "due", "--kind", "window")["days"]
    assert [each["occurrences"] for each in days if each["due"]] == [["1.3@2016-07-15"]]


def test_a_sheet_on_the_terminal(small: Asker) -> None:
    """Weeks from Monday, today in brackets, counts by state below the day, days that are unusual marked."""
    small.today = "2016-10-03"
    lines = small.of("calendar", "--lang", "zh", format_="table").out.splitlines()
    assert [line.split() for line in lines if line.startswith("一")] == [list("一二三四五六日")]
    (week,) = (line for line in lines if "[3]" in line)
    assert week.split() == ["[3]", "休", "4", "休", "5", "休", "6", "休", "7", "休", "8", "班", "9", "班"]
    june = small.of("calendar", "--month", "2016-06", "--lang", "zh", format_="table").out.splitlines()
    assert any(line.split() == ["!2"] for line in june)


def test_what_is_only_an_estimate_is_said(small: Asker) -> None:
    """For a year whose notice is not known the sheet says so, and the records mark the days."""
    said = "Days off are not announced yet"
    assert said in small.of("calendar", "--month", "2040-05", format_="table").out
    assert said not in small.of("calendar", "--month", "2016-05", format_="table").out
    assert all(each["working_estimated"] for each in small.json("calendar", "--month", "2040-05")["days"])


def test_hostile_words_are_shown(ask: Asker, tmp_path: Path) -> None:
    """What a plan says is neither markup nor an escape."""
    words = "[red]x[/red] 完成"
    ask.plan = written(plan(row("1.1", by("2016-07-05"), requirement=words)), tmp_path)
    for command in ("calendar", "timeline"):
        assert "[red]x[/red]" in ask.of(command, format_="table").out
