"""The fold: what records say of an obligation, an occurrence and a row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.marks import QUOTE, mark, other
from tests.helpers.plans import by, day, group, plan, row, standing

from gkplan.deadline.rules import Event
from gkplan.ledger.account import Account, Ledger
from gkplan.ledger.decode import Kept, outlined
from gkplan.ledger.record import WORDS, Record, Word, line_of
from gkplan.plan.model import Plan
from gkplan.query.book import Book

ROW = row("1.1", by("2016-06-30"))
OF: dict[str, Any] = {"of": "1.1@2016-06-30", "rule": 1, "kind": "by", "quote": QUOTE}
DAYS = [f"2016-06-{number:02}" for number in range(10, 30)]


def ledger_of(*records: Record, today: str = "2016-12-31") -> Ledger:
    """A ledger of some records."""
    return Ledger(outlined(b"".join(map(line_of, records))), day(today))


def account(*records: Record, today: str = "2016-12-31") -> Account:
    """The account of 甲局 by some records."""
    (each,) = Book(plan(ROW), "f", day(today), ledger=ledger_of(*records, today=today)).tallies()
    return each.obligations[0].account


def doubts(table: Plan, *records: Record, today: str = "2016-12-31") -> list[tuple[str, str]]:
    """Code and record of what no longer fits."""
    book = Book(table, "f", day(today), ledger=ledger_of(*records, today=today))
    return [(each.code, each.params["id"]) for each in book.doubts("f")]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(DAYS), st.booleans()), max_size=8), st.randoms())
def test_an_account_is_told_from_beginning_to_end(story: list[tuple[Word, str, bool]], order: object) -> None:
    """It is what a clerk finds who reads the marks one by one, whatever the order of lines, undone ones left out."""
    word: Word | None = None
    submitted: date | None = None
    done: date | None = None
    last: str | None = None
    records: list[Record] = []
    for number, (said, on, undone) in enumerate(story):
        records.append(mark(f"m{number}", second=number, word=said, on=on))
        if undone:
            records.append(other("undo", f"u{number}", 59, undoes=f"m{number}"))
            continue
        if said == "submitted":
            submitted, done = day(on), None
        elif said == "done":
            done = submitted or day(on)
        else:
            submitted = done = None
        word, last = said, f"m{number}"
    order.shuffle(records)  # type: ignore[attr-defined]
    told = account(*records)
    assert (told.word, told.done, told.last) == (word, done, last)
    assert told.submitted == (submitted if word in {"submitted", "done"} else None)


@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["甲局", "开放组"]), st.booleans()), max_size=12),
    st.sampled_from(["甲局", None]),
)
def test_no_state_depends_on_what_is_superseded(story: list[tuple[Word, str, bool]], asking: str | None) -> None:
    """Without the marks that no longer decide, states and dates are the same, also where two units report as one."""
    records: list[Record] = []
    for number, (said, unit, undone) in enumerate(story):
        records.append(mark(f"m{number}", number, unit, said, on=DAYS[number]))
        records += [other("undo", f"u{number}", 30 + number, undoes=f"m{number}")] if undone else []
    superseded = ledger_of(*records).superseded("1.1")
    table = plan(row("1.1", by("2016-06-30"), units=("开放组",)), units=(group("开放组", "甲局", open_=True),))
    who = next((each for each in table.units if each.name == asking), None)
    fewer = [each for each in records if each.id not in superseded]
    assert len(fewer) - len([each for each in records if each.do == "undo"]) <= 4
    whole, part = (Book(table, "f", day("2016-12-31"), ledger=ledger_of(*each), unit=who) for each in (records, fewer))
    assert list(part.tallies()) == list(whole.tallies())


@given(st.permutations(range(6)))
def test_events_get_their_names_whatever_the_order_of_lines(order: list[int]) -> None:
    """Occurrences that events bring about are numbered by when they were recorded, and so are the marks of them."""
    rule = Event("文件", "P5D", quote=QUOTE)
    fields: dict[str, Any] = {"rule": 1, "kind": "event", "quote": QUOTE}
    records = [
        other("event", "e1", 1, label="一", **fields),
        other("event", "e2", 2, label="二", **fields),
        other("event", "e3", 3, label="三", **fields),
        other("undo", "u1", 4, undoes="e2"),
        mark("m1", 5, of="1.1@from-2016-06-30/3", kind="event", word="done"),
        mark("m2", 6, of="1.1@from-2016-06-30/2", kind="event", word="done"),
    ]
    ledger = ledger_of(*(records[number] for number in order))
    book = Book(plan(row("1.1", rule)), "f", day("2016-12-31"), ledger=ledger)
    assert [(each.occurrence.id, each.mark) for each in book.tallies()] == [
        ("1.1@from-2016-06-30", None),
        ("1.1@from-2016-06-30/3", "done"),
    ]
    assert book.doubted == {"m2"}


def test_an_event_and_a_date_of_one_name_never_change_places() -> None:
    """A date given to a rule is numbered after those of the plan's own rules, though its rule stands first."""
    table = plan(row("1.1", Event("文件", None, quote="一"), by("2016-06-30")))
    given_ = other("set-due", "s1", 1, rule=1, kind="event", quote="一", to=day("2016-06-30"))
    done = mark("m1", 2, rule=2)
    book = Book(table, "f", day("2016-12-31"), ledger=ledger_of(given_, done))
    assert [(each.occurrence.id, each.occurrence.rule_no, each.mark) for each in book.tallies()] == [
        ("1.1@2016-06-30/2", 1, None),
        ("1.1@2016-06-30", 2, "done"),
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"quote": "办结"}, "GK452"),
        ({"kind": "window"}, "GK452"),
        ({"rule": 2}, "GK452"),
        ({"of": "1.1@2016-07-31"}, "GK453"),
        ({"unit": "乙局"}, "GK453"),
        ({"row": "1.9", "of": "1.9@2016-06-30"}, "GK453"),
    ],
)
def test_what_no_longer_fits_counts_for_nothing(changed: dict[str, object], code: str) -> None:
    """Another rule, occurrence, unit or row: named as a doubt, and the obligation is owed as before."""
    record = mark("m1")._replace(**changed)  # type: ignore[arg-type]
    assert doubts(plan(ROW), record) == [(code, "m1")]
    assert account(record).word is None


def test_what_was_taken_back_or_is_to_come_is_no_doubt() -> None:
    """Only what would count can fail to."""
    lost = mark("m1", of="1.1@2016-07-31")
    assert doubts(plan(ROW), lost, other("undo", "u1", 1, undoes="m1")) == []
    assert doubts(plan(ROW), lost, today="2016-06-29") == []


def test_a_year_beyond_the_day_asked_about_is_no_doubt() -> None:
    """An open-ended rule has an occurrence every year; a mark of a later one is not lost when an earlier day asks."""
    table = plan(row("1.1", standing("2016-01-01", None)))
    marks = [mark(f"m{year}", of=f"1.1@{year}", kind="standing", quote="全年") for year in (2016, 2019, 20190)]
    assert doubts(table, *marks) == [("GK453", "m20190")]


def test_time_granted_on_what_is_gone_is_a_doubt_too() -> None:
    """Dates settled and time granted are held against the plan as marks are."""
    granted = other("extend", "x1", 1, **{**OF, "of": "1.1@2016-01-01"}, to=day("2016-12-31"), approved_by="市领导")
    settled = other("set-due", "x2", 2, **{**OF, "of": "1.1@2016-01-01"}, to=day("2016-12-31"))
    assert doubts(plan(ROW), granted) == [("GK453", "x1")]
    assert doubts(plan(ROW), settled) == [("GK453", "x2")]


def test_a_member_of_an_open_group_may_report() -> None:
    """Its report is no doubt; that of a unit outside the group is."""
    table = plan(row("1.1", by("2016-06-30"), units=("有关单位",)), units=[group("有关单位", "甲局", open_=True)])
    assert doubts(table, mark("m1"), mark("m2", unit="丙局")) == [("GK453", "m2")]


def test_an_undo_is_undone_in_any_depth() -> None:
    """Each undo takes back the one before it."""
    chain = [mark("m0")] + [other("undo", f"m{n}", n, undoes=f"m{n - 1}") for n in range(1, 6)]
    for length in range(1, 7):
        assert (account(*chain[:length]).word == "done") == (length % 2 == 1)


def test_records_are_whole_and_in_order_for_who_asks() -> None:
    """The history has every field again; records read already and records read from lines say the same."""
    records = (
        mark("m1", note="一"),
        mark("m2", 1, evidence=({"url": "https://a"},)),
        other("undo", "u1", 2, undoes="m1"),
    )
    read, kept = ledger_of(*records), Ledger(Kept(records, (1, 2, 3), ()))
    for ledger in (read, kept):
        assert ledger.written == records
        assert ledger.of(ROW).records == records[1:]
        assert ledger.record("m2") == records[1]
        assert ledger.record("none") is None
        assert ledger.latest == records[2].at
        assert dict(ledger.lines) == {"m1": 1, "m2": 2, "u1": 3}


def test_no_day_is_too_far() -> None:
    """A ledger as of the last day there is holds everything."""
    assert Ledger(outlined(line_of(mark("m1"))), date.max).written == (mark("m1"),)
