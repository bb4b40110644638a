"""Filters, and what falls in a window."""

from __future__ import annotations

import pytest
from tests.helpers.plans import by, day, plan, recurring, row, standing

from gkplan.deadline.rules import Event
from gkplan.plan.model import Corrected
from gkplan.query.book import Book
from gkplan.query.filters import Filters
from gkplan.query.select import due_in, open_up_to, overdue
from gkplan.query.window import Window

PLAN = plan(
    row("1.1", by("2016-06-30"), standing(), title="信息公开"),
    row("2.1", recurring("monthly"), requirement="每月通报（一次）"),
    row("2.2", Event("文件印发"), corrected=Corrected(requirement="改正的话")),
    row("3.1", by("2016-07-31", "2016-08-31")),
    row("3.2", standing("2016-01-01", "2016-03-31")),
)
TODAY = day("2016-07-15")
BOOK = Book(PLAN, "tasks.yaml", TODAY)
JUNE = Window(day("2016-06-01"), day("2016-06-30"))


def rows(**asked: object) -> list[str]:
    """The ids of the rows that filters keep."""
    filters = Filters(**asked)  # type: ignore[arg-type]
    return [entry.row.id for entry in BOOK.entries if filters.keep_entry(entry)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["1.1", "2.1", "2.2", "3.1", "3.2"]),
        ({"tasks": (2, 3)}, ["2.1", "2.2", "3.1", "3.2"]),
        ({"states": ("overdue",)}, ["1.1", "2.1"]),
        ({"states": ("waiting", "unsettled")}, ["2.2", "3.2"]),
        ({"kinds": ("standing",)}, ["1.1", "3.2"]),
        ({"kinds": ("by", "event")}, ["1.1", "2.2", "3.1"]),
        ({"grep": "信息"}, ["1.1"]),
        ({"grep": "（一次）"}, ["2.1"]),
        ({"grep": "改正"}, ["2.2"]),
        ({"grep": "要求2.2"}, ["2.2"]),
        ({"grep": "全年"}, ["1.1", "3.2"]),
        ({"grep": ".*"}, []),
        ({"tasks": (1, 3), "kinds": ("standing",), "states": ("unsettled",)}, ["3.2"]),
        ({"tasks": (9,)}, []),
    ],
)
def test_filters_narrow_rows(asked: dict[str, object], expected: list[str]) -> None:
    """Values of one filter are alternatives, different filters must all fit, and `grep` is literal."""
    assert rows(**asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["1.1@2016-06-30", "2.1@2016-06"]),
        ({"kinds": ("standing",)}, ["1.1@2016"]),
        ({"kinds": ("standing", "by")}, ["1.1@2016-06-30", "1.1@2016"]),
        ({"kinds": ("recurring",)}, ["2.1@2016-06"]),
        ({"states": ("upcoming",)}, []),
        ({"tasks": (2,)}, ["2.1@2016-06"]),
    ],
)
def test_filters_test_the_occurrence_where_occurrences_are_asked_for(
    asked: dict[str, object], expected: list[str]
) -> None:
    """State and kind are the occurrence's own; standing ones come only where they are asked for."""
    filters = Filters(**asked)  # type: ignore[arg-type]
    assert [each.occurrence.id for each in due_in(BOOK.tallies(), JUNE, filters)] == expected


def test_an_ambiguous_date_falls_in_the_window_of_its_due_date() -> None:
    """The earlier reading places an occurrence; the later one does not place it twice."""
    august = Window(day("2016-08-01"), day("2016-08-31"))
    july = Window(day("2016-07-01"), day("2016-07-31"))
    assert "3.1@2016-07-31" in [each.occurrence.id for each in due_in(BOOK.tallies(), july, Filters())]
    assert "3.1@2016-07-31" not in [each.occurrence.id for each in due_in(BOOK.tallies(), august, Filters())]


def test_what_is_still_owed_has_everything_overdue() -> None:
    """Without a window: all that is overdue, however old, and what is open in the days ahead; by due date."""
    ahead = Window(TODAY, day("2016-08-14"))
    assert [each.occurrence.id for each in open_up_to(BOOK.tallies(), ahead, Filters())] == [
        "2.1@2016-01",
        "2.1@2016-02",
        "2.1@2016-03",
        "2.1@2016-04",
        "2.1@2016-05",
        "1.1@2016-06-30",
        "2.1@2016-06",
        "2.1@2016-07",
        "3.1@2016-07-31",
    ]


def test_overdue_alone_has_nothing_that_is_still_in_time() -> None:
    """`--overdue` keeps what is overdue and nothing else; an unsettled year is not overdue."""
    ever = Window(None, None)
    found = overdue(BOOK.tallies(), ever, Filters(kinds=("by", "recurring", "standing")))
    assert {each.state for each in found} == {"overdue"}
    assert len(found) == 7


def test_what_was_due_before_the_issue_is_not_owed() -> None:
    """Elapsed occurrences are shown in their window, but never among what is still owed."""
    table = plan(row("1.1", by("2016-03-31")), issued="2016-06-01")
    tallies = list(Book(table, "tasks.yaml", TODAY).tallies())
    assert open_up_to(tallies, Window(None, None), Filters()) == []
    assert [each.state for each in due_in(tallies, Window(None, None), Filters())] == ["elapsed"]
