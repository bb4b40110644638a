"""Steering characters are shown, never run."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from gkplan.clean import visible


def test_steering_characters_are_shown_by_their_code() -> None:
    """An escape, a bidirectional override and a zero-width mark become what JSON would write."""
    assert visible("\x1b[31m\u202e甲\u200b") == "\\u001b[31m\\u202e甲\\u200b"


def test_lines_and_tabs_stay() -> None:
    """A cell of two lines stays one of two lines."""
    assert visible("中考\n高考\t。") == "中考\n高考\t。"


def test_no_control_or_format_character_is_left() -> None:
    """Of all of Unicode, no control, surrogate or line separator passes, nor any mark that turns the order."""
    passed = set(visible("".join(map(chr, range(0x110000)))))
    assert len(passed) > 1_000_000
    kinds = {unicodedata.category(char) for char in passed - {"\n", "\t"}}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert not {unicodedata.bidirectional(char) for char in passed} & turning


def test_a_character_alone_is_treated_as_in_a_text() -> None:
    """What is taken for harmless at a glance is just what the pattern leaves."""
    every = "".join(map(chr, range(0x110000)))
    assert "".join(map(visible, every)) == visible(every)


@given(st.text())
def test_json_keeps_its_values(text: str) -> None:
    """Applied to JSON, it changes how a value is written and not the value."""
    assert json.loads(visible(json.dumps(text, ensure_ascii=False))) == text
