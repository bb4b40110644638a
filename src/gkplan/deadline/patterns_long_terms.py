"""Patterns of long terms: the years of a five-year plan, its end, the end of a century."""

from __future__ import annotations

import re
from datetime import date

from gkplan.deadline.grammar import Context, Example, Found, Pattern
from gkplan.deadline.rules import By, Window
from gkplan.deadline.text import number

# The 7th to the 10th plan are only told from other words by their quotation marks.
_PLAN = r"(?:[“\"]?十(?P<plan>[一二三四五六])五|[“\"](?P<early>[七八九十])五(?=[”\"]))[”\"]?"
_AMOUNT = "(?:[0-9]|[一二三四五六七八九十百千两]+[万亿多余])"
_WORKS = "新建|新增|改建|改造|新改建|改扩建|建成|建设|完成|培训|关停|淘汰|治理|打造|培育|引进|创建"


def _last_year(match: re.Match[str], ctx: Context) -> int | None:
    """The last year of the five-year plan named (the 13th ends with 2020); None where a requirement only tells of it.

    It tells of one that was over when the plan began.
    """
    last = 1955 + 5 * number(match["early"] or "十" + match["plan"])
    told = ctx.column == "requirement" and ctx.year is not None and last < ctx.year
    return None if told else last


def plan_end(match: re.Match[str], ctx: Context) -> list[Found]:
    """The end of a five-year plan."""
    last = _last_year(match, ctx)
    return [Found(By(date(last, 12, 31)), match.start(), match.end())] if last else []


def plan_period(match: re.Match[str], ctx: Context) -> list[Found]:
    """The years of a five-year plan: the 13th is 2016 to 2020."""
    last = _last_year(match, ctx)
    return [Found(Window(date(last - 4, 1, 1), date(last, 12, 31)), match.start(), match.end())] if last else []


def century_end(match: re.Match[str], ctx: Context) -> list[Found]:
    """The end of the plan's century: of 1995 it is 2000."""
    if ctx.year is None:
        ctx.doubt("no-year", match.start(), match.end())
        return []
    return [Found(By(date(-(-ctx.year // 100) * 100, 12, 31)), match.start(), match.end())]


def decade_end(match: re.Match[str], ctx: Context) -> list[Found]:
    """The last day of a decade in the plan's century: 九十年代末 of 1991 is the end of 1999."""
    if ctx.year is None:
        ctx.doubt("no-year", match.start(), match.end())
        return []
    return [Found(By(date(ctx.year // 100 * 100 + number(match["decade"]) + 9, 12, 31)), match.start(), match.end())]


LONG_TERMS = (
    Pattern(
        "five-year-plan",
        rf"(?<![第较比])(?<![较比][“\"]){_PLAN}(?:规划)?(?:期?末|时期末|收官(?!之?年))(?:之?前)?",
        plan_end,
        (Example("“十三五”末", "by 2020-12-31"), Example("到“十四五”末，实现全覆盖", "by 2025-12-31", "requirement")),
        "The last day of a five-year plan.",
        "五年规划的最后一天。",
    ),
    Pattern(
        "decade-end",
        "(?<![\u4e00-\u9fff])(?P<decade>[二三四五六七八九]十)年代末(?:期|之?前)?",
        decade_end,
        (Example("九十年代末", "by 2099-12-31"), Example("八十年代末期", "by 2089-12-31")),
        "The end of a decade of the plan's century.",
        "本世纪某个年代的最后一天。",
        "deadline",
    ),
    Pattern(
        "five-year-period",
        rf"(?m:^)(?:在)?{_PLAN}(?:时期|期间|规划期)?内?(?:完成|推进|实施)?(?m:$)",
        plan_period,
        (
            Example("“十三五”期间", "window 2016-01-01..2020-12-31"),
            Example("“十四五”时期推进", "window 2021-01-01..2025-12-31"),
        ),
        "The years of a five-year plan, where the cell says nothing else.",
        "整格只写五年规划期的。",
        "deadline",
        fallback=True,
    ),
    Pattern(
        "within-a-five-year-plan",
        rf"{_PLAN}(?:期间|时期)(?=,?(?:[我全各][省市县区国])?(?:计划|规划|拟|将|力争)*(?:{_WORKS})[^,。;\n了已\d]{{0,16}}{_AMOUNT}(?![^。;\n]{{0,40}}(?:了|已|同比|以来)))",
        plan_period,
        (
            Example("“十三五”期间新建公路60公里", "window 2016-01-01..2020-12-31", "requirement"),
            Example("“十二五”期间新建公路60公里", "", "requirement"),
        ),
        "The years of a five-year plan, in a requirement that says how much is done in them.",
        "具体要求里写明五年规划期内完成多少的。",
        "requirement",
    ),
    Pattern(
        "century-end",
        "(?:(?:到|至|在)|(?m:^))本世纪末(?:之?前|以前)?",
        century_end,
        (
            Example("到本世纪末基本普及", "by 2100-12-31", "requirement"),
            Example("至本世纪末", "by 2100-12-31"),
        ),
        "The end of the plan's century.",
        "本世纪末。",
    ),
)
