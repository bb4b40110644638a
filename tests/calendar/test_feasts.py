"""The days of feasts."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest

from gkplan.calendar.feasts import NAMES, feast_day
from gkplan.calendar.lunar_table import FIRST, LAST

ANNOUNCED = range(2004, 2027)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("春节", date(1985, 2, 20)),
        ("春节", date(2005, 2, 9)),
        ("春节", date(2010, 2, 14)),
        ("春节", date(2016, 2, 8)),
        ("春节", date(2033, 1, 31)),
        ("除夕", date(2016, 2, 7)),
        ("元宵节", date(2016, 2, 22)),
        ("清明节", date(2016, 4, 4)),
        ("端午节", date(2016, 6, 9)),
        ("中秋节", date(2016, 9, 15)),
        ("重阳节", date(2016, 10, 9)),
        ("中秋", date(2020, 10, 1)),
        ("端午", date(2020, 6, 25)),
        ("元旦", date(2016, 1, 1)),
        ("五一", date(2016, 5, 1)),
        ("五一国际劳动节", date(2016, 5, 1)),
        ("国庆节", date(2016, 10, 1)),
        ("十一", date(2016, 10, 1)),
    ],
)
def test_days_known_from_elsewhere(name: str, day: date) -> None:
    """A feast falls on the day that almanacs give."""
    assert feast_day(name, day.year) == day


@pytest.mark.parametrize("year", ANNOUNCED)
@pytest.mark.parametrize("name", ["春节", "劳动节", "国庆"])
def test_public_holidays_are_days_off(name: str, year: int) -> None:
    """In every announced year the three great feasts are days off by the State Council's notices."""
    day = feast_day(name, year)
    assert day is not None
    assert chinese_calendar.is_holiday(day)


@pytest.mark.parametrize("year", [year for year in ANNOUNCED if year >= 2008])
@pytest.mark.parametrize(
    ("name", "label"),
    [("清明", "Tomb-sweeping Day"), ("端午", "Dragon Boat Festival"), ("中秋", "Mid-autumn Festival")],
)
def test_the_notices_call_the_day_by_its_feast(name: str, label: str, year: int) -> None:
    """Since 2008 the day is a holiday that carries the feast's name, unless it is a weekend or two feasts share it."""
    day = feast_day(name, year)
    assert day is not None
    off, called = chinese_calendar.get_holiday_detail(day)
    assert off
    assert called in (label, "National Day", "Labour Day") or (called is None and day.weekday() >= 5)


@pytest.mark.parametrize("year", range(FIRST, LAST + 1))
def test_the_moon_keeps_its_distances(year: int) -> None:
    """Between 春节, 端午, 中秋 and 重阳 lie whole moons of 29 or 30 days, one more where there is a leap month."""
    spring, dragon, autumn, double_ninth = (feast_day(name, year) for name in ("春节", "端午", "中秋", "重阳"))
    assert spring is not None is not dragon
    assert autumn is not None is not double_ninth
    gaps = [(dragon - spring).days - 4, (autumn - dragon).days - 10, (double_ninth - autumn).days + 6]
    moons = [round(gap / 29.53) for gap in gaps]
    assert [abs(gap - moon * 29.53) < 1.5 for gap, moon in zip(gaps, moons, strict=True)] == [True] * 3
    assert [moon - least for moon, least in zip(moons, (4, 3, 1), strict=True)] in (
        [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]
    )


@pytest.mark.parametrize("year", range(FIRST, LAST + 1))
def test_spring_festival_lies_between_21_january_and_21_february(year: int) -> None:
    """春节 falls where it must, the eve is the day before, the lantern feast a fortnight after."""
    spring = feast_day("春节", year)
    assert spring is not None
    assert date(year, 1, 21) <= spring <= date(year, 2, 21)
    assert (feast_day("除夕", year), feast_day("元宵", year)) == (
        spring - timedelta(days=1),
        spring + timedelta(days=14),
    )


def test_every_name_is_known_and_belongs_to_one_feast() -> None:
    """No synonym is claimed by two feasts, and each gives the day of its feast."""
    words = [word for names in NAMES.values() for word in names]
    assert len(words) == len(set(words))
    assert all(feast_day(word, 2016) == feast_day(feast, 2016) for feast, names in NAMES.items() for word in names)
    assert None not in {feast_day(word, 2016) for word in words}


@pytest.mark.parametrize("name", ["", "两会", "五一假期", "国庆节前", "春", "汛期"])
def test_other_words_are_no_feast(name: str) -> None:
    """A word that is no feast, or says more than one, has no day."""
    assert feast_day(name, 2016) is None


@pytest.mark.parametrize("year", [FIRST - 1, LAST + 1])
def test_years_off_the_table_have_no_lunar_feast(year: int) -> None:
    """Beyond the table there is no guess, while fixed days hold in every year."""
    assert [feast_day(name, year) for name in ("春节", "除夕", "中秋", "国庆")] == [None, None, None, date(year, 10, 1)]
