"""Leading numbers, and numbers alone."""

import pytest

from gkplan.readers.numbers import Numbered, alone, depth, leading, path, several, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.公开名录。", Numbered(1, "公开名录。")),
        ("12．公开", Numbered(12, "公开")),
        ("3、公开", Numbered(3, "公开")),
        ("4) 公开", Numbered(4, "公开")),
        ("（5）公开", Numbered(5, "公开")),
        ("(6) 公开", Numbered(6, "公开")),
        ("⑦公开", Numbered(7, "公开")),
        ("（十一）公开", Numbered(11, "公开")),
        ("二、公开", Numbered(2, "公开")),
        ("\u30008.公开", Numbered(8, "公开")),
        ("公开1.名录", Numbered(None, "公开1.名录")),
        ("2.5亿元以上", Numbered(None, "2.5亿元以上")),
        ("2016年底前公开", Numbered(None, "2016年底前公开")),
        ("10个重点事项", Numbered(None, "10个重点事项")),
        ("一门一网式", Numbered(None, "一门一网式")),
    ],
)
def test_a_leading_number_is_taken_off_and_nothing_else(text: str, expected: Numbered) -> None:
    """Every way of numbering is known; fractions, years and counts are words, not numbers."""
    assert leading(text) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("29", 29),
        (" 3 ", 3),
        ("3.", 3),
        ("（七）", 7),
        ("第5项", 5),
        ("十", 10),
        ("", None),
        ("合计", None),
        ("1-2", None),
    ],
)
def test_a_number_cell_is_a_number_or_nothing(cell: str, expected: int | None) -> None:
    """序号 cells hold Arabic or Chinese numbers, with or without marks."""
    assert alone(cell) == expected


def test_a_cell_with_several_numbered_requirements_is_several() -> None:
    """Lines that begin with the next number are requirements of their own; other lines go on with the one before."""
    assert several("1.甲；\n续甲。\n2.乙。") == (Numbered(1, "甲；\n续甲。"), Numbered(2, "乙。"))


def test_lines_without_the_next_number_stay_together() -> None:
    """A list that starts within the text, or out of order, does not split the cell."""
    assert several("甲：\n1.子项") == (Numbered(None, "甲：\n1.子项"),)
    assert several("1.甲\n3.丙") == (Numbered(1, "甲\n3.丙"),)


def test_a_list_within_a_requirement_does_not_split_it() -> None:
    """Numbers of another style belong to the requirement that they stand in."""
    assert several("1.甲：\n（1）子项\n（2）子项\n2.乙") == (
        Numbered(1, "甲：\n（1）子项\n（2）子项"),
        Numbered(2, "乙"),
    )


@pytest.mark.parametrize(
    ("words", "expected"), [("⑳", 20), ("九", 9), ("十", 10), ("十九", 19), ("二十", 20), ("九十九", 99)]
)
def test_chinese_numbers_have_their_value(words: str, expected: int) -> None:
    """Circled digits and Chinese words up to 九十九 are read."""
    assert value(words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.甲；2.乙。", (Numbered(1, "甲；"), Numbered(2, "乙。"))),
        ("①甲。②乙", (Numbered(1, "甲。"), Numbered(2, "乙"))),
        ("1.投资2.5亿元。2.建路3条。", (Numbered(1, "投资2.5亿元。"), Numbered(2, "建路3条。"))),
        ("（1）甲、（2）乙", (Numbered(None, "（1）甲、（2）乙"),)),
        ("①甲②乙", (Numbered(None, "①甲②乙"),)),
        ("1.甲。2025年完成", (Numbered(1, "甲。2025年完成"),)),
        ("1.甲，分2、3批", (Numbered(1, "甲，分2、3批"),)),
        ("2.甲；3.乙", (Numbered(2, "甲；3.乙"),)),
    ],
)
def test_the_next_number_may_begin_a_sentence(text: str, expected: tuple[Numbered, ...]) -> None:
    """Cells without line breaks are split too; where the second number stands within a sentence the list is whole."""
    assert several(text) == expected


@pytest.mark.parametrize(
    ("cell", "expected", "numbers"),
    [
        ("一", 0, None),
        ("二、", 0, None),
        ("（三）", 1, None),
        ("4", 2, None),
        ("5.", 2, None),
        ("（6）", 3, None),
        ("⑦", 3, None),
        ("1.2", 3, (1, 2)),
        ("1-2", 3, (1, 2)),
        ("1.2.3", 4, (1, 2, 3)),
        ("甲", None, None),
        ("", None, None),
    ],
)
def test_a_number_says_how_deep_it_stands(cell: str, expected: int | None, numbers: tuple[int, ...] | None) -> None:
    """By its style, or by how many numbers it has."""
    assert (depth(cell), path(cell)) == (expected, numbers)
