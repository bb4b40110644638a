"""How often the units of time come that recurrences are named by."""

from __future__ import annotations

from typing import NamedTuple

from gkplan.calendar.period import Freq


class Every(NamedTuple):
    """How often a unit of time comes: every so many periods, so many times in each."""

    freq: Freq
    interval: int = 1
    times: int = 1


UNITS: dict[str, Every] = {
    "工作日": Every("daily"),
    "日": Every("daily"),
    "天": Every("daily"),
    "周": Every("weekly"),
    "星期": Every("weekly"),
    "礼拜": Every("weekly"),
    "双周": Every("weekly", 2),
    "旬": Every("monthly", 1, 3),
    "半月": Every("monthly", 1, 2),
    "半个月": Every("monthly", 1, 2),
    "月": Every("monthly"),
    "月度": Every("monthly"),
    "月份": Every("monthly"),
    "双月": Every("monthly", 2),
    "单月": Every("monthly", 2),
    "季": Every("quarterly"),
    "季度": Every("quarterly"),
    "半年": Every("half-yearly"),
    "半年度": Every("half-yearly"),
    "学期": Every("half-yearly"),
    "年": Every("yearly"),
    "年度": Every("yearly"),
    "学年": Every("yearly"),
}
