"""The words that say what a term waits for: 收到申请之日|起15日内, 会议召开|前3日."""

from __future__ import annotations

import re

from gkplan.deadline.expressions import later
from gkplan.deadline.grammar import CN, DOINGS, NUMBER, Context

LOOK_BACK = 60
SPAN = rf"(?:{NUMBER}|半)个?(?:工作日|工作天|日|天|周|月|小时)"
# 事发|三个工作日内, 作品完成|两年内: ends of words for what has happened, right before a length of time.
ENDS = "完成|完毕|竣工|终结|届满|期满|事发|离任|离职|退休|毕业|签订|生效|结束|投产"
NOT_EVENTS = frozenset(
    (
        "今后",
        "此后",
        "以后",
        "最后",
        "先后",
        "前后",
        "落后",
        "背后",
        "随后",
        "然后",
        "之后",
        "同时",
        "及时",
        "按时",
        "届时",
    )
)


_MOMENT = later(
    rf"(?P<moment>之日|(?<=[^\d{CN}今明次即本当每一作假生休翌隔某整全])日(?=起)|之时|当日|当天|次日|后|时(?<![小课学工及按]时)|(?:{ENDS})(?=的?第?$))(?:起|开始|算起|计算)?[,、]?(?:(?<=[起后][,、])[\u4e00-\u9fff]{{2,8}}?)?"
    rf"(?:[\u4e00-\u9fff]{{0,6}}{SPAN}[、和][\u4e00-\u9fff]{{0,6}})?"
    r"(?:应当?|须|必须|要|可|原则上)?(?:在|于)?(?:其后|此后)?的?第?$"
)
# 在收到资金文件|30日内
_RECEIVED = later("(?:自|在|于)?(?P<what>(?:收到|接到)[^,。;:\n后的应须要未在]{2,16})的?$")
_SENTENCE = later(r"[。;\n(]")
# Behind which the clause of a trigger starts; a comma right before its end belongs to it.
_BREAK = later("[,:](?=.)|内、|每个?[年月周季]度?[^或]{0,12}或")
_ARTICLE = later(  # also with a heading before it, where lines were lost: 第四章跟踪评价第二十四条
    rf"^(?:(?:.*[^例法定则程案细])?第[{CN}百零\d]{{1,6}}条(?![第所规的])|.*\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.?|(?:最[迟晚长])?不[得应能可]?(?:超过|晚于|迟于))"
)


def trigger_before(ctx: Context, at: int) -> tuple[int, str | None]:
    """Where the words of the trigger that ends at `at` start, and those words; None where there are none."""
    low = max(0, at - LOOK_BACK)
    moment = _MOMENT.search(ctx.text, max(low, at - 28), at)
    if not moment:
        received = _RECEIVED.search(ctx.text, max(low, at - 28), at)
        return (received.start(), received["what"]) if received else (at, None)
    end = moment.end("moment")
    words = _SENTENCE.split(ctx.text[low:end])[-1]
    low = end - len(words)
    words = from_preposition(words)
    words = _ARTICLE.sub("", words[_last_end(_BREAK, words) :])
    if len(words) < 2 or words in NOT_EVENTS:
        return at, None
    start = end - len(words)
    return start - (start > low and ctx.text[start - 1] in "自从由在于待"), words


_PREPOSITION = later(
    # All begin with one of a set of characters, so that a search passes over the others at once.
    "[自从由应须要待在于](?:(?<=自)(?!己|身|评|检|测|建|筹|用(?![工户水电])|学|营(?!业)|主|然|行|动|查(?!询|[实封处获])|愿|治|贸|来)|(?<=从)(?!业|事|而|严|重|快)|(?<=由)(?<!理由)(?!于)"
    "|(?<=应)当?在|(?<=[须要])在|(?<=待)(?!遇|办|业)|(?<=在)(?!线|地|建|职|校|岗|编|产)|(?<=于)(?<![关对由属用位基限少多高低大小]于))"
)


def from_preposition(words: str) -> str:
    """The words behind the last 自, 从 or 由 that starts a trigger."""
    return words[_last_end(_PREPOSITION, words) :]


def _last_end(expression: re.Pattern[str], words: str) -> int:
    """Where the last match of an expression ends; the beginning where there is none."""
    end = 0
    for found in expression.finditer(words):
        end = found.end()
    return end


_SOME_DAY = later(f"[之假节办谈布播{DOINGS}]日$")
_CLAUSE = later(r"[。;\n,:()、“”]")


def words_before(ctx: Context, at: int) -> tuple[int, str | None]:
    """Where the words of the clause that ends at `at` start, and those words; None where they name nothing."""
    base = max(0, at - 24)
    words = _CLAUSE.split(ctx.text[base:at])[-1]
    words = from_preposition(re.sub("^(?:各[^,]{1,8})?(?:应当?|须|要|必须|在|于|自|至少)+", "", words))
    start = at - len(words)
    words = words.removesuffix("的")
    if (
        len(words) < 1
        or not re.search(r"[\u4e00-\u9fff]$", words)
        or words in ("目", "此", "当", "以", "之")
        or words.endswith(("年", "月", "年度", "规定", "要求", "确定", "期间"))
        or (words[-1] in "年月周日天" and not _SOME_DAY.search(words))
    ):
        return at, None
    return start, words
