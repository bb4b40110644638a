"""The months and days in which what comes again does so, as words near it say: 汛期（6月1日至9月30日）每日."""

from __future__ import annotations

from datetime import date, timedelta

from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import CN, SEASONAL, SENTENCE_END, Context, Found
from gkplan.deadline.rules import Recurring, Rule, Window
from gkplan.deadline.text import number

Season = tuple[int, int]  # the first and the last month
_NAMES_SEASON = later(f"(?:[{SEASONAL}要]期|[春夏秋冬旺淡雨旱暖]季节?)[(]$")
_BEHIND_SEASON = later("[)](?!前)(?:期间|之?内)?,?[^,。;]{0,14}(?:,[^,。;]{0,6})?")
_IS_SEASON = later("(?:期间)?[为是][^,。;]{0,10}期,")
_MONTHS = later(rf"(\d{{1,2}}|[{CN}]{{1,2}})月")
_DAYS = later(r"\d{4}|[日号旬]")
_OTHER_MONTHS = later("(?:其[余他它]|平)(?:月份?|时间?|时段)[,:]?$")  # 5至10月每月一次，其他月份|每季度一次


def months_in_brackets(ctx: Context, rule: Rule, start: int, gap: str) -> Season | None:
    """The months of a season whose days, at `start`, stand in brackets behind its name: 汛期（6月1日至9月30日）每日."""
    if not isinstance(rule, Window) or not _BEHIND_SEASON.fullmatch(gap):
        return None
    named = _NAMES_SEASON.search(ctx.text, max(0, start - 8), start)
    return (rule.start.month, rule.end.month) if named else None


def in_named_season(ctx: Context, told: Found, found: Found) -> Rule:
    """A rule with the span or the season that the words before it name: 每年3月1日至6月30日为禁渔期，期间每周巡查."""
    rule = found.rule
    if not isinstance(rule, Recurring) or rule.freq == "yearly" or rule.season or rule.start:
        return rule
    named = _IS_SEASON.match(ctx.text, told.end, found.start)
    if not named or SENTENCE_END.search(ctx.text, named.end(), found.start):
        return rule
    if isinstance(told.rule, Window) and says_days(ctx, told.start, told.end):
        return rule._replace(start=told.rule.start, end=told.rule.end)
    season = months_between(ctx, told.start, told.end)
    return rule._replace(season=season) if season else rule


def in_other_months(ctx: Context, start: int, end: int, season: Season) -> Season | None:
    """The rest of the year, where the words from `start` to `end` name the months that are not of a season."""
    begins, ends = season
    return (ends % 12 + 1, (begins - 2) % 12 + 1) if _OTHER_MONTHS.search(ctx.text, start, end) else None


def months_between(ctx: Context, start: int, end: int) -> Season | None:
    """The first and the last month that the words of a stretch name; None where they name no two."""
    months = [number(month) for month in _MONTHS.findall(ctx.text, start, end)]
    between = len(months) == 2 and any(to in ctx.text[start:end] for to in "至到-")
    return (months[0], months[1]) if between else None


def says_days(ctx: Context, start: int, end: int) -> bool:
    """Whether the words of a stretch name days or a year, and so more than months."""
    return _DAYS.search(ctx.text, start, end) is not None


def whole_months(stretch: Window) -> bool:
    """Whether a stretch covers several months from the first day to the last: 5月1日至9月30日."""
    end = stretch.end
    whole = stretch.start.day == 1 and isinstance(end, date) and (end + timedelta(days=1)).day == 1
    return whole and stretch.start.month != end.month
