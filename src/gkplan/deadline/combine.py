"""What the patterns found, put together: overlaps told apart, neighbours joined, repeats and vague words dropped."""

from __future__ import annotations

import re

from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import SENTENCE_END, Context
from gkplan.deadline.joining import Piece, is_stage, joined
from gkplan.deadline.rules import Event, Irregular, Recurring, Rule, Standing, Window, dates_in
from gkplan.deadline.seasons import in_other_months

SOON = 6
SHORT = 16  # characters within which a sentence names the act of its recurrence
_CLAUSE = later(r"[,。;:\n]")
_IN_CYCLES = ("points", "lone-day", "stretch")  # what reads a date, a day or a stretch behind a recurrence
_REPORTING = later("[日周旬月季年]度?报[告送]?$")
_SLOGANS = ("one-each", "act-each")
_AT_ONCE = ("立行立改", "立即立改", "立行整改", "立改", "即知即改", "边查边改", "边学边改")
_SOFT = ("及时", "实时", "立即", "尽快", "即时", "马上", "尽早", "按序时", "按时序")


def combine(ctx: Context, pieces: list[Piece]) -> list[Piece]:
    """The pieces of one text as its rules: each said once, recurrences with the span and day that stand apart."""
    if len(pieces) < 2:
        return pieces
    kept: list[Piece] = []
    if "act-each" in [piece.pattern for piece in pieces]:
        pieces = _said_once(ctx, pieces)
    for piece in pieces:
        before = kept[-1] if kept else None
        plain = _untangled(kept, piece) if before and piece.spans[0][0] < before.spans[-1][1] else piece
        before = kept[-1] if kept else None
        plain = _of_one_cycle(ctx, before, plain) if before else plain
        together = joined(ctx, before, plain) if before else None
        if together is None:
            kept.append(plain)
            continue
        kept[-1] = together
        if len(kept) > 1 and (more := joined(ctx, kept[-2], together)):
            kept[-2:] = [more]
    return _plain(ctx, kept)


def _untangled(kept: list[Piece], piece: Piece) -> Piece:
    """A piece whose words reach back over those before it: vague ones give way, others keep their words."""
    start, end = piece.spans[0]
    while kept and _gives_way(kept[-1].rule, piece) and kept[-1].spans[0][0] >= start:
        kept.pop()
    if kept and kept[-1].spans[-1][1] > start and kept[-1].spans != piece.spans:
        start = min(kept[-1].spans[-1][1], end)
        if kept[-1].spans[-1][1] >= end:
            return piece
    return piece._replace(spans=[(start, end)])


def _of_one_cycle(ctx: Context, before: Piece, piece: Piece) -> Piece:
    """What goes on with what is before it, with its span or season: 秋冬季一日一调度、一周一会商; 全年，每季度."""
    first, second = before.rule, piece.rule
    if not isinstance(second, Recurring):
        return piece
    spans = is_stage(ctx, before) or before.pattern == "all-year"
    if spans and isinstance(first, (Standing, Window)) and second.start is None:
        return piece._replace(rule=second._replace(start=first.start, end=first.end))
    if not isinstance(first, Recurring):
        return piece
    if _is_of_cycle(before, piece):
        return piece._replace(rule=second._replace(start=first.start, end=first.end))
    between = before.spans[-1][1], piece.spans[0][0]
    if first.season and second.season is None and (rest := in_other_months(ctx, *between, first.season)):
        return piece._replace(rule=second._replace(season=rest))
    if piece.pattern in _SLOGANS and second.season is None and ctx.text.endswith("、", 0, piece.spans[0][0]):
        return piece._replace(rule=second._replace(start=first.start, end=first.end, season=first.season))
    return piece


def _is_of_cycle(before: Piece, piece: Piece) -> bool:
    """Whether a recurrence goes on with the one before it, or was read from the same words: 每月10日、25日前."""
    return piece.pattern in _IN_CYCLES or piece.spans[-1][1] == before.spans[-1][1]


def _gives_way(rule: Rule, wider: Piece) -> bool:
    """Whether a rule is but part of a wider one: vague words, a trigger before a length, 9月 of 9月开学前."""
    if isinstance(rule, Irregular) or wider.pattern == "ahead-of":
        return True
    if isinstance(rule, Recurring) and isinstance(wider.rule, Event):
        return rule.by is None and wider.rule.offset is not None  # 每月发放工资之日起5日内
    if isinstance(rule, Window) and isinstance(wider.rule, Event):
        return wider.rule.offset is not None  # 待2017年6月质保期满后30日内
    return isinstance(rule, Event) and rule.offset is None and isinstance(wider.rule, Event)


def _said_once(ctx: Context, pieces: list[Piece]) -> list[Piece]:
    """The pieces without 年度更新 and the like where their sentence then says it of the act: 年度更新制度，每年更新."""
    return [
        piece
        for index, piece in enumerate(pieces)
        if piece.pattern != "act-each"
        or not any(_says_again(ctx, piece, later) for later in pieces[index + 1 : index + 1 + SOON])
    ]


def _says_again(ctx: Context, piece: Piece, later: Piece) -> bool:
    """Whether a later recurrence is as often as the one that names an act, and is of that act."""
    (start, end), (first, last) = later.spans[0], piece.spans[-1]
    if (
        later.pattern != "every"
        or dates_in(later.rule)[1] != dates_in(piece.rule)[1]
        or SENTENCE_END.search(ctx.text, last, start)
    ):
        return False
    act = ctx.text[first:last].removesuffix("制度").removesuffix("”").removesuffix("制")
    if _REPORTING.search(act) and "报" in ctx.text[start : end + 2 * SHORT]:
        return True  # 实行月报告制度，每月5日前将上月进展情况报领导小组
    return (act[-2:] if len(act) > len("周报") else act[-1:]) in ctx.text[start : end + SHORT]


def _plain(ctx: Context, pieces: list[Piece]) -> list[Piece]:
    """The pieces without vague words beside a plain rule of their clause, and one vague rule for each sentence."""
    pieces = _without_manners(ctx, pieces)
    if Irregular not in [type(piece.rule) for piece in pieces]:
        return pieces
    kept: list[Piece] = []
    firm: Piece | None = None
    for index, piece in enumerate(pieces):
        if not isinstance(piece.rule, Irregular):
            firm = piece
            kept.append(piece)
            continue
        soft = ctx.column == "deadline" and ctx.text.startswith(_SOFT, piece.spans[0][0])
        stop = SENTENCE_END if soft else _CLAUSE
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if following and isinstance(following.rule, Irregular):
            following = _next_firm(pieces, index) if soft else None
        if any(near and _together(ctx, piece, near, stop) for near in (firm, following)):
            continue
        last = kept[-1] if kept else None
        if last and isinstance(last.rule, Irregular) and _together(ctx, last, piece, SENTENCE_END):
            last.spans.extend(piece.spans)
        else:
            kept.append(piece)
    return kept


def _without_manners(ctx: Context, pieces: list[Piece]) -> list[Piece]:
    """The pieces without 立行立改 where a date, or what holds for good, stands beside it: it only says how."""
    if Standing not in [type(piece.rule) for piece in pieces]:
        return pieces
    firm = [piece for piece in pieces if not _only_says_how(ctx, piece)]
    return firm or pieces


def _only_says_how(ctx: Context, piece: Piece) -> bool:
    return piece.rule == Standing() and ctx.text.startswith(_AT_ONCE, piece.spans[0][0])


def _next_firm(pieces: list[Piece], index: int) -> Piece | None:
    """The next piece that is not vague, if it comes soon."""
    soon = pieces[index + 1 : index + 1 + SOON]
    return next((piece for piece in soon if not isinstance(piece.rule, Irregular)), None)


def _together(ctx: Context, one: Piece, other: Piece, stop: re.Pattern[str]) -> bool:
    """Whether two pieces stand in one sentence, or clause."""
    start, end = min(one.spans[-1][1], other.spans[-1][1]), max(one.spans[0][0], other.spans[0][0])
    return not stop.search(ctx.text, start, end)
