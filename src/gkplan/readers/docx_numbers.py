"""The numbers that Word prints before paragraphs of lists, which stand nowhere in the document's text.

序号 and requirements are often numbered so (一、 （一） 1. ①). They are counted here as Word does and put into the
text: a list's numbers run on over the paragraphs between, also from cell to cell (ECMA-376, part 1, 17.9).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree as ET

from gkplan.readers.limits import damaged

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
"""What newer programs show in place of the fallback beside it, which says the same."""
_LEVELS = 9
_CHINESE = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_COUNTED_IN_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"}
    | {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "chineseLegalSimplified"}
)
_CIRCLES = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_SILENT = frozenset({"bullet", "none"})


class _Level(NamedTuple):
    """One level of a list: its first number, its format, its text with %1 … %9, the style that stands at it.

    `legal` says that the levels above are printed in figures here, whatever their own format.
    """

    start: int
    format: str
    text: str
    style: str | None
    legal: bool


@dataclass
class _List:
    """A list's levels, and how far each is counted: None where it has not begun."""

    levels: Mapping[int, _Level]
    counted: dict[int, int] = field(default_factory=dict)

    def next(self, at: int) -> str:
        """The number of the next paragraph at a level, as it is printed; empty for a bullet."""
        known = self.levels.get(at)
        if known is None:
            return ""
        self.counted[at] = self.counted.get(at, known.start - 1) + 1
        for deeper in range(at + 1, _LEVELS):
            self.counted.pop(deeper, None)
        if known.format in _SILENT:
            return ""
        words = known.text
        for level in range(at + 1):
            if f"%{level + 1}" in words:
                words = words.replace(f"%{level + 1}", self._said(level, legal=known.legal))
        return words

    def _said(self, at: int, *, legal: bool) -> str:
        level = self.levels.get(at)
        if level is None:
            return ""
        return printed(self.counted.get(at, level.start), "decimal" if legal else level.format)


def with_numbers(document: bytes, numbering: bytes, styles: bytes | None) -> bytes:
    """A document's body with the numbers of its lists as text before their paragraphs."""
    body = _parsed(document)
    book = _Book(_parsed(numbering), _parsed(styles) if styles else None)
    for paragraph, is_shown in list(_paragraphs(body)):
        number = book.number(paragraph)
        if number and is_shown:
            _put(paragraph, number)
    try:
        whole: bytes = ET.tostring(body, encoding="utf-8", xml_declaration=True)
    except RecursionError as error:  # elements stand deeper in each other than any program writes them
        raise damaged() from error
    return whole


class _Book:
    """The lists of a document, by their numbers; the styles that number paragraphs."""

    def __init__(self, numbering: ET.Element, styles: ET.Element | None) -> None:
        self._styled = dict(_styled(styles)) if styles is not None else {}
        kinds = {each.get(f"{_W}abstractNumId"): each for each in numbering.findall(f"{_W}abstractNum")}
        shared = {known: _List(dict(_levels(each))) for known, each in kinds.items()}
        self._lists: dict[str, _List] = {}
        self._anew: dict[str, dict[int, int]] = {}
        for each in numbering.findall(f"{_W}num"):
            number, kind = each.get(f"{_W}numId", ""), _value(each, "abstractNumId")
            known = shared.get(kind)
            if known is not None:
                own = {at: level for over in each.findall(f"{_W}lvlOverride") for at, level in _levels(over)}
                self._lists[number] = _List({**known.levels, **own}, known.counted)
                self._anew[number] = dict(_starts(each))

    def number(self, paragraph: ET.Element) -> str:
        """What Word prints before a paragraph; empty where nothing."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None and not self._styled:
            return ""
        style = _value(properties, "pStyle") if properties is not None else None
        listed, at = self._styled.get(style or "", (None, None))
        own = properties.find(f"{_W}numPr") if properties is not None else None
        if own is not None:
            listed, at = _value(own, "numId") or listed, _number(_value(own, "ilvl")) or 0
        known = self._lists.get(listed or "")
        if known is None or listed is None:
            return ""
        if at is None:
            at = next((level for level, each in known.levels.items() if each.style == style), 0)
        started = self._anew[listed].pop(at, None)
        if started is not None:
            known.counted[at] = started - 1
        return known.next(at)


def printed(number: int, format_: str) -> str:
    """A number as a format of Word's prints it."""
    if format_ in _COUNTED_IN_CHINESE:
        return _in_chinese(number)
    if format_ in _CIRCLES and 1 <= number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if format_ == "ideographTraditional" and 1 <= number <= len(_STEMS):
        return _STEMS[number - 1]
    if format_ in ("lowerLetter", "upperLetter") and number >= 1:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if format_ == "upperLetter" else letter
    return f"{number:02}" if format_ == "decimalZero" else str(number)


def _in_chinese(number: int) -> str:
    if not 0 < number < 100:
        return "".join(_CHINESE[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return f"{'' if tens < 2 else _CHINESE[tens]}{'十' if tens else ''}{_CHINESE[ones] if ones else ''}"


def _levels(kind: ET.Element) -> Iterator[tuple[int, _Level]]:
    for each in kind.findall(f"{_W}lvl"):
        at = _number(each.get(f"{_W}ilvl"))
        if at is not None and at < _LEVELS:
            yield at, _level(each)


def _level(element: ET.Element) -> _Level:
    text, start = _value(element, "lvlText") or "", _number(_value(element, "start"))
    # Without a mark, a blank or a tab stands between number and words.
    text += " " if text[-1:].isalnum() else ""
    legal = element.find(f"{_W}isLgl") is not None
    return _Level(
        1 if start is None else start, _value(element, "numFmt") or "decimal", text, _value(element, "pStyle"), legal
    )


def _starts(number: ET.Element) -> Iterator[tuple[int, int]]:
    """The levels that a list counts anew, and from what."""
    for over in number.findall(f"{_W}lvlOverride"):
        at, start = _number(over.get(f"{_W}ilvl")), _number(_value(over, "startOverride"))
        if at is not None and start is not None:
            yield at, start


def _styled(styles: ET.Element) -> Iterator[tuple[str, tuple[str | None, int | None]]]:
    """The styles of paragraphs that number them, their own list or that of the style they are based on."""
    known = {each.get(f"{_W}styleId", ""): each for each in styles.findall(f"{_W}style")}
    for name in known:
        at: str | None = name
        for _ in range(len(known)):
            style = known.get(at or "")
            if style is None:
                break
            own = style.find(f"{_W}pPr/{_W}numPr")
            if own is not None:
                yield name, (_value(own, "numId"), _number(_value(own, "ilvl")))
                break
            at = _value(style, "basedOn")


def _paragraphs(body: ET.Element) -> Iterator[tuple[ET.Element, bool]]:
    """The paragraphs in order, and whether a number before each is shown: words, or nothing else, stand with it.

    Cells that belong to the one above are passed over: what is left in them is not shown.
    """
    waiting: list[tuple[ET.Element, bool]] = [(body, False)]
    while waiting:
        element, alone = waiting.pop()
        if element.tag == f"{_W}p":
            yield element, alone or any(text.text for text in element.iter(f"{_W}t"))
        if element.tag == _CHOICE or (element.tag == f"{_W}tc" and _goes_on(element)):
            continue
        if element.tag == f"{_W}tc":
            alone = len(element.findall(f"{_W}p")) == 1
        waiting.extend((each, alone) for each in reversed(element))


def _goes_on(cell: ET.Element) -> bool:
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val", "continue") == "continue"


def _put(paragraph: ET.Element, number: str) -> None:
    run = ET.Element(f"{_W}r")
    text = ET.SubElement(run, f"{_W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = number
    first = next(iter(paragraph), None)
    paragraph.insert(1 if first is not None and first.tag == f"{_W}pPr" else 0, run)


def _value(parent: ET.Element, child: str) -> str | None:
    found = parent.find(f"{_W}{child}")
    return found.get(f"{_W}val") if found is not None else None


def _number(words: str | None) -> int | None:
    return int(words) if words and words.isdecimal() and len(words) < 6 else None


def _parsed(xml: bytes) -> ET.Element:
    try:
        return ET.fromstring(xml)  # noqa: S314 - declarations were refused before
    except (ET.ParseError, LookupError, ValueError) as error:
        raise damaged() from error
