"""One row of a plan: its deadline cell and its requirement read together into the rules that the plan stores."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from gkplan.deadline.expressions import later
from gkplan.deadline.read import Mention, Reading, Span, read
from gkplan.deadline.rules import Column, Irregular, Recurring, Rule, Standing, Unstated
from gkplan.deadline.text import squeeze

_HEADER = later(
    r"(?:完成|办结|整改|公开|责任)?(?:时限|时间|期限|日期)(?:要求)?[为是]?|[:,(]|其中|分别|力争|确保|争取|在|于|到|至|原则上|最迟|不迟于|应当?|须|要"
)
_TAIL = later(r"[\u4e00-\u9fffA-Za-z、“”]{1,16}$")
_PAIRS = later(
    r"上半年(?:和|、|及|与|以及)下半年|(?:第?[一二三四1-4]季度(?:、|和|及|与)){1,3}第?[一二三四1-4]季度"
    r"|(?:第?[一二三四]批(?:、|和|及|与)){1,5}第?[一二三四五六]批"
)
_SPLIT = later("和|、|及|与|以及")
_GROUP_END = later("(?:人民政府|政府|管委会|单位|部门|机构)$")
_GROUP_START = later("^(?:各|全部|所有|全市|全县|市政府)")
_SUBJECT_LEAD = later(r"^[\d.、()一二三四五六七八九十]{0,4}(?:全部|所有|各|由|请|要求)?")
_SENTENCE = later(r"[。;\n]")


class Placed(NamedTuple):
    """A doubt about one of the row's two texts."""

    column: Column
    code: str
    span: Span


class RowReading(NamedTuple):
    """The rules of a row as the plan stores them, the deadline cell's first, and what remains to be looked at."""

    rules: tuple[Rule, ...]
    doubts: tuple[Placed, ...]
    unparsed: tuple[tuple[Column, str], ...]


def read_row(
    deadline: str, requirement: str, *, units: Sequence[str] = (), year: int | None = None, issued: date | None = None
) -> RowReading:
    """The rules of a row from both its columns.

    `units` are the names of the row's units: a rule whose own sentence has some of them for its subject binds only
    these. Recurrences without a span of their own take the row's standing rule's, else the plan's year. Vague words of
    the requirement make no rule.
    """
    readings: dict[Column, Reading] = {
        "deadline": _read_cell(deadline, year, issued),
        "requirement": read(requirement, where="requirement", year=year, issued=issued),
    }
    scopes = _scopes(readings["deadline"], requirement)
    rules: list[Rule] = []
    for column, reading in readings.items():
        for index, mention in enumerate(reading.mentions):
            if column == "requirement" and isinstance(mention.rule, (Irregular, Unstated)):
                continue
            scope = scopes[index] if column == "deadline" else None
            rules.append(mention.rule._replace(scope=scope, units=_bound(reading, mention, units)))
    told = {scope for scope in scopes if scope}  # words of the requirement that a rule of the deadline speaks of
    doubts = [
        Placed(column, doubt.code, doubt.span)
        for column, one in readings.items()
        for doubt in one.doubts
        if column == "deadline" or one.text[slice(*doubt.span)] not in told
    ]
    unparsed = [
        (column, one.text[slice(*span)])
        for column, one in readings.items()
        for span in one.unparsed
        if column == "deadline" or one.text[slice(*span)] not in told
    ]
    return RowReading(tuple(_spanned(rules, year)), tuple(doubts), tuple(unparsed))


@lru_cache(maxsize=1024)
def _read_cell(deadline: str, year: int | None, issued: date | None) -> Reading:
    """A deadline cell read once, however many rows of a table have the same."""
    return read(deadline, where="deadline", year=year, issued=issued)


def _scopes(reading: Reading, requirement: str) -> list[str | None]:
    """For each mention of a deadline cell the part of the row it speaks of: words before it, or a pair in the row."""
    scopes = [_words_before(reading, index) for index in range(len(reading.mentions))]
    lines = {reading.text.count("\n", 0, mention.spans[0].start) for mention in reading.mentions}
    pair = _PAIRS.search(squeeze(requirement).text)
    if pair and len(lines) == len(scopes) > 1 and not any(scopes):
        parts = _SPLIT.split(pair[0])
        if len(parts) == len(scopes):
            return list(parts)
    return scopes


def _words_before(reading: Reading, index: int) -> str | None:
    """中考 of 中考3月: the words between a mention and the one (or the line, or the comma) before it."""
    start = reading.mentions[index].spans[0].start
    after = reading.mentions[index - 1].spans[-1].end if index else 0
    if after > start:
        return None
    words = re.split("[\n,，。；;]", reading.text[after:start])[-1]
    words = re.sub(r"^(?:前|底前)?(?:完成|办结|并|且|后续?)+", "", words).strip(" \u3000\t:：、(（-—")
    found = _TAIL.search(_HEADER.sub("", words).removeprefix("的"))
    scope = found[0].removeprefix("的") if found else ""
    return scope if len(scope) >= 2 else None


def _bound(reading: Reading, mention: Mention, units: Sequence[str]) -> tuple[str, ...]:
    """Those of the row's units that are the subject of the mention's sentence, where that does not name them all."""
    before = reading.text[: mention.spans[0].start]
    sentence = squeeze(_SENTENCE.split(before.replace("；", ";"))[-1]).text
    rest = _SUBJECT_LEAD.sub("", sentence, count=1)
    named: list[str] = []
    while rest:
        unit, size = _leading(rest, units)
        if not unit:
            break
        named.append(unit)
        rest = re.sub("^(?:[、,]|和|及|与|以及)?(?:各|全部|所有)?", "", rest[size:], count=1)
    bound = tuple(unit for unit in units if unit in named)
    return bound if len(bound) < len(units) else ()


def _leading(words: str, units: Sequence[str]) -> tuple[str | None, int]:
    """The unit that words begin with, and how long its name is there; the longest name wins."""
    best: tuple[str | None, int] = (None, 0)
    for unit in units:
        for name in _names(unit):
            if len(name) > best[1] and words.startswith(name):
                best = (unit, len(name))
    return best


def _names(unit: str) -> tuple[str, ...]:
    """A unit's name as a sentence may say it: whole, without 各, without 政府 at its end."""
    whole = squeeze(unit).text
    core = _GROUP_START.sub("", whole)
    short = _GROUP_END.sub("", core)
    return tuple(name for name in (whole, core, short) if len(name) >= 3)


def _spanned(rules: list[Rule], year: int | None) -> list[Rule]:
    """The rules with the span of each recurrence: its own, the row's standing rule's, or the plan's year."""
    standing = next((rule for rule in rules if isinstance(rule, Standing) and rule.start is not None), None)
    start, end = (standing.start, standing.end) if standing else (None, None)
    if standing is None and year is not None:
        start, end = date(year, 1, 1), date(year, 12, 31)
    return [
        rule._replace(start=start, end=end) if isinstance(rule, Recurring) and rule.start is None else rule
        for rule in rules
    ]
