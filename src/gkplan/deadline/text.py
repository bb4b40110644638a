"""Text made plain for reading: folded one character for one character, and squeezed of blanks with a way back.

Folding never changes the length, so a place in the folded text is the same place in the source. Line breaks stay,
since they tell two deadlines in one cell apart; all other blanks go before matching, since columns and PDFs break
dates anywhere (`2016 年12 月底`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from gkplan.deadline.damage import mended
from gkplan.deadline.expressions import later

# Traditional and variant forms of the characters that deadlines are written with; names of things may stay as they are.
_TRADITIONAL = (
    "個箇週於後內從開報節國慶屆號長堅續進適時隨動態調間總結階斷實現達標規劃執壹貳兩繼級辦務統壓縮驗審項點屬關係單歲陽當發將應該須區縣"
    "鄉鎮終會議學準備計資貫徹檢獎補儲責員場營環評測監聯經濟衛廳財織啟啓穩確爭轉傳導書見與為爲無來還據條參這過佈農曆禮滿雙畢擇視況儘簽訂編積齊"
)
_SIMPLIFIED = (
    "个个周于后内从开报节国庆届号长坚续进适时随动态调间总结阶断实现达标规划执一二两继级办务统压缩验审项点属关系单岁阳当发将应该须区县"
    "乡镇终会议学准备计资贯彻检奖补储责员场营环评测监联经济卫厅财织启启稳确争转传导书见与为为无来还据条参这过布农历礼满双毕择视况尽签订编积齐"
)
_POINTS = dict(
    zip(
        "，：；（）［］｛｝！？．／％＋＝﹙﹚︰",
        ",:;()[]{}!?./%+=():",
        strict=True,
    )
)
_DASHES = "—–―－‐‑‒─﹣−~～〜∼"
_BLANK = "\t\u3000\u00a0\u200b\u200c\u200d\ufeff\u00ad\u2002\u2003\u2009"
_BREAK = "\r\x0b\x0c\u2028\u2029\x85"
# A figure that a column or a PDF broke (`2016年1 2月`), and the most that it can be before what follows it.
_BROKEN = later(
    r"(?<!\d)\d{1,4}(?: {1,8}\d{1,4}){1,5}"
    r"(?= {0,8}(年(?: {0,8}[底末第上下年一二三四\d])?|月|日 {0,8}之? {0,8}内"
    r"|[日号]|个|工 {0,8}作|天|小 {0,8}时|分|[-至到前]))",
    re.ASCII,
)
# The number of an item at the start of a text, a line or a sentence: it is no part of the date behind it. In a cell
# 6、12月底前 names two months; in a requirement it is item 6, unless both months are given their share (各, 分别).
_ITEM = later(
    r"(?<![^\n。;])(?:[1-9]\d?(?:\.(?=\d{4}[年./-]|\d\d?年|\d{1,2}(?:[-至到]\d{1,2})?月|\d{1,3}(?:个?工作日|[日天]内)|\D)"
    r"|、(?=\d{4}[年./-]|\D))|[①-⑳]|\([一二三四五六七八九十\d]{1,3}\)(?=.))",
    re.ASCII,
)
_ITEM_BEFORE_MONTH = later(
    r"(?<![^\n。;])([1-9]\d?)、(?=(\d{1,2})(?:[-至到]\d{1,2})?月(?:\d{1,2}[日号]|(?![^。;\n]{0,24}(?:各|分别))))",
    re.ASCII,
)
_REPORT = later(
    "(?<=情况:)(?<=(?:整改|进展|完成|落实|办理)情况:)(?:(?!下一?步|后续|(?:整改|完成|办结)(?:目标|时限|期限|时间|措施)|责任)[^\0])+"
)
_DONE = later("已|目前|完成了")
_NUMBERS_BEGIN = frozenset("123456789(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_MARKS = later("[.、)①-⑳]")
_MOST = {"月": 12, "日": 31, "号": 31}
_DIGITS = "零一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {
    "〇": 0,
    "○": 0,
    "O": 0,
    "两": 2,
    "元": 1,
    "廿": 20,
    "卅": 30,
}


class Squeezed(NamedTuple):
    """Folded text without blanks, and for each of its characters (and its end) the place in the source."""

    text: str
    places: tuple[int, ...] | None  # None: there were no blanks, all places are the same

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source's half-open span of a stretch of this text."""
        if self.places is None:
            return start, end
        if end <= start:
            return self.places[start], self.places[start]
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> str:
    """The text in plain characters: half-width, without radicals or traditional forms; of the same length."""
    return _foldable().sub(_folded, text)


def squeeze(text: str) -> Squeezed:
    """The folded text without its blanks, also those that break a figure (`2016年1 2月`), and mended (see `damage`).

    One blank stays between two ASCII letters or digits that it tells apart, as after a number before a date.
    """
    folded = mended(fold(text))
    if " " not in folded:
        return tuple.__new__(Squeezed, (folded, None))
    broken = _breaks(folded)
    places: list[int] = []
    at = 0
    for blank in re.finditer(" +", folded):
        stays = blank.start() not in broken and _tells_apart(folded, blank.start(), blank.end())
        places += range(at, blank.start() + stays)
        at = blank.end()
    places += range(at, len(folded) + 1)
    return Squeezed("".join([folded[place] for place in places[:-1]]), tuple(places))


def without_numbers(text: str, *, months: bool) -> str:
    """Squeezed text with line breaks in the place of its items' numbers, so that places stay what they are.

    `months`: 6、12月底前 names two months.
    """
    if text[:1] not in _NUMBERS_BEGIN and "\n" not in text and "。" not in text and ";" not in text:
        return text
    if not _MARKS.search(text):
        return text
    plain = _ITEM.sub(_line_breaks, text)
    return plain if months else _ITEM_BEFORE_MONTH.sub(_line_breaks_unless_listed, plain)


def without_reports(text: str) -> str:
    """Squeezed text with line breaks in the place of what it reports as done: 整改情况：已完成，9月20日拆除设备."""
    if "情况:" not in text:
        return text
    return _REPORT.sub(lambda found: found[0] if not _DONE.search(found[0]) else "\n" * len(found[0]), text)


def number(digits: str) -> int:
    """The value of digits, ASCII or Chinese: `12`, `十二`, `廿五`, `二〇一六`, `一百二十`."""
    if digits.isdecimal():
        return int(digits)
    if not any(unit in digits for unit in "十百廿卅"):
        return int("".join(str(_VALUES[digit]) for digit in digits))
    total, last = 0, 0
    for digit in digits:
        if digit in "十百":
            total += (last or 1) * (10 if digit == "十" else 100)
            last = 0
        elif digit in "廿卅":
            total += _VALUES[digit]
        else:
            last = _VALUES[digit]
    return total + last


def _folded(character: re.Match[str]) -> str:
    return _folding()[character[0]]


@cache
def _foldable() -> re.Pattern[str]:
    """A character that is folded; most texts have few, or none."""
    return re.compile(f"[{re.escape(''.join(_folding()))}]")


@cache
def _folding() -> dict[str, str]:
    from gkplan.deadline.radicals import RADICALS

    table = dict(RADICALS) | dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
    table |= _POINTS
    table |= {chr(0xFF10 + value): str(value) for value in range(10)}
    table |= {chr(0xFF21 + step): chr(0x41 + step) for step in range(26)}
    table |= {chr(0xFF41 + step): chr(0x61 + step) for step in range(26)}
    table |= dict.fromkeys(_DASHES, "-") | dict.fromkeys(_BLANK, " ") | dict.fromkeys(_BREAK, "\n")
    return table | {"⻑": "长", "⻓": "长"} | dict(zip("ⅠⅡⅢⅣ", "1234", strict=True))


def _line_breaks(number: re.Match[str]) -> str:
    return "\n" * len(number[0])


def _line_breaks_unless_listed(number: re.Match[str]) -> str:
    """The same, but 7、8月 are two months one after the other."""
    return number[0] if int(number[2]) == int(number[1]) + 1 else _line_breaks(number)


def _breaks(text: str) -> set[int]:
    """Where blanks begin that stand inside one figure: the longest that makes sense before what follows it."""
    breaks: set[int] = set()
    for found in _BROKEN.finditer(text):
        blanks = [(blank.start(), blank.end()) for blank in re.finditer(" +", found[0])]
        starts = [found.start(), *(found.start() + end for _start, end in blanks)]
        for nth, start in enumerate(starts):
            if _is_figure(text, start, found):
                breaks.update(found.start() + begin for begin, _end in blanks[nth:])
                break
    return breaks


def _is_figure(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether digits from `start` are one figure before a unit: a year of four (of two in 21年底), a day, a count."""
    digits, unit = text[start : found.end()].replace(" ", ""), found[1]
    if unit[0] == "年":
        return len(digits) == 4 or (len(digits) == 2 and len(unit) > 1)
    if unit in "-至到前":
        is_day = len(digits) == 2 and int(digits) <= 31 and text[:start].rstrip(" ").endswith("月")
        return is_day or (unit != "前" and len(digits) == 4 and digits.startswith(("19", "20")))
    most = _MOST.get(unit)
    return len(digits) <= 3 if most is None else len(digits) <= 2 and 1 <= int(digits) <= most


def _tells_apart(text: str, start: int, end: int) -> bool:
    """Whether the blanks from `start` to `end` stand between two ASCII letters or digits."""
    around = text[start - 1 : start] + text[end : end + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()
