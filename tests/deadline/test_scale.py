"""Reading takes time in proportion to the text, whatever stands in it."""

import time
from itertools import cycle

import pytest

from gkplan.deadline.read import read
from gkplan.deadline.rules import Column

SHORT, LONG = 10_000, 100_000
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


def _seconds(text: str, where: Column) -> float:
    start = time.process_time()
    read(text, where=where, year=2016)
    return time.process_time() - start


@pytest.mark.parametrize(("words", "where"), list(zip(NASTY, cycle(["deadline", "requirement"]), strict=False)))
def test_time_grows_with_length(words: str, where: Column) -> None:
    """A line ten times as long takes about ten times as long, never a hundred times: 100,000 characters in seconds."""
    read(words, where=where, year=2016)
    short = min(_seconds((words * SHORT)[:SHORT], where) for _ in range(2))

    assert _seconds((words * LONG)[:LONG], where) < 30 * max(short, 0.004)
