"""`gkplan undo`: a record is taken back by adding one."""

from __future__ import annotations

from tests.helpers.office import Office

DUE = "2.1@2016-07-31"


def test_the_last_record_is_taken_back(office: Office) -> None:
    """Without an id it is the last one that counts; nothing is erased."""
    office.record("mark", DUE, "doing")
    (second,) = office.record("mark", DUE, "done")
    (undone,) = office.record("undo")
    assert (undone["do"], undone["undoes"], undone["of"]) == ("undo", second["id"], DUE)
    assert office.occurrence(DUE)["mark"] == "doing"
    office.record("undo")
    assert office.occurrence(DUE)["mark"] is None
    assert len(office.lines()) == 4
    assert "Nothing is recorded" in office.refused("undo")


def test_taking_back_what_took_back_brings_the_first_one_back(office: Office) -> None:
    """An undo may itself be taken back, and that again."""
    (mark,) = office.record("mark", DUE, "done")
    (once,) = office.record("undo", mark["id"])
    (twice,) = office.record("undo", once["id"])
    assert office.occurrence(DUE)["state"] == "late"
    office.record("undo", twice["id"])
    assert office.occurrence(DUE)["state"] == "overdue"


def test_what_is_gone_or_never_was_is_refused(office: Office) -> None:
    """A record is taken back once, and one that is not there never."""
    (mark,) = office.record("mark", DUE, "done")
    office.record("undo", mark["id"])
    assert "taken back already" in office.refused("undo", mark["id"])
    assert "There is no record" in office.refused("undo", "ffffffffffff")


def test_an_undo_of_a_later_day_is_not_known_before_it(office: Office) -> None:
    """An answer as of the day of the mark still has it."""
    office.record("mark", DUE, "done", "--on", "2016-07-30")
    office.record("undo", today="2016-12-20")
    assert office.occurrence(DUE, today="2016-12-19")["state"] == "done"
    assert office.occurrence(DUE, today="2016-12-20")["state"] == "overdue"


def test_the_clock_that_goes_back_takes_nothing_with_it(office: Office) -> None:
    """A record is written after all that it knows of, whatever the machine's clock says."""
    office.record("mark", DUE, "doing")
    (line,) = office.lines()
    office.ledger.write_text(line.replace('"at": "20', '"at": "29') + "\n", encoding="utf-8")
    office.record("mark", DUE, "done")
    assert office.occurrence(DUE)["state"] == "late"
