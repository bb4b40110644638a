"""A rule in one plain phrase of either language."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from gkplan.deadline.describe import describe
from gkplan.deadline.rules import (
    By,
    Directive,
    Event,
    Irregular,
    Recurring,
    Rule,
    Standing,
    Unstated,
    Window,
    Yearless,
)

YEAR = (date(2016, 1, 1), date(2016, 12, 31))
CASES: list[tuple[Rule, str, str]] = [
    (By(date(2016, 12, 31)), "2016年12月31日前完成", "by 31 December 2016"),
    (By(Yearless(12, 31)), "12月31日前完成", "by 31 December"),
    (
        By(date(2016, 7, 31), ambiguous=True, alt=date(2016, 8, 31)),
        "2016年7月31日前完成（也可理解为2016年8月31日前）",
        "by 31 July 2016 (or, read otherwise, by 31 August 2016)",
    ),
    (Window(date(2016, 3, 1), date(2016, 5, 31)), "2016年3月1日至2016年5月31日", "from 1 March 2016 to 31 May 2016"),
    (Standing(*YEAR), "2016年全年", "in force all through 2016"),
    (Standing(), "长期坚持", "in force without an end"),
    (Standing(date(2019, 1, 1)), "从2019年1月1日起", "in force from 1 January 2019 on"),
    (
        Standing(date(2019, 1, 1), date(2020, 6, 30)),
        "2019年1月1日至2020年6月30日持续推进",
        "in force from 1 January 2019 to 30 June 2020",
    ),
    (Standing(None, date(2020, 6, 30)), "长期坚持，至2020年6月30日", "in force until 30 June 2020"),
    (Recurring("quarterly"), "每季度一次", "every quarter"),
    (Recurring("daily", interval=3), "每3天一次", "every 3 days"),
    (Recurring("monthly", interval=2, times=2), "每2个月2次", "2 times every 2 months"),
    (Recurring("monthly", by="day 25 of month"), "每月25日前", "every month, by day 25 of the month"),
    (Recurring("monthly", by="last day of month"), "每月底前", "every month, by the last day of the month"),
    (
        Recurring("monthly", by="day 5 of next month"),
        "每月一次，次月5日前",
        "every month, by day 5 of the month after it",
    ),
    (
        Recurring("quarterly", by="day 20 of last month of quarter"),
        "每季度最后一个月20日前",
        "every quarter, by day 20 of its last month",
    ),
    (Recurring("yearly", by="month 1 day 31"), "每年1月31日前", "every year, by day 31 of January"),
    (Recurring("yearly", by="last day of month 2"), "每年2月底前", "every year, by the last day of February"),
    (Recurring("weekly", by="Friday"), "每周五", "every week, by Friday"),
    (Recurring("weekly", times=2, by="Friday"), "每周2次，周五", "2 times every week, by Friday"),
    (Recurring("weekly", by="day 31 of month"), "每周一次", "every week"),
    (Recurring("monthly", season=(5, 11)), "5月至11月每月一次", "every month, May to November"),
    (
        Recurring("monthly", season=(11, 3)),
        "每年11月至次年3月每月一次",
        "every month, November to March of the next year",
    ),
    (Recurring("half-yearly", start=YEAR[0], end=YEAR[1]), "2016年每半年一次", "every half-year, in 2016"),
    (Recurring("yearly", start=YEAR[0]), "从2016年1月1日起，每年一次", "every year, from 1 January 2016 on"),
    (
        Recurring("weekly", start=date(2016, 3, 1), end=date(2016, 3, 31)),
        "2016年3月1日至2016年3月31日，每周一次",
        "every week, from 1 March 2016 to 31 March 2016",
    ),
    (Recurring("daily", end=YEAR[1]), "2016年12月31日前，每日一次", "every day, until 31 December 2016"),
    (Event("收到文件后", "P3D", business_days=True), "收到文件后3个工作日内", "within 3 working days of “收到文件后”"),
    (Event("收到文件"), "收到文件及时办理", "promptly upon “收到文件”"),
    (Event("印发之日", "P30D"), "自印发之日起30日内", "within 30 days of “印发之日”"),
    (Event("事故发生", "PT24H"), "事故发生后24小时内", "within 24 hours of “事故发生”"),
    (Event("会议前", "-P7D"), "会议前7日", "7 days ahead of “会议前”"),
    (Event(None, "-P1D"), "提前1日", "1 day ahead of the matter itself"),
    (Event(None, "P1Y3M"), "1年3个月内", "within 1 year 3 months of the matter itself"),
    (Event(None, "PT1H30M"), "1小时30分钟内", "within 1 hour 30 minutes of the matter itself"),
    (Event(), "及时办理", "promptly upon the matter itself"),
    (Directive("省发展改革委"), "按省发展改革委部署执行", "as 省发展改革委 directs"),
    (Directive(), "按上级部署执行", "as the authority above directs"),
    (Irregular(), "不定期", "from time to time"),
    (Unstated("a header word"), "未明确完成时限", "no deadline stated"),
    (By(date(2016, 3, 31), scope="中考"), "中考：2016年3月31日前完成", "中考: by 31 March 2016"),
    (
        By(date(2016, 3, 31), units=("市教育局", "市财政局")),
        "仅市教育局、市财政局：2016年3月31日前完成",
        "市教育局, 市财政局 only: by 31 March 2016",
    ),
]


@pytest.mark.parametrize(("rule", "chinese", "english"), CASES)
def test_description(rule: Rule, chinese: str, english: str) -> None:
    """Every kind of rule, with each of its fields, is said in both languages."""
    expected: dict[Literal["zh", "en"], str] = {"zh": chinese, "en": english}
    assert {lang: describe(rule, lang) for lang in expected} == expected


def test_chinese_is_the_default() -> None:
    """Without a language the phrase is Chinese, the plan's own."""
    assert describe(Irregular()) == "不定期"
