"""Where lines are broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gkplan.writers.fold import breaks, columns, folded


def parts(line: str, width: int) -> list[str]:
    """A line's parts, with the spaces at which it was broken."""
    ends = [*breaks(line, width, cell_len), len(line)]
    return [line[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("line", "width", "expected"),
    [
        ("每季度公示旅游投诉情况", 10, ["每季度公示", "旅游投诉情", "况"]),
        ("每季度公示，旅游", 10, ["每季度公", "示，旅游"]),
        ("每季度公示", 10, ["每季度公示"]),
        ("各县（市、区）政府", 6, ["各县", "（市、", "区）政", "府"]),
        ("于2016年底前", 6, ["于2016", "年底前"]),
        ("截至2016-12-31止", 10, ["截至", "2016-12-31", "止"]),
        ("见2.7@2016-Q1和", 12, ["见", "2.7@2016-Q1", "和"]),
        ("国发〔2016〕23号", 8, ["国发", "〔2016〕", "23号"]),
        ("办法〔已订正〕", 12, ["办法", "〔已订正〕"]),
        ("as of today", 6, ["as of ", "today"]),
        ("", 10, [""]),
        ("一", 1, ["一"]),
        ("2016-12-31", 4, ["2016", "-12-", "31"]),
        ("“‘《一》’”", 4, ["“‘《", "一》", "’”"]),
    ],
)
def test_lines_break_where_a_reader_would(line: str, width: int, expected: list[str]) -> None:
    """Between characters, never within a number or date that fits, and with marks kept to their words."""
    assert parts(line, width) == expected


@given(st.text(alphabet="一二，。（）《》 ab12.-@：“”…%\u3000", max_size=60), st.integers(2, 30))
def test_nothing_is_lost_and_nothing_too_wide(line: str, width: int) -> None:
    """The parts put together are the line, and none but for its last spaces is wider than asked."""
    broken = parts(line, width)
    assert "".join(broken) == line
    assert all(cell_len(part.rstrip()) <= width for part in broken)


def test_a_long_line_is_broken_in_linear_time() -> None:
    """A hundred thousand marks in a row are no trap."""
    for text in ("（" * 100_000, "，" * 100_000, "a" * 100_000, " " * 100_000, "（，" * 50_000):
        assert sum(len(part) for part in parts(text, 40)) == len(text)


def test_folded_parts_have_no_spaces_at_their_ends() -> None:
    """Where a line was broken at a space, the space is gone."""
    assert folded("as of today 截至今天", 6, columns) == ["as of", "today", "截至今", "天"]


@given(st.text(alphabet="一，（A1 “é", max_size=20))
def test_plain_words_measure_as_a_terminal_does(text: str) -> None:
    """Our own measure is that of the library that draws tables."""
    assert columns(text) == cell_len(text)
