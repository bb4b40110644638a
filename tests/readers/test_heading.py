"""The title and the year before a table."""

import pytest

from gkplan.readers.heading import title, year


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (["关于某省2016年", "分工方案的实施分解表"], "关于某省2016年分工方案的实施分解表"),
        (["附件1", "", "岚州市重点任务分解表", "（征求意见稿）", "填报单位：市府办"], "岚州市重点任务分解表"),
        (["关于印发分解表的通知", "", "请认真贯彻执行。", "", "2024年重点任务分解表", ""], "2024年重点任务分解表"),
        (["某市人民政府办公室", "2024年3月1日", "某市分解表"], "某市分解表"),
        (["某市人民政府办公室", "二〇二四年三月一日", "某市2024年分解表"], "某市2024年分解表"),
        (["附件：某市方案", "某市2024年分解表"], "某市2024年分解表"),
        (["关于印发分解表的通知", "附件1：某市2024年分解表"], "某市2024年分解表"),
        ([], ""),
    ],
)
def test_the_title_is_the_last_block_before_the_table(before: list[str], expected: str) -> None:
    """Its lines are joined; attachments' numbers, notes and letters before it are no part of it."""
    assert title(before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (["2023年文件", "", "岚州市2024年分解表"], 2024),
        (["岚政办〔2023〕5号", "", "重点任务分解表"], 2023),
        (["重点任务分解表"], None),
        (["电话12016789"], None),
    ],
)
def test_the_year_is_the_titles_or_else_the_first_one(before: list[str], expected: int | None) -> None:
    """A year within a longer number is none."""
    assert year(before) == expected
