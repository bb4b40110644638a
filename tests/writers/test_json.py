"""`json` and `jsonl`."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.helpers.answers import HOSTILE, STEERING, answer, written

from gkplan.writers.json import JsonLinesWriter, JsonWriter

RECORDS: list[dict[str, Any]] = [
    {"id": "1.1", "text": "甲", "none": None, "list": ["乙", "丙"]},
    {"id": "1.2", "text": "", "none": 0, "list": []},
]


def test_json_has_the_contracts_frame() -> None:
    """`schema`, `command`, `today` and `plans` come first, then what the command adds, in its order."""
    said = answer(RECORDS, body={"window": {"start": None, "end": None}, "occurrences": RECORDS, "ongoing": []})
    data = json.loads(written(JsonWriter(), said))
    assert list(data) == ["schema", "command", "today", "plans", "window", "occurrences", "ongoing"]
    assert [data["schema"], data["command"], data["today"]] == [1, "due", "2016-12-01"]
    assert data["plans"] == [{"id": "p", "title": "测试", "file": "tasks.yaml"}]
    assert data["occurrences"] == RECORDS
    assert list(data["occurrences"][0]) == list(RECORDS[0])


def test_json_is_readable_utf8() -> None:
    """Chinese stands as Chinese, and the object ends with a line break."""
    text = written(JsonWriter(), answer(RECORDS))
    assert "甲" in text
    assert text.endswith("}\n")


def test_json_lines_are_the_records_alone() -> None:
    """One record a line, and nothing where there is none."""
    assert [json.loads(each) for each in written(JsonLinesWriter(), answer(RECORDS)).splitlines()] == RECORDS
    assert written(JsonLinesWriter(), answer()) == ""


def test_an_empty_answer_is_valid() -> None:
    """Without a record the object is whole."""
    assert json.loads(written(JsonWriter(), answer()))["rows"] == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_escaped_and_kept(hostile: str) -> None:
    """What would steer a terminal is written as an escape, and every value is read back as it was."""
    records = [{"id": hostile, "text": [hostile]}]
    for text in (written(JsonWriter(), answer(records)), written(JsonLinesWriter(), answer(records))):
        assert not STEERING & set(text)
    assert json.loads(written(JsonWriter(), answer(records)))["rows"] == records
    assert json.loads(written(JsonLinesWriter(), answer(records))) == records[0]
