"""A rule in one plain phrase, in Chinese as an office writes it, or in English.

The Chinese of a plain rule is itself a deadline: reading it gives the rule again. Quotations from the plan (triggers,
authorities, scopes, units) stay in Chinese in both languages.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

from gkplan.calendar.period import Freq
from gkplan.deadline.occurrences import WEEKDAYS, Offset, is_day_in, parse_offset
from gkplan.deadline.rules import By, Day, Directive, Event, Irregular, Recurring, Rule, Standing, Unstated, Window

Language = Literal["zh", "en"]

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_FREQ_ZH: dict[Freq, str] = {
    "daily": "日",
    "weekly": "周",
    "monthly": "月",
    "quarterly": "季度",
    "half-yearly": "半年",
    "yearly": "年",
}
_STEP_ZH: dict[Freq, str] = {
    **_FREQ_ZH,
    "daily": "天",
    "monthly": "个月",
    "quarterly": "个季度",
    "half-yearly": "个半年",
}
_FREQ_EN: dict[Freq, str] = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "half-yearly": "half-year",
    "yearly": "year",
}


def describe(rule: Rule, lang: Language = "zh") -> str:
    """A rule in one phrase without a full stop, `2016年12月31日前完成` or `by 31 December 2016`.

    What part of a row it speaks of, and which units alone owe it, stand before it.
    """
    words = _CHINESE if lang == "zh" else _ENGLISH
    return words.about(rule.scope, rule.units) + words.phrase(rule)


class _Words(NamedTuple):
    """How one language says a rule, and what a rule is about."""

    phrase: Callable[[Rule], str]
    about: Callable[[str | None, tuple[str, ...]], str]


def _about_zh(scope: str | None, units: tuple[str, ...]) -> str:
    only = f"仅{'、'.join(units)}：" if units else ""
    return only + (f"{scope}：" if scope else "")


def _about_en(scope: str | None, units: tuple[str, ...]) -> str:
    only = f"{', '.join(units)} only: " if units else ""
    return only + (f"{scope}: " if scope else "")


def _chinese(rule: Rule) -> str:
    if isinstance(rule, By):
        later = f"（也可理解为{_day_zh(rule.alt)}前）" if rule.ambiguous and rule.alt else ""
        return f"{_day_zh(rule.date)}前完成{later}"
    if isinstance(rule, Window):
        return f"{_day_zh(rule.start)}至{_day_zh(rule.end)}"
    if isinstance(rule, Standing):
        return _standing_zh(rule)
    if isinstance(rule, Recurring):
        return _span_zh(rule) + _season_zh(rule.season) + _recurrence_zh(rule)
    if isinstance(rule, Event):
        return _event_zh(rule)
    if isinstance(rule, Directive):
        return f"按{rule.authority or '上级'}部署执行"
    return _undated(rule, "不定期", "未明确完成时限")


def _english(rule: Rule) -> str:
    if isinstance(rule, By):
        later = f" (or, read otherwise, by {_day_en(rule.alt)})" if rule.ambiguous and rule.alt else ""
        return f"by {_day_en(rule.date)}{later}"
    if isinstance(rule, Window):
        return _from_to_en(rule.start, rule.end)
    if isinstance(rule, Standing):
        return _standing_en(rule)
    if isinstance(rule, Recurring):
        return _recurrence_en(rule) + _season_en(rule.season) + _span_en(rule)
    if isinstance(rule, Event):
        return _event_en(rule)
    if isinstance(rule, Directive):
        return f"as {rule.authority or 'the authority above'} directs"
    return _undated(rule, "from time to time", "no deadline stated")


def _undated(rule: Irregular | Unstated, irregular: str, unstated: str) -> str:
    return irregular if isinstance(rule, Irregular) else unstated


_CHINESE = _Words(_chinese, _about_zh)
_ENGLISH = _Words(_english, _about_en)


def _day_zh(day: Day) -> str:
    year = f"{day.year}年" if isinstance(day, date) else ""
    return f"{year}{day.month}月{day.day}日"


def _day_en(day: Day) -> str:
    year = f" {day.year}" if isinstance(day, date) else ""
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def _whole_year(start: Day | None, end: Day | None) -> int | None:
    """The year that a span fills from its first day to its last, if it is just one."""
    if isinstance(start, date) and end == date(start.year, 12, 31) and start == date(start.year, 1, 1):
        return start.year
    return None


def _standing_zh(rule: Standing) -> str:
    if year := _whole_year(rule.start, rule.end):
        return f"{year}年全年"
    if rule.start is None:
        return f"长期坚持，至{_day_zh(rule.end)}" if rule.end else "长期坚持"
    if rule.end is None:
        return f"从{_day_zh(rule.start)}起"
    return f"{_day_zh(rule.start)}至{_day_zh(rule.end)}持续推进"


def _standing_en(rule: Standing) -> str:
    if year := _whole_year(rule.start, rule.end):
        return f"in force all through {year}"
    return f"in force {_from_to_en(rule.start, rule.end) or 'without an end'}"


def _span_zh(rule: Recurring) -> str:
    if year := _whole_year(rule.start, rule.end):
        return f"{year}年"
    if rule.start is None:
        return f"{_day_zh(rule.end)}前，" if rule.end else ""
    if rule.end is None:
        return f"从{_day_zh(rule.start)}起，"
    return f"{_day_zh(rule.start)}至{_day_zh(rule.end)}，"


def _span_en(rule: Recurring) -> str:
    if year := _whole_year(rule.start, rule.end):
        return f", in {year}"
    span = _from_to_en(rule.start, rule.end)
    return f", {span}" if span else ""


def _from_to_en(start: Day | None, end: Day | None) -> str:
    if start is None:
        return f"until {_day_en(end)}" if end else ""
    return f"from {_day_en(start)} {f'to {_day_en(end)}' if end else 'on'}"


def _season_zh(season: tuple[int, int] | None) -> str:
    if not season:
        return ""
    first, last = season
    return f"每年{first}月至次年{last}月" if last < first else f"{first}月至{last}月"


def _season_en(season: tuple[int, int] | None) -> str:
    if not season:
        return ""
    first, last = season
    return f", {_MONTHS[first - 1]} to {_MONTHS[last - 1]}{' of the next year' if last < first else ''}"


class _Due(NamedTuple):
    """The day that a recurring rule's `by` names: of a month, or of the week (0 is Monday)."""

    day: int | None = None  # None: the last
    month: int | None = None
    next_month: bool = False
    weekday: int | None = None


def _due(rule: Recurring) -> _Due | None:
    if rule.by is None or not is_day_in(rule.by, rule.freq):
        return None
    if rule.by in WEEKDAYS:
        return _Due(weekday=WEEKDAYS.index(rule.by))
    numbers = [int(word) for word in rule.by.split() if word.isdigit()]
    if rule.by.startswith("last day"):
        return _Due(month=numbers[0] if numbers else None)
    if rule.by.startswith("month"):
        return _Due(month=numbers[0], day=numbers[1])
    return _Due(day=numbers[0], next_month="next" in rule.by)


def _recurrence_zh(rule: Recurring) -> str:
    every = f"每{rule.interval}{_STEP_ZH[rule.freq]}" if rule.interval > 1 else f"每{_FREQ_ZH[rule.freq]}"
    times = f"{rule.times}次" if rule.times > 1 else "一次"
    due = _due(rule)
    if due is None:
        return every + times
    if due.next_month:
        return f"{every}{times}，次月{due.day}日前"
    if rule.interval > 1 or rule.times > 1:
        return f"{every}{times}，{_due_zh(due, rule.freq)}"
    return every.removesuffix("周") + _due_zh(due, rule.freq)


def _due_zh(due: _Due, freq: Freq) -> str:
    if due.weekday is not None:
        return "周" + "一二三四五六日"[due.weekday]
    if due.month is not None:
        return f"{due.month}月底前" if due.day is None else f"{due.month}月{due.day}日前"
    month = "" if freq == "monthly" else "最后一个月"
    return f"{month}底前" if due.day is None else f"{month}{due.day}日前"


def _recurrence_en(rule: Recurring) -> str:
    unit = _FREQ_EN[rule.freq]
    every = f"every {rule.interval} {unit}s" if rule.interval > 1 else f"every {unit}"
    times = f"{rule.times} times " if rule.times > 1 else ""
    due = _due(rule)
    return times + every + (f", by {_due_en(due, rule.freq)}" if due else "")


def _due_en(due: _Due, freq: Freq) -> str:
    if due.weekday is not None:
        return WEEKDAYS[due.weekday]
    day = "the last day" if due.day is None else f"day {due.day}"
    if due.next_month:
        return f"{day} of the month after it"
    if due.month is not None:
        return f"{day} of {_MONTHS[due.month - 1]}"
    return f"{day} of the month" if freq == "monthly" else f"{day} of its last month"


def _event_zh(rule: Event) -> str:
    trigger = rule.trigger or ""
    if rule.offset is None:
        return f"{trigger}及时办理" if trigger else "及时办理"
    offset = parse_offset(rule.offset)
    amount = _amount_zh(offset, business=rule.business_days)
    if rule.offset.startswith("-"):
        return f"{trigger.removesuffix('前')}前{amount}" if trigger else f"提前{amount}"
    if trigger.endswith(("之日", "日起")):
        return f"自{trigger.removesuffix('起')}起{amount}内"
    return f"{trigger}{'' if not trigger or trigger.endswith('后') else '后'}{amount}内"


def _event_en(rule: Event) -> str:
    matter = f"“{rule.trigger}”" if rule.trigger else "the matter itself"
    if rule.offset is None:
        return f"promptly upon {matter}"
    amount = _amount_en(parse_offset(rule.offset), business=rule.business_days)
    return f"{amount} ahead of {matter}" if rule.offset.startswith("-") else f"within {amount} of {matter}"


def _amount_zh(offset: Offset, *, business: bool) -> str:
    years, months = divmod(abs(offset.months), 12)
    parts = (
        (years, "年"),
        (months, "个月"),
        (abs(offset.days), "个工作日" if business else "日"),
        (abs(offset.hours), "小时"),
        (abs(offset.minutes), "分钟"),
    )
    return "".join(f"{number}{unit}" for number, unit in parts if number)


def _amount_en(offset: Offset, *, business: bool) -> str:
    years, months = divmod(abs(offset.months), 12)
    parts = (
        (years, "year"),
        (months, "month"),
        (abs(offset.days), "working day" if business else "day"),
        (abs(offset.hours), "hour"),
        (abs(offset.minutes), "minute"),
    )
    return " ".join(f"{number} {unit}{'s' if number > 1 else ''}" for number, unit in parts if number)
