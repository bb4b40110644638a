"""The days of the feasts that plans name: 春节前, 五一, 国庆节前.

Fixed days stand here; those that the moon (春节, 端午, 中秋, 重阳) or the sun (清明) settle come from `lunar_table`.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

# Every name that a feast goes by, in full: a name with words of another meaning in it (五一假期) is none of them.
NAMES: dict[str, tuple[str, ...]] = {
    "元旦": ("元旦", "元旦节", "新年"),
    "除夕": ("除夕", "大年三十", "年三十"),
    "春节": (
        "春节",
        "农历新年",
        "农历年",
        "阴历年",
        "阴历新年",
        "旧历年",
        "旧历新年",
        "大年初一",
        "正月初一",
        "农历正月初一",
    ),
    "元宵": ("元宵", "元宵节", "正月十五", "农历正月十五"),
    "妇女节": ("妇女节", "三八", "三八节", "三八妇女节", "国际妇女节", "三八国际妇女节"),
    "植树节": ("植树节",),
    "清明": ("清明", "清明节"),
    "劳动节": ("劳动节", "五一", "五一节", "五一劳动节", "国际劳动节", "五一国际劳动节"),
    "青年节": ("青年节", "五四", "五四青年节"),
    "端午": ("端午", "端午节", "农历五月初五"),
    "儿童节": ("儿童节", "六一", "六一节", "六一儿童节", "国际儿童节", "六一国际儿童节"),
    "建党节": ("建党节", "七一", "七一建党节"),
    "建军节": ("建军节", "八一", "八一建军节"),
    "教师节": ("教师节",),
    "中秋": ("中秋", "中秋节", "农历八月十五"),
    "国庆": ("国庆", "国庆节", "十一", "十一国庆节"),
    "重阳": ("重阳", "重阳节", "老年节", "敬老节", "农历九月初九"),
}
_FIXED: dict[str, tuple[int, int]] = {
    "元旦": (1, 1),
    "妇女节": (3, 8),
    "植树节": (3, 12),
    "劳动节": (5, 1),
    "青年节": (5, 4),
    "儿童节": (6, 1),
    "建党节": (7, 1),
    "建军节": (8, 1),
    "教师节": (9, 10),
    "国庆": (10, 1),
}
_AFTER_SPRING_FESTIVAL = {"除夕": timedelta(days=-1), "春节": timedelta(), "元宵": timedelta(days=14)}


def feast_day(name: str, year: int) -> date | None:
    """The day of a feast in a calendar year, so 除夕 of 2016 is 2016-02-07.

    None where the name is no feast that is known here, or where the table of lunar feasts does not reach the year
    (before 1980, after 2060).
    """
    fixed = fixed_day(name)
    if fixed:
        return date(year, *fixed)
    feast = _feasts().get(name, "")
    days = _lunar_days().get(year, {})
    if feast in _AFTER_SPRING_FESTIVAL and days:
        return days["春节"] + _AFTER_SPRING_FESTIVAL[feast]
    return days.get(feast)


def fixed_day(name: str) -> tuple[int, int] | None:
    """The month and day of a feast that falls on the same day in each year; None where the name is no such feast."""
    return _FIXED.get(_feasts().get(name, ""))


@lru_cache(maxsize=1)
def _feasts() -> dict[str, str]:
    return {name: feast for feast, names in NAMES.items() for name in names}


@lru_cache(maxsize=1)
def _lunar_days() -> dict[int, dict[str, date]]:
    from gkplan.calendar.lunar_table import COLUMNS, DAYS

    table: dict[int, dict[str, date]] = {}
    for line in DAYS.splitlines():
        first, *days = line.split()
        year = int(first)
        table[year] = {name: date(year, int(day[:2]), int(day[2:])) for name, day in zip(COLUMNS, days, strict=True)}
    return table
