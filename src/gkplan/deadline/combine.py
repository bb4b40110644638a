"""What the patterns found, put together: starts and seasons of recurrences, vague words beside plain ones, repeats."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from gkplan.deadline.grammar import Context
from gkplan.deadline.points import stretch
from gkplan.deadline.rules import By, Day, Event, Irregular, Recurring, Rule, Standing, Window, Yearless, dates_in

Stretches = list[tuple[int, int]]
SOON = 6
SHORT = 16  # characters within which a sentence names the act of its recurrence
_SENTENCE = re.compile(r"[。;\n]")
_CLAUSE = re.compile(r"[,。;:\n]")
_NEXT_TO = re.compile(
    r"(?:\(|\)|”|,|、|的|要|应当?|须|期间|之?内|各地|各单位|每年|定期|全市|全县|全区|组织|开展|实行|原则上)*(?:对[^,。;对]{1,12})?"
)
_WHO = re.compile(",[^,。;完成建报制开]{0,10}")  # who does it until then: 2020年底前，各县每季度
_EACH_OF = re.compile(
    ",(?=各|沿|全[省市县区镇乡村]|有关|[省市县区]级|[省市县区]?财政|中央|国家)[^,。;完成建报制开]{0,10}"
)  # 从5月25日至6月20日，各乡镇每天
_WHICH = "[^,。;]{0,6}的,?(?:请|应|要|须)?(?:分别)?[于在]"  # 按季报送的请于3、6、9、12月
_RESTATES = re.compile(r"[末底]?\((?:即|分别|每年)*(?:在|于|为|是)?[^()\n]{0,40}|" + _WHICH + r"[\d、,和及月]{0,16}")
_OPENS = re.compile("(?:完成|落实)?[(]")
_OF_THOSE = re.compile(_WHICH)
_ACT = re.compile(r"[^,。;\n\d]{0,6}[,(]")  # 形成后及时|公开，|最长不超过20个工作日
_BEGUN = re.compile("(?:正式|全面)?(?:启动|开展|展开|实施|进行)")  # 从3月|启动，6月结束
_BEGUN_THEN = re.compile(f"{_BEGUN.pattern}[,、;]?(?:并|然后)?")
_NEAR = re.compile(f"(?:{_BEGUN.pattern})?[^,。;\\n]{{0,8}}[,、]?(?:到|至|在|于|并)?[^,。;\\n]{{0,8}}")
_OVER = re.compile("(?:基本|全部|全面|圆满)?(?:结束|截止|终止)")
_DONE = re.compile(r"(?:基本|全部|全面|圆满)?(?:完成|建成)(?=[,。;)\n]|$)")
_IN_CYCLES = ("points", "lone-day", "stretch")  # what reads a date, a day or a stretch behind a recurrence
_AT_ONCE = ("立行立改", "立即立改", "立行整改", "立改", "即知即改", "边查边改", "边学边改")
_SOFT = ("及时", "实时", "立即", "尽快", "即时", "马上", "尽早")


class Piece(NamedTuple):
    """A rule, the stretches of squeezed text it was read from, and the name of its pattern.

    The stretches are a list that grows in place, since one vague rule may gather a whole text.
    """

    rule: Rule
    spans: Stretches
    pattern: str


def combine(ctx: Context, pieces: list[Piece]) -> list[Piece]:
    """The pieces of one text as its rules: each said once, recurrences with the span and day that stand apart."""
    if len(pieces) < 2:
        return pieces
    joined: list[Piece] = []
    if "act-each" in [piece.pattern for piece in pieces]:
        pieces = _said_once(ctx, pieces)
    for piece in pieces:
        before = joined[-1] if joined else None
        plain = _untangled(joined, piece) if before and piece.spans[0][0] < before.spans[-1][1] else piece
        before = joined[-1] if joined else None
        plain = _of_one_cycle(before, plain) if before else plain
        together = _joined(ctx, before, plain) if before else None
        if together:
            joined[-1] = together
        else:
            joined.append(plain)
    return _plain(ctx, joined)


def _untangled(joined: list[Piece], piece: Piece) -> Piece:
    """A piece whose words reach back over those before it: vague ones give way, others keep their words."""
    start, end = piece.spans[0]
    while joined and _gives_way(joined[-1].rule, piece) and joined[-1].spans[0][0] >= start:
        joined.pop()
    if joined and joined[-1].spans[-1][1] > start and joined[-1].spans != piece.spans:
        start = min(joined[-1].spans[-1][1], end)
        if joined[-1].spans[-1][1] >= end:
            return piece
    return piece._replace(spans=[(start, end)])


def _restates(ctx: Context, before: Piece, piece: Piece) -> bool:
    """Whether a piece only says when a recurrence comes: 每季度末（分别在6月、9月和12月底）, 每年|汛期结束后."""
    if isinstance(piece.rule, Event):
        return piece.rule.offset is None and before.spans[-1][1] == piece.spans[0][0]
    return isinstance(piece.rule, (By, Window)) and bool(
        _RESTATES.fullmatch(ctx.text, before.spans[0][1], piece.spans[0][0])
    )


def _of_one_cycle(before: Piece, piece: Piece) -> Piece:
    """A date that belongs to the cycle of the recurrence before it, with that one's span."""
    first, second = before.rule, piece.rule
    if isinstance(first, Recurring) and isinstance(second, Recurring) and _is_of_cycle(before, piece):
        return piece._replace(rule=second._replace(start=first.start, end=first.end))
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
    return isinstance(rule, Event) and rule.offset is None and isinstance(wider.rule, Event)


def _joined(ctx: Context, before: Piece, piece: Piece) -> Piece | None:
    """Two pieces that make one rule, as one; None where they are two."""
    gap = ctx.text[before.spans[-1][1] : piece.spans[0][0]]
    first, second = before.rule, piece.rule
    if _SENTENCE.search(gap):
        return None
    if isinstance(first, Recurring) and isinstance(second, Recurring) and _OF_THOSE.fullmatch(gap):
        return piece if first.freq == second.freq else None  # 按月报送的请于每月25日前
    if isinstance(first, Recurring) and _restates(ctx, before, piece):
        return _gathered(before, piece)
    if _OPENS.fullmatch(gap) and isinstance(second, (By, Window)) and _is_dated_by_what_follows(before):
        return piece  # 秋收前（9月20日至30日）, 3个月（6月15日—9月15日）: the dates say when
    if before.pattern == "upon" and isinstance(first, Event):
        return _upon(before, first, piece, gap)
    spans = [(before.spans[0][0], piece.spans[-1][1])]
    if isinstance(second, Recurring) and (joined := _recurring(ctx, before, piece, second, gap)):
        return joined
    if isinstance(first, Recurring) and piece.pattern == "since" and isinstance(second, Standing) and gap in ("", ","):
        return Piece(first._replace(start=second.start, end=None), spans, before.pattern)
    if lasting := _begun_and_over(ctx, before, piece, gap):
        return Piece(lasting, spans, piece.pattern)
    if isinstance(second, Standing) and second == Standing() and (begun := _begun_for_good(ctx, before, gap)):
        return Piece(begun, spans, piece.pattern)
    if isinstance(first, Window) and second == Standing() and not gap and ctx.column == "deadline":
        return Piece(Standing(first.start, first.end), spans, piece.pattern)  # 2022年—2024年持续推进
    if (
        isinstance(first, By)
        and second == Standing()
        and not gap
        and ctx.text.endswith(("年内", "年度内"), 0, before.spans[-1][1])
    ):
        return Piece(Standing(_first_of_year(first.date), first.date), spans, piece.pattern)  # 年内持续推进
    if isinstance(first, Standing) and isinstance(second, Standing):
        kept = second if first == Standing() and before.pattern.startswith("for-good") else first
        return _gathered(before, piece)._replace(rule=kept)
    return None


def _begun_for_good(ctx: Context, before: Piece, gap: str) -> Standing | None:
    """What begins at a point and then holds for good: 2018年5月启动，长期坚持."""
    if before.pattern != "points" or not isinstance(before.rule, By) or not _BEGUN_THEN.fullmatch(gap):
        return None
    days = stretch(ctx, ctx.text[slice(*before.spans[0])], *before.spans[0])
    return Standing(days.day(days.first)) if days and not days.edge else None


def _is_dated_by_what_follows(before: Piece) -> bool:
    """Whether a rule has no day of its own: a season, or a length that is counted from the row's own matter."""
    return before.pattern.startswith("ahead-of") or (isinstance(before.rule, Event) and before.rule.trigger is None)


def _begun_and_over(ctx: Context, before: Piece, piece: Piece, gap: str) -> Window | None:
    """A start and the day when what it began is over, as one stretch: 从10月份开始，明年春节前结束."""
    first, second = before.rule, piece.rule
    if not isinstance(first, (Standing, Window)) or not isinstance(second, By):
        return None
    over = _OVER.match(ctx.text, piece.spans[-1][1])
    if not _NEAR.fullmatch(gap) or not (over or _DONE.match(ctx.text, piece.spans[-1][1])):
        return None
    start = before.spans[0][0]
    from_then = before.pattern == "since" or ctx.text[start - 1 : start] in ("自", "从", "由")
    if before.pattern != "since" and not (_BEGUN.match(gap) and (over or from_then)):
        return None
    if not isinstance(first.start, date) or not isinstance(second.date, date) or first.start > second.date:
        return None
    return Window(first.start, second.date)


def _recurring(ctx: Context, before: Piece, piece: Piece, rule: Recurring, gap: str) -> Piece | None:
    """A recurrence with the start, the season or the span that stands before it, or as the day of that one."""
    first = before.rule
    spans = [(before.spans[0][0], piece.spans[-1][1])]
    if before.pattern == "since" and isinstance(first, (Standing, Window)) and len(gap) <= 40:
        return Piece(rule._replace(start=first.start, end=first.end), spans, piece.pattern)
    apart = _WHO if isinstance(first, By) else _EACH_OF if isinstance(first, Window) else None
    if _NEXT_TO.fullmatch(gap) or (apart and apart.fullmatch(gap)):
        if isinstance(first, Recurring) and first.freq == "yearly" and first.season and not rule.season:
            return Piece(rule._replace(season=first.season), spans, piece.pattern)
        if spanned := _spanned(ctx, before, rule):
            return Piece(spanned, spans, piece.pattern)
    if isinstance(first, Recurring) and piece.pattern == "day-of-each-month" and first.by is None:
        return _gathered(before, piece)._replace(rule=first._replace(by=rule.by))
    return None


def _upon(before: Piece, first: Event, piece: Piece, gap: str) -> Piece | None:
    """What is due once something has happened, with the term behind it: 批准后，于8月31日前; 立即（不超过4小时）."""
    rule = piece.rule
    if isinstance(rule, (By, Window, Recurring)):
        return piece if gap in ("", "于", "在") else None
    same = rule.trigger == first.trigger if isinstance(rule, Event) else False
    at_most = gap.endswith("(") or (piece.pattern == "at-most" and _ACT.fullmatch(gap))
    if isinstance(rule, Event) and rule.offset and (same or (rule.trigger is None and at_most)):
        return _gathered(before, piece)._replace(
            rule=first._replace(offset=rule.offset, business_days=rule.business_days)
        )
    return None


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
        or _SENTENCE.search(ctx.text, last, start)
    ):
        return False
    act = ctx.text[first:last].removesuffix("制度").removesuffix("”").removesuffix("制")
    return (act[-2:] if len(act) > len("周报") else act[-1:]) in ctx.text[start : end + SHORT]


def _spanned(ctx: Context, before: Piece, rule: Recurring) -> Recurring | None:
    """A recurrence with the stretch right before it as its span or, where that names no year, its season."""
    first = before.rule
    words = ctx.text[before.spans[0][0] : before.spans[0][1]]
    if isinstance(first, Standing) and before.pattern == "all-year":
        return rule._replace(start=first.start, end=first.end)
    if isinstance(first, By) and words.endswith("前") and isinstance(first.date, date):
        return rule._replace(start=_beginning(ctx, first.date), end=first.date)  # 2008年以前，每半年召开一次
    if isinstance(first, By) and before.pattern == "year" and isinstance(first.date, date) and not first.ambiguous:
        return rule._replace(start=date(first.date.year, 1, 1), end=first.date)
    if not isinstance(first, Window):
        return None
    if re.search(r"\d{4}|[今本明当]年|即日|现在", words):
        return rule._replace(start=first.start, end=first.end)
    if rule.freq == "yearly":
        return None
    if isinstance(first.start, date) and re.search("[日号]", words):
        return rule._replace(start=first.start, end=first.end)  # 1月21日至28日每天
    season = (_month(first.start), _month(first.end))
    return rule._replace(season=season) if rule.season is None else None


def _beginning(ctx: Context, end: date) -> date:
    """When what comes again until a day begins: the day of issue, else with the plan's year, else with that day's."""
    start = ctx.issued or date(ctx.year or end.year, 1, 1)
    return start if start <= end else date(end.year, 1, 1)


def _first_of_year(day: Day) -> Day:
    return day.replace(month=1, day=1) if isinstance(day, date) else Yearless(1, 1)


def _month(day: Day) -> int:
    return day.month


def _gathered(before: Piece, piece: Piece) -> Piece:
    """The first of two pieces with the words of both."""
    before.spans.extend(piece.spans)
    return before


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
        stop = _SENTENCE if soft else _CLAUSE
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if following and isinstance(following.rule, Irregular):
            following = _next_firm(pieces, index) if soft else None
        if any(near and _together(ctx, piece, near, stop) for near in (firm, following)):
            continue
        last = kept[-1] if kept else None
        if last and isinstance(last.rule, Irregular) and _together(ctx, last, piece, _SENTENCE):
            last.spans.extend(piece.spans)
        else:
            kept.append(piece)
    return kept


def _without_manners(ctx: Context, pieces: list[Piece]) -> list[Piece]:
    """The pieces without 立行立改 where a date, or what holds for good, stands beside it: it only says how."""
    at_once = [
        piece for piece in pieces if piece.rule == Standing() and ctx.text.startswith(_AT_ONCE, piece.spans[0][0])
    ]
    return [piece for piece in pieces if piece not in at_once] if len(at_once) < len(pieces) else pieces


def _next_firm(pieces: list[Piece], index: int) -> Piece | None:
    """The next piece that is not vague, if it comes soon."""
    soon = pieces[index + 1 : index + 1 + SOON]
    return next((piece for piece in soon if not isinstance(piece.rule, Irregular)), None)


def _together(ctx: Context, one: Piece, other: Piece, stop: re.Pattern[str]) -> bool:
    """Whether two pieces stand in one sentence, or clause."""
    start, end = min(one.spans[-1][1], other.spans[-1][1]), max(one.spans[0][0], other.spans[0][0])
    return not stop.search(ctx.text, start, end)
