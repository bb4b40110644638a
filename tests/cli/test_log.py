"""`gkplan log`: the history."""

from __future__ import annotations

from tests.helpers.office import Office


def test_the_log_has_everything_in_order(office: Office) -> None:
    """Records in the order in which they were written, also what was taken back, and who wrote them."""
    office.record("mark", "2.1", "doing", "--by", "张三")
    office.record("event", "3.1", "--on", "2016-09-30")
    (mark,) = office.record("mark", "1.1", "done", "--unit", "甲县")
    office.record("undo", mark["id"])
    records = office.ask.json("log")["records"]
    assert [(each["do"], each["row"], each["taken_back"]) for each in records] == [
        ("mark", "2.1", False),
        ("event", "3.1", False),
        ("mark", "1.1", True),
        ("undo", "1.1", False),
    ]
    assert records[0]["by"] == "张三"


def test_the_log_of_a_row_and_of_an_occurrence(office: Office) -> None:
    """With an id only what concerns it."""
    office.record("mark", "4.1@2016-Q1", "done", "--unit", "甲县")
    office.record("mark", "4.1@2016-Q2", "done", "--unit", "甲县")
    office.record("mark", "2.1", "doing")
    assert [each["of"] for each in office.ask.json("log", "4.1")["records"]] == ["4.1@2016-Q1", "4.1@2016-Q2"]
    assert [each["of"] for each in office.ask.json("log", "4.1@2016-Q2")["records"]] == ["4.1@2016-Q2"]


def test_an_empty_log_is_valid(office: Office) -> None:
    """Nothing recorded is no error, in any format."""
    assert office.ask.json("log")["records"] == []
    assert "Nothing is recorded." in office("log", format_="table").out
    assert office("log", format_="tsv").out.split("\t")[0] == "id"


def test_hostile_notes_are_shown_and_never_run(office: Office) -> None:
    """A terminal's escapes in what somebody typed are made visible."""
    office.record("mark", "2.1", "doing", "--note", "\x1b[31m红\n二", "--by", "[red]张")
    shown = office("log", format_="table").out
    assert "\x1b" not in shown
    assert "[red]张" in shown
    assert office("log", format_="tsv").out.count("\n") == 2
