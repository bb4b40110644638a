"""Reading the ledger's lines: the pattern and JSON agree, whatever is written and whatever is spoiled."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.marks import mark, other

from gkplan.ledger import decode
from gkplan.ledger.account import Ledger
from gkplan.ledger.decode import Outline, decoded, outline_of, outlined
from gkplan.ledger.record import WORDS, BadRecordError, Record, as_data, line_of, parse_data

# Anything but lone surrogates, which have no bytes; with what JSON, YAML or a split into lines may stumble over.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    [
        "",
        "甲\n乙",
        "\u2028\u2029\x85",
        '"',
        "\\",
        '\\"\\',
        "- {",
        "# 一",
        "\x00\x1b[31m\x7f",
        "\ufeff",
        "'",
        "{}: ",
        "\ud7ff",
    ]
)
INSTANTS = st.datetimes(min_value=datetime(1000, 1, 1)).map(lambda at: at.isoformat(timespec="microseconds") + "+00:00")  # noqa: DTZ001 - in UTC
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("id", "by", "row", "of", "kind", "quote", "unit"), TEXT),
    "at": INSTANTS,
    "on": st.dates(),
    "rule": st.integers(0, 99),
    "word": st.sampled_from(WORDS),
    "note": st.none() | TEXT,
    "evidence": st.lists(st.dictionaries(TEXT | st.sampled_from(["url", "sha256"]), TEXT, max_size=2), max_size=2).map(
        tuple
    ),
}
MARKS = st.fixed_dictionaries(FIELDS).map(lambda fields: Record(do="mark", **fields))
PIECES = st.sampled_from([1, 300, 1 << 16])
SPOILING = [b"", b'"', b"\\", b"\\n", b"\\ud800", b"\\u12", b"\n", b"\xff", b"{", b"], [", b"0", b"\x01"]
STORY = [
    mark("a1", 1, word="submitted"),
    mark("a2", 2, word="returned"),
    mark("b1", 2, unit="乙局"),
    mark("a3", 3),
    other("undo", "u1", 4, undoes="a3"),
    other("undo", "u2", 5, undoes="u1"),
]


def compared(outline: Outline) -> tuple[Any, ...]:
    """What an outline says, in a form that can be compared."""
    return ({subject: list(said) for subject, said in outline.marks.items()}, outline.others, outline.flaws)


@given(MARKS)
def test_what_is_written_is_read_again(record: Record) -> None:
    """Whatever a record's texts hold, its line is one line, and reading it gives the record again."""
    line = line_of(record)
    assert line.count(b"\n") == 1
    assert decoded(line).records == (record,)


@given(MARKS)
def test_a_line_is_yaml(record: Record) -> None:
    """Any YAML reader finds in a line what JSON finds there."""
    assert yaml.safe_load(line_of(record).decode()) == [as_data(record)]


@given(st.lists(MARKS, max_size=6, unique_by=lambda record: record.id), PIECES)
def test_the_pattern_reads_what_json_reads(records: list[Record], size: int) -> None:
    """The outline that the pattern takes out is that of the records, one by one, in pieces of any size."""
    content = b"".join(map(line_of, records))
    with patch.object(decode, "_CHUNK", size):
        assert compared(outlined(content)) == compared(outline_of(decoded(content)))


@given(st.lists(MARKS, min_size=1, max_size=4, unique_by=lambda record: record.id), st.data())
def test_a_spoiled_line_is_never_half_understood(records: list[Record], data: st.DataObject) -> None:
    """Bytes put in or taken out anywhere bring the same records and the same flaws by the pattern as by JSON."""
    content = b"".join(map(line_of, records))
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 8)))
    spoiled = content[:start] + data.draw(st.sampled_from(SPOILING)) + content[end:]
    with patch.object(decode, "_CHUNK", data.draw(PIECES)):
        assert compared(outlined(spoiled)) == compared(outline_of(decoded(spoiled)))


@given(st.permutations(STORY))
def test_the_order_of_lines_does_not_matter(records: list[Record]) -> None:
    """Records are folded by the time they were written and by id, wherever they stand in the file."""
    ledger = Ledger(outlined(b"".join(map(line_of, records))))
    assert [record.id for record in ledger.written] == ["a1", "a2", "b1", "a3", "u1", "u2"]
    assert ledger.gone == {"u1"}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"more": 1}, "unknown field: more"),
        ({"id": None}, "no text: id = None"),
        ({"on": "2016-02-30"}, "no time: on = '2016-02-30'"),
        ({"on": 20160630}, "no time: on = 20160630"),
        ({"at": "2016-07-01T08:00:00"}, "no time: at = '2016-07-01T08:00:00'"),
        ({"at": "2016-07-01T16:00:00+08:00"}, "no time: at = '2016-07-01T16:00:00+08:00'"),
        ({"do": "wipe"}, "unknown deed: wipe"),
        ({"do": ["mark"]}, "unknown deed: ['mark']"),
        ({"word": "finished"}, "unknown word: 'finished'"),
        ({"unit": None}, "missing field: unit (mark)"),
        ({"rule": True}, "no number: rule = True"),
        ({"rule": "1"}, "no number: rule = '1'"),
        ({"note": "\ud800"}, "half a character: note"),
        ({"evidence": {"url": "x"}}, "evidence is a list of objects that hold text alone"),
        ({"evidence": [{"url": 1}]}, "evidence is a list of objects that hold text alone"),
        ({"evidence": [{"url": "\udfff"}]}, "evidence is a list of objects that hold text alone"),
        ({"time": "25:00"}, "no time: time = '25:00'"),
    ],
)
def test_what_is_no_record_says_why(changed: dict[str, Any], reason: str) -> None:
    """A field that is missing, unknown or of another kind is named."""
    with pytest.raises(BadRecordError) as refused:
        parse_data({**as_data(mark("a1")), **changed})
    assert str(refused.value) == reason


def test_a_half_character_has_no_line() -> None:
    """A lone surrogate is refused where it would be written."""
    with pytest.raises(BadRecordError):
        line_of(mark("a1", note="\udc80"))


def test_dates_are_dates_again() -> None:
    """Every date field comes back as a date."""
    granted: dict[str, Any] = {"to": date(2016, 8, 1), "applied_on": date(2016, 6, 1), "approved_by": "市领导"}
    record = other("extend", "e1", of="1.1@2016-06-30", rule=1, kind="by", quote="完成", **granted)
    assert decoded(line_of(record)).records == (record,)
