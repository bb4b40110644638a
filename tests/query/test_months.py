"""Occurrences counted by month."""

from __future__ import annotations

import pytest
from tests.helpers.extracts import extract, marked
from tests.helpers.plans import by, day, plan, recurring, row, standing

from gkplan.query.months import by_month, months_between, year_of

TABLE = plan(row("1.1", by("2016-06-30")), row("1.2", recurring("quarterly")), row("1.3", standing()))


@pytest.mark.parametrize(
    ("start", "end", "names"),
    [
        ("2016-02-29", "2016-02-29", ["2016-02"]),
        ("2016-11-30", "2017-02-01", ["2016-11", "2016-12", "2017-01", "2017-02"]),
    ],
)
def test_months_from_any_day_to_any_day(start: str, end: str, names: list[str]) -> None:
    """The months of both days are included, also over a year's end."""
    assert [month.name for month in months_between(day(start), day(end))] == names


def test_each_occurrence_counts_in_the_month_it_is_due_in() -> None:
    """By state; a standing year falls due in no month, and a month without any counts nothing."""
    asked = extract(TABLE, marked(TABLE, "1.1@2016-06-30", "甲局", "done"))
    counted = by_month(asked.tallies, months_between(day("2016-05-01"), day("2016-09-30")))
    found = [
        (month.period.name, month.total, {state: n for state, n in month.counts.items() if n}) for month in counted
    ]
    assert found == [
        ("2016-05", 0, {}),
        ("2016-06", 2, {"done": 1, "overdue": 1}),
        ("2016-07", 0, {}),
        ("2016-08", 0, {}),
        ("2016-09", 1, {"upcoming": 1}),
    ]
    assert counted[0].counts["due"] == 0


def test_the_year_is_the_plans() -> None:
    """A plan without a year has the year of the day."""
    assert year_of(day("2017-03-01"), 2016) == (day("2016-01-01"), day("2016-12-31"))
    assert year_of(day("2017-03-01"), None) == (day("2017-01-01"), day("2017-12-31"))
