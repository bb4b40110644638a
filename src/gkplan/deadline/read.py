"""Words into rules: what a deadline cell or a sentence of a requirement obliges to, and what was not understood.

The text is squeezed, scanned once for the leftmost pattern of the table, each match is given to its builder, and what
was found is put together (`combine`). No reading depends on a clock, on other texts, or on blanks.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from gkplan.deadline.combine import combine
from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import Context, Found
from gkplan.deadline.idle import defines, idle
from gkplan.deadline.joining import Piece
from gkplan.deadline.patterns import fallbacks, scanner
from gkplan.deadline.rules import Column, Rule, Unstated, as_data, new, quoted
from gkplan.deadline.seasons import in_named_season
from gkplan.deadline.text import Squeezed, squeeze, without_numbers, without_reports


class Span(NamedTuple):
    """A half-open stretch of the text that was read."""

    start: int
    end: int


class Mention(NamedTuple):
    """One rule, the places of its words in the text, and the name of the pattern that read it."""

    rule: Rule
    spans: tuple[Span, ...]
    pattern: str


class Doubt(NamedTuple):
    """Something a person should look at: a code of `DOUBTS` and the words it is about."""

    code: str
    span: Span


class Reading(NamedTuple):
    """What was read from one text."""

    text: str
    mentions: tuple[Mention, ...]
    unparsed: tuple[Span, ...]
    doubts: tuple[Doubt, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules alone, in the order of the text."""
        return tuple([mention.rule for mention in self.mentions])


DOUBTS = {
    "no-year": "a date without a year, and no plan year to take",
    "no-month": "a day or month end without a month, and no date before it to take it from",
    "no-issue-date": "counted from the day of issue, which is not known",
    "no-such-date": "a date that does not exist; the month's last day is taken",
    "month-unsaid": "the word for month is missing behind a number (2017年12底)",
    "two-readings": "two honest readings; the earlier counts, the later is kept beside it",
    "ends-before-it-starts": "a stretch that ends before it starts",
    "not-understood": "words that look like time, or a whole cell, that no pattern reads",
    "same-as-above": "同上 where nothing stands above",
}
LONGEST_HEADER = 16
_UNSTATED = later(
    r"(?P<empty>[-/\\—无 \n.、。]*)|(?P<same>同上|同前|[〃″“”\"])"
    r"|(?P<header>(?:工作|任务|整改|办结|办理|公开|责任|具体|预计|计划|拟)?(?:完成|推进|落实|整改|办理|公开|实施)?"
    r"(?:时限|时间|期限|日期|节点|时间节点|进度)(?:及?要求|安排|节点)?|备注)[:]?"
)


def read(text: str, *, where: Column = "deadline", year: int | None = None, issued: date | None = None) -> Reading:
    """The rules that a text states, each with its words, the words left over that look like time, and the doubts.

    `year` is the plan's, for dates without one; `issued` the day of issue, for 即日起, 月底前 and the like. Any string
    can be read; where nothing is understood the reading says so.
    """
    reading = _read(text, squeeze(text), where, year, issued)
    if not reading.mentions and where == "deadline" and "\n" in text:
        # A narrow column may have broken the cell's lines within its words: 自信息形⏎成之日起⏎20个工作⏎日内.
        joined = _read(text, squeeze(text.replace("\n", " ")), where, year, issued)
        return joined if joined.mentions else reading
    return reading


def _read(text: str, squeezed: Squeezed, where: Column, year: int | None, issued: date | None) -> Reading:
    """What a text states, squeezed in one way or another."""
    if where == "deadline":
        stated = _unstated(text, squeezed)
        if stated:
            return stated
    plain = without_reports(without_numbers(squeezed.text, months=where == "deadline"))
    ctx = Context(plain, where, year, issued)
    pieces = _scan(ctx)
    if where == "deadline":
        pieces = _fall_back(ctx, pieces)
    pieces = combine(ctx, pieces)
    taken = ctx.taken
    for piece in pieces:
        taken += piece.spans
    unparsed = _leftovers(ctx, taken, understood=bool(pieces))
    mentions = tuple([_mention(text, squeezed, where, piece) for piece in pieces])
    if not unparsed and not ctx.doubts:
        return new(Reading, (text, mentions, (), ()))
    doubts = dict.fromkeys([*ctx.doubts, *[("not-understood", *span) for span in unparsed]])
    return Reading(
        text,
        mentions,
        tuple(Span(*squeezed.span(start, end)) for start, end in unparsed),
        tuple(Doubt(code, Span(*squeezed.span(start, end))) for code, start, end in doubts),
    )


def as_answer(reading: Reading) -> dict[str, Any]:
    """A reading as `explain --batch` writes it: `text`, `rules`, `unparsed` (words) and `findings`."""
    text = reading.text
    return {
        "text": text,
        "rules": [as_data(rule) for rule in reading.rules],
        "unparsed": [text[start:end] for start, end in reading.unparsed],
        "findings": [
            {"code": doubt.code, "start": doubt.span.start, "end": doubt.span.end, "words": text[slice(*doubt.span)]}
            for doubt in reading.doubts
        ],
    }


def _scan(ctx: Context) -> list[Piece]:
    """What the patterns find, from left to right."""
    text, table = ctx.text, scanner(ctx.column)
    pieces: list[Piece] = []
    only_tells = idle if ctx.column == "requirement" else defines
    at, search, signs = 0, table.search, table.signs_in(text)
    told: Found | None = None  # what obliges to nothing, but may name a season
    while hit := search(text, at, signs):
        pattern, match = hit
        at = match.end()
        if pattern.build is None:
            ctx.taken.append(match.span())
            continue
        for found in pattern.build(match, ctx):
            rule, start, end = found
            at = max(at, end)
            if only_tells(ctx, found):
                ctx.taken.append((start, end))
                told = found
            else:
                kept = in_named_season(ctx, told, found) if told else rule
                pieces.append(new(Piece, (kept, [(start, end)], pattern.name)))
    return pieces


def _fall_back(ctx: Context, pieces: list[Piece]) -> list[Piece]:
    """The pieces, with those of lines in which nothing was found by the patterns that want a line to themselves."""
    if pieces and "\n" not in ctx.text:
        return pieces
    more = list(pieces)
    found = _lines(ctx, pieces)
    at = 0
    for number, line in enumerate(ctx.text.split("\n")):
        if line and number not in found:
            more += _whole_line(ctx, at, at + len(line))
        at += len(line) + 1
    return sorted(more, key=lambda piece: piece.spans[0])


def _lines(ctx: Context, pieces: list[Piece]) -> set[int]:
    """The numbers of the lines that pieces begin in."""
    lines: set[int] = set()
    number = at = 0
    for piece in pieces:
        start = max(at, piece.spans[0][0])
        number += ctx.text.count("\n", at, start)
        at = start
        lines.add(number)
    return lines


def _whole_line(ctx: Context, start: int, end: int) -> list[Piece]:
    for row in fallbacks(ctx.column):
        found = row.match(ctx.text, start, end)
        if found and row.pattern.build:
            rules = row.pattern.build(found, ctx)
            return [Piece(rule, [(first, last)], row.pattern.name) for rule, first, last in rules]
    return []


def _mention(text: str, squeezed: Squeezed, where: Column, piece: Piece) -> Mention:
    rule, stretches, pattern = piece
    start, end = first = stretches[0] if squeezed.places is None else squeezed.span(*stretches[0])
    spans: tuple[Span, ...] = (new(Span, first),)
    if len(stretches) > 1:
        spans += tuple([new(Span, squeezed.span(*each)) for each in stretches[1:]])
    return new(Mention, (quoted(rule, text[start:end], where), spans, pattern))


def _unstated(text: str, squeezed: Squeezed) -> Reading | None:
    """The reading of a cell that holds no deadline at all: empty, a header word, or 同上 with nothing above it."""
    if len(squeezed.text) > LONGEST_HEADER or squeezed.text[:1].isdecimal():
        return None
    found = _UNSTATED.fullmatch(squeezed.text.strip("\n:,;。()"))
    if not found:
        return None
    doubts: tuple[Doubt, ...] = ()
    reason = "empty" if found["empty"] is not None else "a header word"
    if found["same"]:
        reason, doubts = "same as above, with nothing above", (Doubt("same-as-above", Span(0, len(text))),)
    rule = Unstated(reason, quote=text)
    return Reading(text, (Mention(rule, (Span(0, len(text)),), "unstated"),), (), doubts)


# Every stretch that looks like time has one of these characters. (A set alone is searched for many times as fast.)
_SIGN_OF_TIME = later("[年月日号季周天旬节时星./国五中元-]")
_BEHIND_NUMBER = (
    r"年(?=底|末|前|内|\d{1,2}月)|月(?:\d{1,2}[日号]|份|底|末|初|上旬|中旬|下旬)?|[日号](?=前|内|后)"
    "|个?(?:工作日|月|周|天|小时)(?=之?内|以内|之?前|以前|之?后|以后)"
)
_TIME = (
    rf"(?:\d{{1,4}}|[一二三四五六七八九十两]{{1,3}})(?:{_BEHIND_NUMBER})|第?[1-4一二三四]季度|[上下]半年"
    r"|年(?:[底末](?!\w)|前)|月[底末度]|每(?:[年月周日天旬季]|半年)|第[一二三四五1-5]个?(?:星期|周|礼拜)[一二三四五六日天]?|(?:当[日天]|次日|第二天)(?=内|前|办|完|报|反|答|公|处|上)|(?:春节|国庆|五一|中秋|元旦)(?=前|期间)"
    r"|[上中下]旬|节(?:假?日)?”?前|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
)
_BEGINS = r"(?=[\d一二三四五六七八九十两第上中下年月每当次春国五元节])"  # tells most places apart at once
_LOOKS_LIKE_TIME = later(rf"{_BEGINS}(?:{_TIME}){{1,6}}(?:之?前|以前|之?内|以内|底|末|起)?")


def _leftovers(ctx: Context, taken: list[tuple[int, int]], *, understood: bool) -> list[tuple[int, int]]:
    """The stretches that look like time and were not taken; in a deadline cell without a rule, all of it."""
    text = ctx.text
    if ctx.column == "deadline" and not understood:
        words = text.strip()
        start = text.find(words)
        return [(start, start + len(words))] if words else []
    left: list[tuple[int, int]] = []
    at = 0
    taken.append((len(text), len(text)))
    taken.sort()
    for start, end in taken:
        if start - at > 1 and _SIGN_OF_TIME.search(text, at, start):
            left += [hit.span() for hit in _LOOKS_LIKE_TIME.finditer(text, at, start)]
        at = max(at, end)
    return left
