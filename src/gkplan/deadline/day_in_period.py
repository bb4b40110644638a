"""Words behind a recurrence that name the day within its period: 每月|25日前, 每季度|末月20日前, 每年|6月底前."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from gkplan.calendar.period import Freq
from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import (
    AND,
    BEFORE,
    CN,
    DAY,
    FEASTS,
    HALF,
    HOUR,
    MONTH,
    NUMBER,
    PART,
    POINT_PARTS,
    QUARTER,
    SEASONS,
    TO,
)
from gkplan.deadline.occurrences import WEEKDAYS
from gkplan.deadline.text import number

_BARE_MONTH = later(rf"(?<![\d月{CN}])(\d{{1,2}}|[{CN}]{{1,2}})(?={AND}[\d{CN}])")
_LISTED_DAYS = later(rf"\d{{1,2}}|[{CN}廿卅]{{1,3}}|底|末")
_COMMON_YEAR = 2001  # no fixed feast has its eve on 29 February
_NAMES_OF_WEEKDAYS = "一二三四五六日天"
# 每周一通报、一周一调度: once a week in the words of a slogan, which names the act and nothing that it is done to.
_SHORT_ACT = later(
    "[调督通研汇小例总检更排晾盘点碰会报][\u4e00-\u9fff]?(?![\u4e00-\u9fff])|[\u4e00-\u9fff]{1,2}(?:制|机制|会)"
)

Days = tuple[list[str | None], tuple[int, int] | None]  # the days, and the months of a season


def named_days(text: str, at: int, freq: Freq) -> tuple[Days, int] | None:
    """The days that the words at a place name, in the plan's words (`day 25 of month`), and where those words end."""
    tail = _TAILS[freq].match(text, at) if freq in _READ else None
    return (_READ[freq](tail), tail.end()) if tail else None


def day_of(day: int, which: str) -> str | None:
    """The nth day of `month`, `next month` or `last month of quarter` in the plan's words; None where there is none."""
    if not 1 <= day <= 31:
        return None
    return "last day of month" if day == 31 and which == "month" else f"day {day} of {which}"


def weekday(word: str) -> str:
    """A day of the week in the plan's words: 一 is Monday, 日 and 天 are Sunday."""
    return WEEKDAYS[min(_NAMES_OF_WEEKDAYS.index(word), 6)]


def _weekdays(tail: re.Match[str]) -> Days:
    if tail["days"] == "一" and not tail["time"] and _SHORT_ACT.match(tail.string, tail.end()):
        return [None], None
    return [weekday(day) for day in tail["days"] if day in _NAMES_OF_WEEKDAYS], None


def _days_of_month(tail: re.Match[str]) -> Days:
    if tail["days"]:
        listed = ["31" if day in ("底", "末") else day for day in _LISTED_DAYS.findall(tail["days"])]
        chosen = listed[-1:] if tail["span"] else listed
        return [day_of(number(day), "month") for day in chosen], None
    if tail["next"] or tail["within"]:
        return [day_of(number(tail["next"] or tail["within"]), "next month")], None
    if tail["early"]:
        return [None if tail["working"] else day_of(number(tail["early"]), "month")], None
    ten = {"上旬": "day 10 of month", "中旬": "day 20 of month", "初": "day 10 of month"}
    return [ten.get(tail["part"] or "", "last day of month" if tail["last"] else None)], None


def _days_of_quarter(tail: re.Match[str]) -> Days:
    if tail["day"]:
        return [day_of(number(tail["day"]), "last month of quarter")], None
    if tail["next"] or tail["within"]:
        return [day_of(number(tail["next"] or tail["within"]), "next month")], None
    ten = {"上旬": "day 10 of last month of quarter", "中旬": "day 20 of last month of quarter"}
    return [ten.get(tail["part"] or "")], None


def _days_of_year(tail: re.Match[str]) -> Days:
    if tail["within"]:
        return [day_of(number(tail["within"]), "next month")], None
    if tail["first"]:
        return [None], (number(tail["first"]), number(tail["last"]))
    if tail["happening"]:
        return _eves(tail["happening"]), None
    if tail["until"]:  # 每年3月1日至5月31日: by its last day
        month = "" if "月" in tail["until"] else tail["from"].partition("月")[0] + "月"
        return list(days_of_year(month + tail["until"], before=False)) or [None], None
    return list(days_of_year(tail["points"], bool(tail["before"]))) or [None], None


def _eves(happening: str) -> list[str | None]:
    """The day before each feast that words name (每年元旦、国庆节前); none where one has no fixed day."""
    from gkplan.calendar.feasts import fixed_day

    eves: list[str | None] = []
    for name in re.findall(FEASTS, happening):
        fixed = fixed_day(name.strip("“”"))
        if fixed is None:
            return [None]
        eve = date(_COMMON_YEAR, *fixed) - timedelta(days=1)
        eves.append(f"month {eve.month} day {eve.day}")
    return eves or [None]


@lru_cache(maxsize=4096)
def days_of_year(words: str, before: bool) -> tuple[str | None, ...]:
    """The days of a year that words list: 6月底和12月底. `before`: 前 stands behind them."""
    listed = _BARE_MONTH.sub(r"\1月", words)
    points = [one.groupdict() for one in POINT_PARTS.finditer(listed) if one[0]]
    for point in points:
        if point["month"] and not point["part"] and not point["day"]:
            point |= {"day": points[-1]["day"], "part": points[-1]["part"]}
    return tuple([_day_of_year(point, before) for point in points])


def _day_of_year(point: dict[str, str], before: bool) -> str | None:
    if point["half"]:
        return "last day of month 6" if point["half"] in "上前" else None
    if point["quarter"]:
        return f"last day of month {3 * number(point['quarter'])}"
    if point["end"] == "中":
        return "last day of month 6"
    if not point["month"]:
        return None
    month = 1 if point["month"] == "元" else number(point["month"])
    day = point["day"] or point["bare_day"] or {"上旬": "10", "中旬": "20", "初": "10"}.get(point["part"] or "")
    if not 1 <= month <= 12:
        return None
    if day:
        return f"month {month} day {number(day)}"
    if before and not point["part"]:
        return f"last day of month {(month - 2) % 12 + 1}"
    return f"last day of month {month}"


_READ = {
    "weekly": _weekdays,
    "monthly": _days_of_month,
    "quarterly": _days_of_quarter,
    "half-yearly": _days_of_quarter,
    "yearly": _days_of_year,
}

_LEAD = r"(?:的|度)?(?:\(|,?(?:分别|要|应当?|须|于|在|定期))?(?:于|在|逢)?"
_DAYS_AFTER = rf"(?:结束|终了|[末底])?(?:之?后|之日起)(?:的)?(?P<within>{NUMBER})个?(?:工作)?[日天](?:之?内|以内)"
_YEAR_POINT = (
    rf"(?:次年|翌年|第二年)?(?:\d{{1,2}}(?=(?:{AND}\d{{1,2}}){{1,11}}月)|[{CN}]{{1,2}}(?=(?:、[{CN}]{{1,2}}){{1,11}}月)"
    rf"|{MONTH}的?(?:{DAY}|\d{{1,2}}(?=之?前)|{PART})?|{QUARTER}末?|{HALF}|年?底|年?末|年终|年中|年?初)"
)
_NEXT_QUARTER = (
    r"(?:首月|第[一1]个?月|次月|下个?月|下一?个?季度?(?:首月|第一个月)|(?:结束|终了)?后?的?(?:次月|下月|首月|第一个月))的?"
    rf"(?P<next>\d{{1,2}}|[{CN}廿]{{1,3}})[日号]"
)
# For each frequency the words right behind it that name the day within the period.
_TAILS = {
    "weekly": later(
        rf"(?:的|\()?(?:星期|周)?(?P<days>[一二三四五六日天](?:(?:、|,|和|及|与)?(?:每?周|每?星期)?[一二三四五六日天](?![\u4e00-\u9fff]?[次期])){{0,6}})"
        rf"(?![次期回场轮个条篇份遍趟至到天]|-)(?P<time>{BEFORE}|[上下]午|{HOUR}前)?(?:{HOUR})?{BEFORE}?"
    ),
    "monthly": later(
        rf"{_LEAD}(?:(?:{DAY}|\d{{1,2}})(?P<span>{TO}))?"
        rf"(?:(?P<days>(?:{DAY}|\d{{1,2}}(?={AND}\d))(?:{AND}(?:每月)?(?:{DAY}|\d{{1,2}}(?={AND}\d)|月[底末])){{0,5}})"
        rf"|(?:次|下个?)月的?(?P<next>\d{{1,2}}|[{CN}廿]{{1,3}})[日号]|{_DAYS_AFTER}"
        rf"|(?:初|前)的?(?P<early>{NUMBER})个?(?P<working>工作)?[日天](?:之?内|以内)?|(?P<last>月?[底末]|最后(?:一|1)(?:个?(?:工作)?[日天]|个?(?:星期|周))|月终)|(?P<part>上旬|中旬|下旬|月?初))(?:{HOUR})?{BEFORE}?"
    ),
    "quarterly": later(
        rf"{_LEAD}(?:{_NEXT_QUARTER}|{_DAYS_AFTER}|(?:的?(?:末月|最后(?:一|1)个?月|第[三3]个?月|最后(?:一|1)个?(?:工作日|周)|末|底))(?:的)?(?:(?P<day>\d{{1,2}}|[{CN}廿]{{1,3}})[日号]|(?P<part>上旬|中旬|下旬|月?底))?)"
        rf"(?:{HOUR})?{BEFORE}?"
    ),
    "half-yearly": later(
        rf"{_LEAD}(?:{_NEXT_QUARTER}|{_DAYS_AFTER}|(?:的?(?:末月|最后(?:一|1)个?月|末|底))(?:的)?(?:(?P<day>\d{{1,2}})[日号]|(?P<part>上旬|中旬|下旬|月?底))?)"
        rf"(?:{HOUR})?{BEFORE}?"
    ),
    "yearly": later(
        rf"{_LEAD}(?:{_DAYS_AFTER}|(?P<happening>(?:[“\"]?(?:{FEASTS})[”\"]?节?[、和]){{0,3}}[“\"]?(?:{FEASTS}|{SEASONS})[”\"]?(?:节|假期|来临|开始)?(?={BEFORE}))|(?P<first>\d{{1,2}}|[{CN}]{{1,2}})(?:月份?)?{TO}(?:次年|翌年|第二年)?(?P<last>\d{{1,2}}|[{CN}]{{1,2}})月(?:份|底|末)?(?!\d|[{CN}]{{1,3}}[日号])"
        rf"|(?P<from>{MONTH}的?(?:{DAY}|{PART})){HOUR}起?{TO}(?:次年|翌年|第二年)?的?(?P<until>(?:{MONTH}的?)?(?:{DAY}|{PART}))"
        rf"|(?P<points>{_YEAR_POINT}(?:{BEFORE}?{AND}(?:每年)?{_YEAR_POINT}){{0,11}}))(?:{HOUR})?(?:期间)?(?P<before>{BEFORE})?"
    ),
}
