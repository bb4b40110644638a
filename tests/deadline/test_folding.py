"""Folding and squeezing: plain characters, and the way back to the source."""

import pytest

from gkplan.deadline.text import fold, number, squeeze


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("２０１６年１２月", "2016年12月"),
        ("（5－11月）：", "(5-11月):"),
        ("10月—次年3月～", "10月-次年3月-"),
        ("⽉底前，⻓期", "月底前,长期"),
        ("個月內於週五", "个月内于周五"),
        ("壹般\u3000每\u00a0月\t", "一般 每 月 "),
        ("一\r\n二\u2028三", "一\n\n二\n三"),
    ],
)
def test_folding_makes_plain_characters(text: str, folded: str) -> None:
    """Full width, dashes, radicals, traditional forms and blanks become the plain character, one for one."""
    assert folded == fold(text)
    assert len(fold(text)) == len(text)


def test_every_radical_is_folded() -> None:
    """No radical that has an equivalent character is left: the Kangxi block whole, and the supplement but two."""
    blocks = [chr(point) for point in (*range(0x2E81, 0x2E9A), *range(0x2E9B, 0x2EF4), *range(0x2F00, 0x2FD6))]
    left = [radical for radical in blocks if fold(radical) == radical]

    assert left == []


def test_squeezing_keeps_the_way_back() -> None:
    """A stretch of squeezed text is found again in the source, with the blanks between its characters."""
    text = "于2016 年12 月　底前 完成"
    squeezed = squeeze(text)
    start = squeezed.text.index("2016")

    assert squeezed.text == "于2016年12月底前完成"
    assert text[slice(*squeezed.span(start, start + len("2016年12月底前")))] == "2016 年12 月　底前"


def test_a_blank_between_figures_stays() -> None:
    """`20 16年` is not 2016: a blank that parts two figures is kept, as one."""
    assert squeeze("序号2  16年").text == "序号2 16年"


def test_line_breaks_stay() -> None:
    """Two deadlines in one cell are told apart by the line break."""
    assert squeeze("2016年8月前 \n 2017年2月前").text == "2016年8月前\n2017年2月前"


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("12", 12),
        ("二〇一六", 2016),
        ("二○一六", 2016),
        ("十", 10),
        ("十二", 12),
        ("三十一", 31),
        ("廿五", 25),
        ("卅", 30),
        ("一百二十", 120),
        ("两", 2),
    ],
)
def test_numbers_in_both_scripts(digits: str, value: int) -> None:
    """Digits and Chinese numerals have the same value."""
    assert value == number(digits)
