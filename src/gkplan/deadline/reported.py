"""Whether a point of a deadline cell reports what was done or is labelled as a fact, and so is no date to be done by.

`已于2017年9月完成`, `2018年11月29日完成整改` of a later paper, `批复日期2017年4月12日`.
"""

from __future__ import annotations

import re

from gkplan.deadline.around import around, whole_line
from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import Context
from gkplan.deadline.narration import refers
from gkplan.deadline.points import Stretch

_LONG_AGO = 2  # years before the plan's, from which on a cell only tells
# 已完成（2003年5月）, 已于2021年8月整改到位, 完成情况（截至6月30日）, 原定2018年底: not by when, in a cell.
_NOT_BY = later(
    "已经?(?:[^,。;\\n0-9]{0,4}(?:完成|办结|整改|落实|销号|出台|印发|建成|公开|公布|到位)[^,。;\\n0-9]{0,4}[(:,]|[于在])$"
    "|[,;(]实际(?:完成|完工|竣工)?[于在为:]?$|(?:原定|原计划|原)(?:完成|整改)?(?:时限|期限|时间)?[:为于在]{0,2}$|已[于在][^。;\\n]{4,20}(?:完成|办结|整改|印发|召开)[,、]?并?(?:于|在)$|情况[(]截[至止]$"
)
_REPORTED = later("已|(?:完成|通过|召开|印发|下发|开展|启动|组织)(?!时限|时间|期限)")
# What a date stands behind that is a fact, not to be done by then: 批复日期2017年4月12日.
_FACT = later(
    "(?:编制|修订|批复|(?<!下次)检验|到任|任职|任命|出生|成立|实际[^,。;:]{0,6}|发文|成文|填表|上次[^,。;:]{0,6})(?:日期|时间)[:为]?$"
)


def reported(ctx: Context, match: re.Match[str], days: Stretch) -> bool:
    """Whether a point of a cell is no date to be done by; `match` has its `points` and its `ending`."""
    closed = bool(match["ending"])
    if not closed and not days.edge and _was_done(ctx, match, days):
        return True
    if not match.start():
        return False
    goes_on = closed and ctx.text.startswith(",", match.start() - 1)  # …已完成，2018年10月底前建成
    if not goes_on and _NOT_BY.search(ctx.text, max(0, match.start() - 32), match.start()):
        return True
    words = around(ctx, match.start(), match.end())
    return not closed and (_FACT.search(words.before) is not None or refers(words))


def was_over(ctx: Context, point: str, days: Stretch) -> bool:
    """Whether a point that says its year was over when the plan was issued: it tells, or it is a step already taken."""
    return point[:2] in ("19", "20") and ctx.issued is not None and days.known and days.last < ctx.issued


def _was_done(ctx: Context, match: re.Match[str], days: Stretch) -> bool:
    """Whether a cell tells of years ago (1994年撤县设市) or of a day before the paper (2018年11月29日完成整改).

    A line that sets a date and says nothing more sets it, however long ago.
    """
    if ctx.year is not None and days.known and days.last.year < ctx.year - _LONG_AGO:
        return not whole_line(ctx, *match.span())
    done = days.size == "day" and was_over(ctx, match["points"], days)
    return done and _REPORTED.match(ctx.text, match.end()) is not None
