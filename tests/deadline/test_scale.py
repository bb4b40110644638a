"""A long text is read to its end, whatever stands in it; how its time grows, benchmarks/deadlines.py measures."""

from itertools import cycle

import pytest

from gkplan.deadline.read import read
from gkplan.deadline.rules import Column, quoted

SHORT, LONG = 1_000, 100_000
NASTY = [
    *"1一年月日第十每周前后待按与自从至公的",
    *["《", "(2016", "2016年", "2016-", "12月底", "3月至", "1月、", "1、", "每周一、", "每月1日、", "待a", "后及时"],
    *["之日起", "20日内", "，应在24小时内", "按省", "与同步", "及时", "定期，", "长期坚持，", "全年", "12月底前\n"],
    *[
        "12月底前，及时",
        "“五一”",
        "春节前",
        "不超过",
        "一月一",
        "十三五",
        "截至2016年",
        "上半年和",
        "--",
        "\n",
        " ",
        "1 ",
    ],
]


def _distinct_rules(text: str, where: Column) -> set[object]:
    """What a text says, each thing once and without its words."""
    return {(rule.kind, quoted(rule, "", where)) for rule in read(text, where=where, year=2016).rules}


@pytest.mark.parametrize(("words", "where"), list(zip(NASTY, cycle(["deadline", "requirement"]), strict=False)))
def test_a_long_text_says_what_a_short_one_says(words: str, where: Column) -> None:
    """Words said again and again over 100,000 characters are read, and say no more than over a thousand."""
    short, long = words * (SHORT // len(words)), words * (LONG // len(words))

    assert _distinct_rules(short, where) == _distinct_rules(long, where)
