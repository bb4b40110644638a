"""`gkplan set-due`: a person settles a date."""

from __future__ import annotations

import pytest
from tests.helpers.office import Office


def test_of_two_readings_one_is_settled(office: Office) -> None:
    """Ambiguous, it reminds by the earlier date and is overdue after the later; settled, it has one date."""
    before = office.occurrence("2.1@2016-07-31", today="2016-08-20")
    assert (before["due"], before["alt"], before["overdue_after"], before["state"]) == (
        "2016-07-31",
        "2016-08-31",
        "2016-08-31",
        "due",
    )
    (record,) = office.record(
        "set-due", "2.1", "--date", "2016-07-31", "--by", "张三", "--doc", "1号", today="2016-08-20"
    )
    assert (record["of"], record["to"], record["by"], record["doc"]) == ("2.1@2016-07-31", "2016-07-31", "张三", "1号")
    after = office.occurrence("2.1@2016-07-31", today="2016-08-20")
    assert (after["due"], after["alt"], after["ambiguous"], after["overdue_after"]) == (
        "2016-07-31",
        None,
        False,
        "2016-07-31",
    )
    assert after["state"] == "overdue"


def test_a_directive_gets_the_date_that_its_authority_gave(office: Office) -> None:
    """Before there is no occurrence; after there is one named by its date."""
    assert office("show", "3.3").json["occurrences"] == []
    office.record("set-due", "3.3", "--date", "2016-11-30", today="2016-10-01")
    found = office.occurrence("3.3@2016-11-30", today="2016-10-31")
    assert (found["due"], found["state"], found["kind"]) == ("2016-11-30", "due", "directive")
    assert "has a date already" in office.refused("set-due", "3.3", "--date", "2016-12-15")


def test_a_date_given_may_be_changed_and_keeps_its_id(office: Office) -> None:
    """The id stays what marks name it by."""
    office.record("set-due", "3.3", "--date", "2016-11-30", today="2016-10-01")
    office.record("set-due", "3.3@2016-11-30", "--date", "2016-12-15", today="2016-10-02")
    assert office.occurrence("3.3@2016-11-30")["due"] == "2016-12-15"


def test_a_date_settled_later_is_not_known_before(office: Office) -> None:
    """An answer as of a day before the decision has two readings still."""
    office.record("set-due", "2.1", "--date", "2016-07-31", today="2016-08-20")
    assert office.occurrence("2.1@2016-07-31", today="2016-08-19")["alt"] == "2016-08-31"


def test_a_date_settled_anew_ends_what_was_granted_before(office: Office) -> None:
    """Time granted on the old date does not shorten or lengthen the new one."""
    office.record("set-due", "3.3", "--date", "2016-10-31", today="2016-10-01")
    office.record("extend", "3.3", "--to", "2016-11-15", "--approved-by", "市领导", today="2016-10-02")
    office.record("set-due", "3.3@2016-10-31", "--date", "2017-03-31", today="2016-10-03")
    found = office.occurrence("3.3@2016-10-31")
    assert (found["due"], found["overdue_after"]) == ("2017-03-31", "2017-03-31")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["1.1", "--date", "2017-01-31"], "has no date to settle"),
        (["1.1@2016-12-31", "--date", "2017-01-31"], "has one clear date, 2016-12-31"),
        (["3.5", "--date", "2017-01-31"], "Several rules of row 3.5 have no date"),
        (["9.9", "--date", "2017-01-31"], "There is no row"),
        (["2.1"], "--date"),
    ],
)
def test_what_is_clear_or_open_is_refused(office: Office, arguments: list[str], why: str) -> None:
    """A date that is clear is extended, not settled; of several rules without one the right one is named."""
    assert why in office.refused("set-due", *arguments)
