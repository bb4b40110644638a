"""Two readings that stand side by side and say one thing: a start and its end, a recurrence and its span or season.

`_JOINERS` has for each two kinds of rule what may join one to the rule before it; the first that makes one rule of
both has its way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import HOUR, SEASONAL, SENTENCE_END, Context
from gkplan.deadline.points import stretch
from gkplan.deadline.rules import By, Day, Directive, Event, Recurring, Rule, Standing, Window, Yearless, new
from gkplan.deadline.seasons import months_between, months_in_brackets, says_days, whole_months

Stretches = list[tuple[int, int]]
_NEXT_TO = later(
    rf"(?:\(|\)|[主{SEASONAL}]期|”|,|、|的|要|应当?|须|期间|之?内|各地|各单位|每年|定期|全市|全县|全区|组织|开展|实行|原则上)*(?:对[^,。;对]{{1,12}})?"
)
_WHO = later(",[^,。;完成建报制开]{0,10}")  # who does it until then: 2020年底前，各县每季度
_EACH_OF = later(
    ",(?=各|沿|全[省市县区镇乡村]|有关|[省市县区]级|[省市县区]?财政|中央|国家)[^,。;完成建报制开]{0,10}"
)  # 从5月25日至6月20日，各乡镇每天
_WHICH = "[^,。;]{0,6}的,?(?:请|应|要|须)?(?:分别)?[于在]"  # 按季报送的请于3、6、9、12月
_OF_THOSE = later(_WHICH)
_RESTATES = later(r"[末底]?\((?:即|分别|每年)*(?:在|于|为|是)?[^()\n]{0,40}|" + _WHICH + r"[\d、,和及月]{0,16}")
_PARTED = later(r"[^,。;\n]{0,14},(?P<of_these>其中)?")
_OPENS = later("(?:完成|落实)?[(]")
_BEGUN = later("(?:正式|全面)?(?:启动|开展|展开|实施|进行|开放|开通)")  # 从3月|启动，6月结束
_BEGUN_THEN = later(f"{_BEGUN.pattern}[,、;]?(?:并|然后)?")
_NEAR = later(f"(?:{_BEGUN.pattern})?[^,。;\\n]{{0,8}}[,、]?(?:到|至|在|于|并)?[^,。;\\n]{{0,8}}")
_OVER = later("(?:基本|全部|全面|圆满)?(?:结束|截止|终止|关闭)")
_DONE = later(r"(?:基本|全部|全面|圆满)?(?:完成|建成)(?=[,。;)\n]|$)")
_ACT_DONE = later("(?:基本|全部|全面)?(?:完成|结束)(?P<act>[\u4e00-\u9fff]{2})")
_REPORTED = later("一?[上填]?报送?")
_DAYS = ("points", "lone-day", "day-of-each-month")  # what reads the day of a recurrence that stands apart
_APART = later("(?:开展|完成|举办|进行|组织)?[,;(]?")
_UNTIL = later("[^,。;\\n]{0,8}[,、]?(?:一?直至|一?直到|持续到|持续至)")
_UNTIL_THEN = later("[^,。;\\n]{0,12}[,、]?[至到]")  # 每周五报送进度，至|12月25日止
_CLOCKS = later(f"(?:的|为|从|:)?{HOUR}")
_STARTS = ("since", "near-issue")
_FROM = ("自", "从", "由")
_IN_A_YEAR = {"daily": 365, "weekly": 52, "monthly": 12, "quarterly": 4, "half-yearly": 2, "yearly": 1}
_NEAR_BY = 10  # characters between a time and what settles it more closely
_FAR = 40  # characters between a start and the recurrence that it is of


class Piece(NamedTuple):
    """A rule, the stretches of squeezed text it was read from, and the name of its pattern.

    The stretches are a list that grows in place, since one vague rule may gather a whole text.
    """

    rule: Rule
    spans: Stretches
    pattern: str


class Pair(NamedTuple):
    """Two pieces of a sentence and the words between them."""

    ctx: Context
    before: Piece
    piece: Piece
    gap: str

    def over_both(self, rule: Rule, pattern: str | None = None) -> Piece:
        """A rule read from the whole stretch of both, by the second's pattern unless another is named."""
        spans = [(self.before.spans[0][0], self.piece.spans[-1][1])]
        return Piece(rule, spans, pattern or self.piece.pattern)

    def gathered(self) -> Piece:
        """The first with the words of both."""
        self.before.spans.extend(self.piece.spans)
        return self.before


def joined(ctx: Context, before: Piece, piece: Piece) -> Piece | None:
    """Two pieces that make one rule, as one; None where they are two."""
    joiners = _JOINERS.get((type(before.rule), type(piece.rule)))
    if joiners is None:
        return None
    gap = ctx.text[before.spans[-1][1] : piece.spans[0][0]]
    if SENTENCE_END.search(gap):
        return None
    pair = new(Pair, (ctx, before, piece, gap))
    for join in joiners:
        if one := join(pair):
            return one
    return None


def _said_again(pair: Pair) -> Piece | None:
    """A recurrence that is only said again, or parted: 按月报送的请于每月25日前; 每年2次，其中上、下半年各1次."""
    first, second = pair.before.rule, pair.piece.rule
    if not isinstance(first, Recurring):
        return None
    if isinstance(second, Recurring):
        if first.freq == second.freq and _OF_THOSE.fullmatch(pair.gap):
            return pair.piece
        if first == Recurring("yearly") and second.freq == "yearly" and _APART.fullmatch(pair.gap):
            return pair.gathered()._replace(rule=second)  # 每年一次，6月底和12月底前
        of_both = second.freq == first.freq or (first.by or "").endswith("of next month")
        if of_both and pair.before.pattern in _DAYS and second.by is None and _APART.fullmatch(pair.gap):
            return pair.gathered()._replace(rule=first._replace(freq=second.freq))  # 次月5日前（每季度）
        once_more = second == Recurring(first.freq) and pair.before.pattern == "day-of-each-month"
        start, end = pair.piece.spans[-1]
        if once_more and ("报" in pair.ctx.text[start:end] or _REPORTED.match(pair.ctx.text, end)):
            return pair.gathered()  # 次月5日前将报表报统计局，每月一报
        return pair.gathered() if _is_parted(first, second, pair.gap) else None
    if season := _season_behind(pair):
        return pair.gathered()._replace(rule=first._replace(season=season))
    return pair.gathered() if _restates(pair) else None


def _until(pair: Pair) -> Piece | None:
    """A recurrence with the day or the month that it lasts until: 每月28日前更新，直至2024年12月."""
    first, last = pair.before.rule, _last_day(pair.piece.rule)
    if not isinstance(first, Recurring) or last is None:
        return None
    ends = pair.ctx.text.endswith("止", 0, pair.piece.spans[-1][1]) and _UNTIL_THEN.fullmatch(pair.gap)
    if not ends and not _UNTIL.fullmatch(pair.gap):
        return None
    return pair.gathered()._replace(rule=first._replace(start=first.start or _beginning(pair.ctx, last), end=last))


def _season_behind(pair: Pair) -> tuple[int, int] | None:
    """The months that stand behind a recurrence in a cell, or in brackets: 每旬末，11月至次年2月; 每月1次（5—10月）."""
    first, second = pair.before.rule, pair.piece.rule
    if not isinstance(first, Recurring) or not isinstance(second, Window) or first.freq == "yearly" or first.season:
        return None
    marks = ("(", ",") if pair.ctx.column == "deadline" else ("(",)
    if pair.gap.lstrip("末底") not in marks or says_days(pair.ctx, *pair.piece.spans[0]):
        return None
    return second.start.month, second.end.month


def _is_parted(first: Recurring, second: Recurring, gap: str) -> bool:
    """Whether a recurrence only parts or sums up the one before it: 每年2次，上、下半年各1次; 每季1次，全年4次."""
    summed = second.freq == "yearly" and second.times == first.times * _IN_A_YEAR[first.freq] and first.interval == 1
    if summed and (gap == "(" or (gap == "," and first.freq != "yearly")):
        return True
    parted = _PARTED.fullmatch(gap)
    halves = (first.freq, second.freq) == ("yearly", "half-yearly") and first.times == 2 * second.times
    return parted is not None and (halves or parted["of_these"] is not None)


def _restates(pair: Pair) -> bool:
    """Whether a piece only says when a recurrence comes: 每季度末（分别在6月、9月和12月底）, 每年|汛期结束后."""
    before, piece = pair.before, pair.piece
    if isinstance(piece.rule, Event):
        return piece.rule.offset is None and not pair.gap
    return isinstance(piece.rule, (By, Window)) and bool(
        _RESTATES.fullmatch(pair.ctx.text, before.spans[0][1], piece.spans[0][0])
    )


def _in_steps(pair: Pair) -> Piece | None:
    """A date by which all is done in steps: 分年度实施，2025年前完成."""
    in_steps = pair.ctx.text.startswith("分年", pair.before.spans[0][0])
    return pair.piece if in_steps and isinstance(pair.before.rule, Recurring) else None


def _dated(pair: Pair) -> Piece | None:
    """What dates say of a season or a length beside them in brackets: 秋收前（9月20日至30日）, 6月1日前（入汛前）."""
    first = pair.before.rule
    if pair.gap == "(" and pair.piece.rule == first:
        return pair.gathered()  # 2020年底（“十三五”末）
    if pair.piece.pattern.startswith("ahead-of") and isinstance(first, (By, Window)) and pair.gap == "(":
        return pair.gathered()
    undated = pair.before.pattern.startswith("ahead-of") or (isinstance(first, Event) and first.trigger is None)
    if undated and isinstance(pair.piece.rule, (By, Window)) and _OPENS.fullmatch(pair.gap):
        return pair.piece
    return None


def _upon(pair: Pair) -> Piece | None:
    """What is due once something has happened, with its term: 批准后，于8月31日前; 接报后立即核查，3日内反馈."""
    first, rule, gap = pair.before.rule, pair.piece.rule, pair.gap
    if pair.before.pattern != "upon" or not isinstance(first, Event):
        return None
    orders = pair.ctx.text.endswith(",", 0, pair.before.spans[-1][1]) and "," not in gap and len(gap) <= _FAR
    if orders and (isinstance(rule, By) or (isinstance(rule, Event) and rule.trigger and rule.offset)):
        return pair.piece  # 验收后，|由有关部门于|10月31日前: what comes first, of one act
    if isinstance(rule, (By, Window, Recurring)):
        return pair.piece if gap in ("", "于", "在") else None
    if not isinstance(rule, Event) or rule.offset is None or rule.offset.startswith("-"):
        return None
    if rule.trigger == first.trigger or (rule.trigger is None and len(gap) <= _FAR):
        timed = first._replace(offset=rule.offset, business_days=rule.business_days)
        return pair.gathered()._replace(rule=timed)
    return None


def _hours(pair: Pair) -> Piece | None:
    """A stretch with the hours of each of its days: 11月22日至28日，每天9:00—18:00."""
    daily = isinstance(pair.piece.rule, Recurring) and pair.piece.rule.freq == "daily"
    if not daily or not isinstance(pair.before.rule, Window) or pair.gap not in (",", "(", "的", ""):
        return None
    hours = _CLOCKS.match(pair.ctx.text, pair.piece.spans[-1][1])
    return pair.gathered() if hours and any(to in hours[0] for to in "-至到") else None


def _recurring(pair: Pair) -> Piece | None:
    """A recurrence with the start, the season or the span that stands before it, or as the day of that one."""
    first, rule, gap = pair.before.rule, pair.piece.rule, pair.gap
    if not isinstance(rule, Recurring):
        return None
    if pair.before.pattern in _STARTS and isinstance(first, (Standing, Window)) and len(gap) <= _FAR:
        return pair.over_both(rule._replace(start=first.start, end=first.end))
    if season := months_in_brackets(pair.ctx, pair.before.rule, pair.before.spans[0][0], pair.gap):
        return pair.over_both(rule._replace(season=season)) if rule.season is None else None
    apart = _WHO if isinstance(first, By) else _EACH_OF if isinstance(first, Window) else None
    if _NEXT_TO.fullmatch(gap) or (apart and apart.fullmatch(gap)):
        if isinstance(first, Recurring) and first.freq == "yearly" and not rule.season:
            season = first.season or months_between(pair.ctx, *pair.before.spans[0])
            if season:
                return pair.over_both(rule._replace(season=season))
        if spanned := _spanned(pair, rule):
            return pair.over_both(spanned)
    if isinstance(first, Recurring) and pair.piece.pattern == "day-of-each-month" and first.by is None:
        return pair.gathered()._replace(rule=first._replace(by=rule.by))
    return None


def _spanned(pair: Pair, rule: Recurring) -> Recurring | None:
    """A recurrence with the stretch right before it as its span or, where that names no year, its season."""
    first = pair.before.rule
    words = pair.ctx.text[slice(*pair.before.spans[0])]
    if isinstance(first, By) and (pair.gap == "(" or "后" in pair.gap):
        return None  # 11月30日前（每月25日前报送进度）; 首次4月10日前，之后每季度
    if rule.freq == "yearly" and isinstance(first, By) and (first.date.month, first.date.day) != (12, 31):
        return None  # 2020年3月底前，每年一次: the first time is set, and no year ends by then
    if isinstance(first, By) and words.endswith("前") and isinstance(first.date, date):
        return rule._replace(start=_beginning(pair.ctx, first.date), end=first.date)  # 2008年以前，每半年召开一次
    if isinstance(first, By) and pair.before.pattern == "year" and isinstance(first.date, date) and not first.ambiguous:
        return rule._replace(start=date(first.date.year, 1, 1), end=first.date)
    if not isinstance(first, Window) or is_stage(pair.ctx, pair.before):
        return None
    if re.search(r"\d{4}|[今本明当]年|即日|现在|年[底末]", words):
        return rule._replace(start=first.start, end=first.end)
    if rule.freq == "yearly":
        return None
    if isinstance(first.start, date) and re.search("[日号]", words) and not whole_months(first):
        return rule._replace(start=first.start, end=first.end)  # 1月21日至28日每天
    return rule._replace(season=(first.start.month, first.end.month)) if rule.season is None else None


def is_stage(ctx: Context, piece: Piece) -> bool:
    """Whether a stretch is that of a stage, which is due itself: 集中整治阶段（7月1日至10月31日），每半月上报."""
    return isinstance(piece.rule, Window) and ctx.text.endswith("阶段(", 0, piece.spans[0][0])


def _beginning(ctx: Context, end: date) -> date:
    """When what comes again until a day begins: the day of issue, else with the plan's year, else with that day's."""
    start = ctx.issued or date(ctx.year or end.year, 1, 1)
    return start if start <= end else date(end.year, 1, 1)


def _recurring_since(pair: Pair) -> Piece | None:
    """A recurrence with the start behind it: 每月一次，自7月起."""
    first, second = pair.before.rule, pair.piece.rule
    if not isinstance(first, Recurring) or not isinstance(second, Standing) or pair.piece.pattern != "since":
        return None
    if pair.gap not in ("", ","):
        return None
    return pair.over_both(first._replace(start=second.start, end=None), pair.before.pattern)


def _begun_and_over(pair: Pair) -> Piece | None:
    """A start and the day when what it began is over, as one stretch: 从10月份开始，明年春节前结束."""
    first, gap, last = pair.before.rule, pair.gap, _one_day(pair.piece.rule)
    if last is None:
        return None
    text, end = pair.ctx.text, pair.piece.spans[-1][1]
    over = _OVER.match(text, end)
    if not isinstance(first, (Standing, Window)):
        return None
    done = _DONE.match(text, end) or _is_same_act(gap, text, end)
    if not _NEAR.fullmatch(gap) or not (over or done):
        return None
    since = pair.before.pattern == "since"
    from_then = since or text.startswith(_FROM, pair.before.spans[0][0] - 1)
    if not since and not (_BEGUN.match(gap) and (over or from_then)):
        return None
    if not isinstance(first.start, date) or first.start > last:
        return None
    return pair.over_both(Window(first.start, last))


def _is_same_act(gap: str, text: str, end: int) -> bool:
    """Whether what is done by a day is what was begun: 7月1日起|正式登记，7月10日以前|完成登记工作."""
    act = _ACT_DONE.match(text, end)
    return act is not None and act["act"] in gap


def _last_day(rule: Rule) -> date | None:
    """The last day that a date or a stretch reaches to; None where it names no year."""
    day = rule.date if isinstance(rule, By) else rule.end if isinstance(rule, Window) else None
    return day if isinstance(day, date) else None


def _one_day(rule: Rule) -> date | None:
    """The day that a rule names and nothing more; None where it names more, or no year."""
    return None if isinstance(rule, Window) and rule.start != rule.end else _last_day(rule)


def _begun_for_good(pair: Pair) -> Piece | None:
    """What begins at a point and then holds for good: 2018年5月启动，长期坚持."""
    before = pair.before
    if pair.piece.rule != Standing() or not _BEGUN_THEN.fullmatch(pair.gap):
        return None
    first = _first_day(pair.ctx, before)
    return pair.over_both(Standing(first)) if first else None


def _first_day(ctx: Context, piece: Piece) -> Day | None:
    """The first day of the point that a rule was read from as the date to be done by; None where it names its end."""
    if piece.pattern != "points" or not isinstance(piece.rule, By):
        return None
    carried = ctx.carried
    if isinstance(piece.rule.date, date):
        ctx.carried = piece.rule.date.year
    days = stretch(ctx, ctx.text[slice(*piece.spans[0])], *piece.spans[0])
    ctx.carried = carried
    return days.day(days.first) if days and not days.edge else None


def _settled_later(pair: Pair) -> Piece | None:
    """A time that a notice will settle more closely: 暂定于6月中旬，具体时间另行通知."""
    timed = isinstance(pair.before.rule, (By, Window)) and pair.piece.pattern.startswith("later-notice")
    closely = "具体" in pair.gap or pair.ctx.text.startswith("具体", pair.piece.spans[0][0])
    return pair.gathered() if timed and closely and len(pair.gap) < _NEAR_BY else None


def _after_a_manner(pair: Pair) -> Piece | None:
    """What holds for good, right behind words that name nobody who says when: 按相应时间节点|常态开展."""
    first = pair.before.rule
    nobody = isinstance(first, Directive) and first.authority in (None, "相应", "有关", "相关")
    return pair.over_both(pair.piece.rule) if nobody and not pair.gap else None


def _standing_in(pair: Pair) -> Piece | None:
    """What holds for good within a stretch: 2022年—2024年持续推进, 年内持续推进."""
    first = pair.before.rule
    if pair.piece.rule != Standing() or pair.gap:
        return None
    if isinstance(first, Window) and pair.ctx.column == "deadline":
        return pair.over_both(Standing(first.start, first.end))
    within = pair.ctx.text.endswith(("年内", "年度内"), 0, pair.before.spans[-1][1])
    if isinstance(first, By) and within:
        return pair.over_both(Standing(_first_of_year(first.date), first.date))
    return None


def _first_of_year(day: Day) -> Day:
    return day.replace(month=1, day=1) if isinstance(day, date) else Yearless(1, 1)


def _standing_twice(pair: Pair) -> Piece | None:
    """Two that hold for good, as one: with the dates of the one that has some."""
    first, second = pair.before.rule, pair.piece.rule
    if not isinstance(first, Standing) or not isinstance(second, Standing):
        return None
    if first.start and second.start and first.start != second.start:
        return None  # 从2019年起公开招聘，2020年起不再从应届毕业生中招聘
    kept = second if first == Standing() and pair.before.pattern.startswith("for-good") else first
    return pair.gathered()._replace(rule=kept)


# By the kinds of both, the first and the second: what may make one rule of them.
_JOINERS: dict[tuple[type[Rule], type[Rule]], tuple[Callable[[Pair], Piece | None], ...]] = {
    (By, By): (_dated,),
    (By, Window): (_dated,),
    (By, Event): (_dated,),
    (By, Recurring): (_recurring,),
    (By, Standing): (_begun_for_good, _standing_in),
    (By, Directive): (_settled_later,),
    (Window, By): (_dated, _begun_and_over),
    (Window, Window): (_dated, _begun_and_over),
    (Window, Event): (_dated,),
    (Window, Recurring): (_hours, _recurring),
    (Window, Standing): (_standing_in,),
    (Window, Directive): (_settled_later,),
    (Standing, By): (_begun_and_over,),
    (Standing, Window): (_begun_and_over,),
    (Standing, Recurring): (_recurring,),
    (Standing, Standing): (_standing_twice,),
    (Recurring, By): (_in_steps, _until, _said_again),
    (Recurring, Window): (_until, _said_again),
    (Recurring, Event): (_said_again,),
    (Recurring, Recurring): (_said_again, _recurring),
    (Recurring, Standing): (_recurring_since,),
    (Directive, Standing): (_after_a_manner,),
    (Event, By): (_dated, _upon),
    (Event, Window): (_dated, _upon),
    (Event, Event): (_dated, _upon),
    (Event, Recurring): (_upon,),
}
