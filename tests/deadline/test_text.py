"""Folding and squeezing: what is matched, with a way back to the source."""

import pytest

from gkplan.deadline.text import squeeze


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("2016年1 2月底前", "2016年12月底前"),
        ("2 0 1 6 年 1 2 月 3 1 日", "2016年12月31日"),
        ("202 1年3月底前，5月3 0日前", "2021年3月底前,5月30日前"),
        ("6 0日内", "60日内"),
        ("1 5 个 工 作 日", "15个工作日"),
        ("12 2016年3月", "12 2016年3月"),
        ("3 2月底前", "3 2月底前"),
    ],
)
def test_a_figure_that_was_broken_is_one_again(broken: str, whole: str) -> None:
    """Blanks inside a figure go where the parts make sense together before what follows; a list number stays apart."""
    assert squeeze(broken).text == whole
