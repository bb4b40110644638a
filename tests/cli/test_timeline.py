"""`gkplan timeline`: months and strips, and the same numbers for programs."""

from __future__ import annotations

import csv

import pytest
from tests.helpers.asking import Asker

from gkplan.ledger.states import STATES


def test_months_count_what_due_lists(small: Asker) -> None:
    """The total of each month is the number of occurrences that `due --month` gives, by state too."""
    data = small.json("timeline")
    assert list(data)[4:] == ["window", "months", "occurrences"]
    assert data["window"] == {"start": "2016-01-01", "end": "2016-12-31"}
    for month in data["months"]:
        listed = small.json("due", "--month", month["month"])["occurrences"]
        assert month["total"] == len(listed)
        assert [month[state] for state in STATES] == [sum(e["state"] == state for e in listed) for state in STATES]
    assert sum(month["total"] for month in data["months"]) == len(data["occurrences"]) == 18


@pytest.mark.parametrize(
    ("options", "first", "last"),
    [
        (["--year", "2017"], "2017-01", "2017-12"),
        (["--from", "2016-07-15"], "2016-07", "2016-12"),
        (["--to", "2016-03-01"], "2016-01", "2016-03"),
        (["--from", "2016-07-15", "--to", "2019-06-30"], "2016-07", "2019-06"),
    ],
)
def test_a_window_is_of_whole_months(small: Asker, options: list[str], first: str, last: str) -> None:
    """From the month of one day to the month of the other; an end that is not named is the year's."""
    months = small.json("timeline", *options)["months"]
    assert (months[0]["month"], months[-1]["month"]) == (first, last)


@pytest.mark.parametrize(
    "options",
    [
        ["--year", "2016", "--to", "2016-03-01"],
        ["--from", "2016-07-15", "--to", "2019-07-01"],
        ["--from", "2016-02-02", "--to", "2016-02-01"],
    ],
)
def test_windows_that_cannot_be_drawn_are_refused(small: Asker, options: list[str]) -> None:
    """Two windows, one of more than 36 months, one that ends before it begins: usage errors."""
    assert small.of("timeline", *options).code == 2


def test_the_filters_ask_the_rows(small: Asker) -> None:
    """Rows that are overdue, with all that falls due in them; a unit's own states."""
    data = small.json("timeline", "--status", "overdue", "--unit", "市审计局")
    assert {each["row"] for each in data["occurrences"]} == {"2.2"}


def test_a_pipe_gets_the_months(small: Asker) -> None:
    """One line a month with its counts."""
    lines = list(csv.DictReader(small.of("timeline", format_="tsv").out.splitlines(), delimiter="\t"))
    assert [line["month"] for line in lines] == [f"2016-{month:02}" for month in range(1, 13)]
    assert (lines[5]["total"], lines[5]["overdue"]) == ("6", "6")


def test_the_picture_has_bars_strips_and_a_legend(small: Asker) -> None:
    """Today's month is named, each row has its strip and its state, and what has no date is listed."""
    lines = small.of("timeline", "--lang", "zh", format_="table").out.splitlines()
    assert "2016-07 今天  " in "\n".join(lines)
    assert (
        next(line for line in lines if line.startswith("2.1 "))
        .removeprefix("2.1 ")
        .lstrip()
        .startswith("▬▬▬▬▬▬▬▬!▬▬▬▬▬▬▬▬!|")
    )
    assert lines[-2] == "! 逾期  ◉ 临期  ▬ 持续推进  ◦ 未到期  | 今天"
    assert lines[-1] == "尚无时间节点可画的 4 项（3.1 3.2 3.3 3.4）"


def test_it_fits_eighty_columns_without_colour(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real plan over one, two and three years; no escape is written where colour is unwanted."""
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    ask.today = "2016-12-01"
    for last in ("2016-12-31", "2017-12-31", "2018-12-31"):
        for lang in ("zh", "en"):
            asked = ask(
                *("timeline", "-f", "data/tasks.yaml", "--today", ask.today, "--from", "2016-01-01", "--to", last),
                *("--format", "table", "--lang", lang),
            )
            assert asked.code == 0
            assert "\x1b" not in asked.out
            assert max(map(cell_len, asked.out.splitlines())) <= 80
            # no strip was broken: every row is one line
            assert sum(line.startswith(("1.1 ", "29.1 ")) for line in asked.out.splitlines()) == 2


def test_an_empty_answer_is_an_answer(small: Asker) -> None:
    """Nothing kept: no bars, and still the frame."""
    assert small.of("timeline", "--task", "99", format_="table").code == 0
    assert small.json("timeline", "--task", "99")["occurrences"] == []


def test_on_a_narrow_terminal_the_scale_stands_above_each_strip(small: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 40 columns each row is a list; its strip is whole, in one line, under the months."""
    monkeypatch.setenv("COLUMNS", "40")
    lines = small.of("timeline", "--task", "2", format_="table").out.splitlines()
    at = lines.index("Item 2.1")
    assert lines[at + 1] == "1  2  3  4  5  6  7  8  9  10 11 12"
    assert lines[at + 2].strip() == "▾"
    assert lines[at + 3][lines[at + 2].index("▾")] == "|"
    assert len(lines[at + 3]) == 36
