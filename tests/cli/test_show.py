"""`gkplan show`."""

from __future__ import annotations

import pytest
from tests.cli.test_due import FIELDS
from tests.cli.test_unit import ROW_FIELDS
from tests.helpers.asking import Asker


def test_a_row_is_shown_whole(small: Asker) -> None:
    """The row, its occurrences rule by rule, an obligation for each obligor, and no records."""
    data = small.json("show", "2.1")
    assert list(data)[4:] == ["row", "occurrences", "obligations", "records"]
    assert list(data["row"]) == ROW_FIELDS
    assert [each["id"] for each in data["occurrences"]] == [
        "2.1@2016",
        "2.1@2016-Q1",
        "2.1@2016-Q2",
        "2.1@2016-Q3",
        "2.1@2016-Q4",
    ]
    assert all(list(each)[: len(FIELDS)] == FIELDS for each in data["occurrences"])
    assert [(each["id"], each["unit"]) for each in data["obligations"][:4]] == [
        ("2.1@2016", "甲县政府"),
        ("2.1@2016", "乙县政府"),
        ("2.1@2016-Q1", "甲县政府"),
        ("2.1@2016-Q1", "乙县政府"),
    ]
    assert data["records"] == []


def test_an_occurrence_is_shown_alone(small: Asker) -> None:
    """Named by its id, one occurrence and its obligations; the row is there all the same."""
    data = small.json("show", "4.1@2016-12-31/2")
    assert [(each["id"], each["rule"]) for each in data["occurrences"]] == [("4.1@2016-12-31/2", 2)]
    assert data["row"]["id"] == "4.1"


@pytest.mark.parametrize(
    ("id_", "named"),
    [("1.9", "1.3"), ("9.9", "4.1"), ("18", "4.1"), ("", "1.1"), ("2.1@2016-Q5", "2.1@2016-Q1"), ("3.1@2016", "3.1")],
)
def test_an_unknown_id_names_what_there_is(small: Asker, id_: str, named: str) -> None:
    """No such row or occurrence ends with 2 and names ids that exist."""
    asked = small.of("show", id_)
    assert (asked.code, asked.out) == (2, "")
    assert named in asked.err


def test_the_page_has_words_units_rules_and_occurrences(small: Asker) -> None:
    """Printed and corrected words with the note, lead and obligors, each rule in a plain sentence, each occurrence."""
    page = small.of("show", "4.1", format_="table").out
    for words in (
        "2016年12底前，年底前",
        "2016年12月底前，年底前",
        "缺“月”字",
        "市房管局（湛江市房产管理局）",
        "@2016-12-31/2",
    ):
        assert words in page


def test_a_row_without_any_date_is_shown_too(small: Asker) -> None:
    """What nobody has dated has its words and its rule, and no occurrence."""
    data = small.json("show", "3.3")
    assert (data["row"]["state"], data["occurrences"], data["obligations"]) == (None, [], [])
    assert "不定期" in small.of("show", "3.3", format_="table").out
