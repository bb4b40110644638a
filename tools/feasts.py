# /// script
# requires-python = ">=3.11"
# dependencies = ["lunar_python==1.4.8", "chinesecalendar>=1.11"]
# ///
"""Write `src/gkplan/calendar/lunar_table.py`: the days of the feasts that the moon and the sun settle.

Run with `uv run tools/feasts.py`, or with any Python that has lunar_python (MIT) and chinesecalendar (MIT). Nothing is
written unless the days agree with the holidays that the State Council announced, as chinesecalendar has them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import chinese_calendar
from lunar_python import Lunar, Solar

FIRST, LAST = 1980, 2060
TARGET = Path(__file__).parents[1] / "src" / "gkplan" / "calendar" / "lunar_table.py"
LUNAR = {"春节": (1, 1), "端午": (5, 5), "中秋": (8, 15), "重阳": (9, 9)}
COLUMNS = ("春节", "清明", "端午", "中秋", "重阳")
KNOWN = (date(2005, 2, 9), date(2010, 2, 14), date(2033, 1, 31), date(2034, 2, 19))  # Spring Festivals
PUBLIC_SINCE_2008 = ("清明", "端午", "中秋")  # State Council order 513 of 2007-12-14

HEAD = '''"""The days of the feasts that moon and sun settle, {first} to {last}.

Written by `tools/feasts.py`, never by hand. Source: lunar_python 1.4.8 (MIT), which reckons in Beijing time.
Each line is a year, then {columns} as MMDD.
"""

FIRST, LAST = {first}, {last}
COLUMNS = ({names})
DAYS = """\\
'''


def feast(name: str, year: int) -> date:
    """The day of a feast in a year."""
    if name == "清明":
        solar = Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable()["清明"]
    else:
        solar = Lunar.fromYmd(year, *LUNAR[name]).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def disagreements() -> Iterator[str]:
    """Where the days differ from what is known independently of lunar_python."""
    for day in KNOWN:
        if feast("春节", day.year) != day:
            yield f"Spring Festival of {day.year}: {feast('春节', day.year)}, not {day}"
    for year in range(2004, 2027):
        for name in ("春节", *(PUBLIC_SINCE_2008 if year >= 2008 else ())):
            if not chinese_calendar.is_holiday(feast(name, year)):
                yield f"{name} of {year}: {feast(name, year)} is no holiday"


def table() -> str:
    """The module's text."""
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    lines = (
        " ".join([str(year), *(feast(name, year).strftime("%m%d") for name in COLUMNS)])
        for year in range(FIRST, LAST + 1)
    )
    head = HEAD.format(first=FIRST, last=LAST, columns="、".join(COLUMNS), names=names)
    return head + "\n".join(lines) + '\n"""\n'


def main() -> int:
    """Write the table; 1 where it disagrees with what is known."""
    found = list(disagreements())
    for line in found:
        print(line, file=sys.stderr)
    if not found:
        TARGET.write_text(table(), encoding="utf-8")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
