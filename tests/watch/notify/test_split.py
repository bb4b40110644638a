"""Long texts in pieces."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from gkplan.watch.notify.split import pieces, utf8

TEXTS = st.text(st.sampled_from('甲乙丙a😀"\\\n\n'), max_size=400)


def json_size(text: str) -> int:
    """The length of a text as JSON."""
    return len(json.dumps(text, ensure_ascii=False).encode())


@given(TEXTS, st.integers(60, 300))
def test_every_piece_keeps_the_limit_and_no_character_is_lost(rest: str, limit: int) -> None:
    """Whatever the text, each piece has at most so many bytes, and what stands below the headings is the text."""
    subject = "提醒"
    found = pieces(f"{subject}\n{rest}", limit)
    assert all(utf8(piece) <= limit for piece in found)
    if len(found) > 1:
        headings, bodies = zip(*(piece.split("\n", 1) for piece in found), strict=True)
        assert headings == tuple(f"{subject} ({number}/{len(found)})" for number in range(1, len(found) + 1))
        assert "".join(bodies) == rest


@given(TEXTS, st.integers(80, 300))
def test_the_limit_is_in_the_services_own_measure(rest: str, limit: int) -> None:
    """A limit on JSON counts what JSON makes of quotes and line breaks."""
    assert all(json_size(piece) <= limit for piece in pieces(f"提醒\n{rest}", limit, json_size))


def test_a_text_that_fits_is_left_alone() -> None:
    """No number is put above a single piece, up to the very last byte."""
    text = "提醒\n" + "甲" * 30
    assert pieces(text, utf8(text)) == [text]
    assert len(pieces(text, utf8(text) - 1)) == 2


def test_lines_stay_whole_where_they_can() -> None:
    """Pieces end at line ends; only a line that is too long by itself is cut."""
    lines = [f"{number}. {'甲' * 10}\n" for number in range(20)]
    for piece in pieces("提醒\n" + "".join(lines), 120):
        assert set(piece.split("\n", 1)[1].splitlines(keepends=True)) <= set(lines)
    long = [piece.split("\n", 1)[1] for piece in pieces("提醒\n" + "甲" * 100, 120)]
    assert long == ["甲" * 34, "甲" * 34, "甲" * 32]


def test_a_long_text_is_split_in_time() -> None:
    """A text of a million bytes takes no more than a moment."""
    text = "提醒\n" + "甲乙丙丁戊\n" * 60_000 + "长" * 20_000
    assert len(pieces(text, 2048)) > 450
