"""`tsv` and `csv`."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from tests.helpers.answers import HOSTILE, STEERING, answer, written

from gkplan.writers.delimited import CsvWriter, TsvWriter, guarded, plain

RECORD = {
    "id": "20.5",
    "text": "中考3 月\n高考11 月",
    "units": ["市教育局", "各县（市、区）政府"],
    "none": None,
    "yes": True,
    "number": -30,
    "rules": [{"kind": "by", "quote": "甲\t乙"}],
}
FLAT = ["20.5", "中考3 月\\n高考11 月", "市教育局、各县（市、区）政府", "", "true", "-30"]


def test_tsv_has_a_header_and_a_record_a_line() -> None:
    """Lists are joined by 、, line breaks written out, None is empty, and parts are JSON without a tab."""
    header, line, rest = written(TsvWriter(), answer([RECORD])).split("\n")
    assert header.split("\t") == list(RECORD)
    assert line.split("\t") == [*FLAT, '[{"kind": "by", "quote": "甲\\t乙"}]']
    assert rest == ""


def test_csv_reads_back() -> None:
    """A reader of RFC 4180 finds the header and the same fields; lines end in a bare newline."""
    text = written(CsvWriter(), answer([RECORD]))
    assert "\r" not in text
    header, line = csv.reader(StringIO(text))
    assert header == list(RECORD)
    assert line[:6] == FLAT


@pytest.mark.parametrize("writer", [TsvWriter(), CsvWriter()])
def test_an_empty_answer_is_a_header(writer: TsvWriter | CsvWriter) -> None:
    """Without a record the fields still stand there."""
    assert written(writer, answer()).replace("\t", ",") == "id,text\n"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_in_its_field(hostile: str) -> None:
    """No value opens a field, a line or an escape sequence of its own."""
    records = [{"id": hostile, "text": [hostile, hostile], "end": "x"}]
    for writer in (TsvWriter(), CsvWriter()):
        assert not STEERING & set(written(writer, answer(records)))
    lines = written(TsvWriter(), answer(records)).split("\n")
    assert [len(line.split("\t")) for line in lines] == [3, 3, 1]
    assert [len(line) for line in csv.reader(StringIO(written(CsvWriter(), answer(records))))] == [3, 3]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+2", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x", "-", "=cmd|' /C calc'!A0"]
)
def test_a_would_be_formula_is_text(text: str) -> None:
    """What a spreadsheet would run follows an apostrophe, in both formats."""
    assert guarded(text) == "'" + text
    assert written(TsvWriter(), answer([{"text": text}])) == f"text\n'{text}\n"
    assert next(iter([*csv.reader(StringIO(written(CsvWriter(), answer([{"text": text}]))))][1])) == "'" + text


@pytest.mark.parametrize("text", ["-30", "-1.5", "2016-12-31", "2.7@2016-Q1", "正文=", "", "'=1"])
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    """Numbers, dates and ids are written as they are."""
    assert guarded(text) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        ([], ""),
        (0, "0"),
        ({"a": None}, '{"a": null}'),
        ("a\r\nb", "a\\u000d\\nb"),
    ],
)
def test_values_are_written_on_one_line(value: object, expected: str) -> None:
    """Each kind of value has one form."""
    assert plain(value) == expected
