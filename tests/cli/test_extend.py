"""`gkplan extend`: more time is granted."""

from __future__ import annotations

import pytest
from tests.helpers.office import Office

DUE = "1.1@2016-12-31"
GRANT = ("--approved-by", "市领导")


def obligations(office: Office, today: str) -> dict[str, tuple[str, str]]:
    """Due date and last day of each obligor."""
    found = office("show", DUE, today=today).json["obligations"]
    return {each["unit"]: (each["due"], each["overdue_after"]) for each in found}


def test_time_for_one_unit_keeps_the_first_date_in_sight(office: Office) -> None:
    """Its own last day moves, its due date and the others do not; `show` says what was granted."""
    (record,) = office.record("extend", DUE, "--to", "2017-01-31", "--unit", "甲县", *GRANT, "--doc", "2号")
    assert (record["unit"], record["to"], record["approved_by"], record["doc"]) == (
        "甲县",
        "2017-01-31",
        "市领导",
        "2号",
    )
    assert obligations(office, "2017-01-10") == {
        "市编办": ("2016-12-31", "2016-12-31"),
        "甲县": ("2016-12-31", "2017-01-31"),
        "乙县": ("2016-12-31", "2016-12-31"),
        "丙县": ("2016-12-31", "2016-12-31"),
    }
    assert office.states(DUE, today="2017-01-10")["甲县"] == "due"
    assert office.states(DUE, today="2017-02-01")["甲县"] == "overdue"
    shown = office("show", "1.1", "--lang", "zh", format_="table", today="2017-01-10").out
    assert "2016-12-31" in shown
    assert "2017-01-31" in shown


def test_time_for_all_moves_the_last_day_and_not_the_due_date(office: Office) -> None:
    """JSON has both: `due` as before, `overdue_after` as granted."""
    office.record("extend", DUE, "--to", "2017-01-31", *GRANT)
    found = office.occurrence(DUE, today="2017-01-10")
    assert (found["due"], found["overdue_after"], found["state"]) == ("2016-12-31", "2017-01-31", "due")


def test_time_for_all_does_not_shorten_what_one_was_granted(office: Office) -> None:
    """The later of two days granted counts."""
    office.record("extend", DUE, "--to", "2017-03-31", "--unit", "甲县", *GRANT)
    office.record("extend", DUE, "--to", "2017-01-31", *GRANT)
    last = obligations(office, "2017-01-10")
    assert (last["甲县"][1], last["乙县"][1]) == ("2017-03-31", "2017-01-31")


def test_done_within_the_time_granted_is_in_time(office: Office) -> None:
    """What is late without the extension is done with it, and late again when that is taken back."""
    office.record("mark", DUE, "done", "--unit", "甲县", today="2017-01-20")
    assert office.states(DUE, today="2017-01-20")["甲县"] == "late"
    (granted,) = office.record("extend", DUE, "--to", "2017-01-31", "--unit", "甲县", *GRANT, today="2017-01-20")
    assert office.states(DUE, today="2017-01-20")["甲县"] == "done"
    office.record("undo", granted["id"], today="2017-01-20")
    assert office.states(DUE, today="2017-01-20")["甲县"] == "late"


def test_time_granted_on_a_later_day_is_not_known_before(office: Office) -> None:
    """An answer as of a day before the grant is as it was."""
    office.record("extend", DUE, "--to", "2017-01-31", *GRANT, today="2016-12-20")
    assert office.occurrence(DUE, today="2016-12-19")["overdue_after"] == "2016-12-31"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([DUE, "--to", "2017-01-31"], "--approved-by"),
        ([DUE, "--to", "2016-12-31", *GRANT], "is not later than 2016-12-31"),
        (["4.1@2016-Q4", "--to", "2017-01-10", *GRANT], "is not later than 2017-01-10"),
        ([DUE, "--to", "2017-01-31", "--unit", "市局", *GRANT], "does not owe"),
    ],
)
def test_what_grants_nothing_is_refused(office: Office, arguments: list[str], why: str) -> None:
    """Somebody has to have granted it, to somebody who owes it, and it has to be more than there was."""
    assert why in office.refused("extend", *arguments)
    office.record("extend", DUE, "--to", "2017-02-28", "--unit", "甲县", *GRANT)
    assert "is not later" in office.refused("extend", DUE, "--to", "2017-01-31", "--unit", "甲县", *GRANT)
