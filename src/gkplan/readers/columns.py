"""What a table's columns mean, by what their headings say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

Field = Literal["no", "title", "requirement", "units", "support", "deadline", "extra"]
FIELDS: tuple[Field, ...] = ("no", "title", "requirement", "units", "support", "deadline", "extra")

# The first that fits decides: 完成时限要求 speaks of time though it ends like a requirement, 配合单位 of support though
# it ends like a unit, 责任领导 and 进展情况 of what no field is for though 责任 and 情况 are heard elsewhere.
_HEADINGS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    ("no", re.compile(r"(?:任务|项目|事项|工作|问题|措施)?(?:序号|编号|顺序号)|序|号|№|no\\.?", re.IGNORECASE)),
    (
        "extra",
        re.compile(
            r"备注.*|说明|附注|.*依据|(?:督办|监督|监管|验收|审核|考核|督导|指导|报送|填报|联系|挂点|评估)(?:责任)?(?:单位|部门|处室|科室)|.*(?:联系方式|电话|手机|姓名|职务)"
            r"|(?!.*(?:单位|部门|处室|科室|股室)[及和与、/（(]).*(?:领导|责任人|负责人|联系人|联络员|经办人|分管.*)"
            r"|.*(?:进展|完成情况|落实情况|整改情况|推进情况|存在问题|困难|成效|进度情况|完成比例|完成率|是否完成|销号|状态).*"
            r"|(?:开始|启动|起始|计划开始|开工|交办|印发|下达|立项|反馈|发现)(?:时间|日期)|.*(?:来源|出处|类型|性质|投资.*|资金.*|金额.*|地点)"
        ),
    ),
    (
        "deadline",
        re.compile(
            r"(?!.*(?:开始|启动|起始)).*(?:时限|期限|时间|日期|时序|节点|进度安排)(?:.{0,6}|[（(].*[）)])"
            r"|(?:工作|推进|完成|计划|时间|实施|序时)?进度(?:要求|安排|计划)?"
        ),
    ),
    (
        "support",
        re.compile(
            r"(?!.*(?:牵头|责任|主办|承办)).*(?:配合|协办|协助|协同|协作|会办|参与|参加|支持|协管)(?:责任)?(?:单位|部门|处室|科室|方)?"
        ),
    ),
    (
        "support",
        re.compile(
            r"(?:责任|落实)?(?:配合|协办|协助|协同|参与)(?:责任)?(?:单位|部门|处室|科室)"
            r"|[^（(]*(?:单位|部门)[（(](?:配合|协办|协助|协同|参与)(?:单位|部门)?[）)]"
        ),
    ),
    (
        "units",
        re.compile(
            r".*(?:单位|部门|处室|科室|股室|机构|主体)(?:[（(].*[）)]|名称|[及和与、/].*(?:人|领导))?"
            r"|.*(?:牵头|主办|承办|负责)方?|责任(?:分工|方|清单)"
        ),
    ),
    (
        "requirement",
        re.compile(
            r"(?:具体|工作|主要|落实|整改|实施|推进|重点|目标|任务|改革|建设|细化|责任|年度|贯彻)"
            r".*(?:要求|措施|内容|举措|做法|目标|标准|任务分解|成果|安排)"
        ),
    ),
    (
        "requirement",
        re.compile(
            r"具体(?:任务|事项|工作|分工)|(?:年度)?(?:目标|指标)(?:值|数)|要求|措施|内容|举措|目标|分工|.*任务分解|.*(?:举措|措施|要求|内容)(?:及.{1,4})?|(?:任务|措施)清单|任务细化.*|工作标准"
        ),
    ),
    (
        "title",
        re.compile(
            r".*(?:任务|事项|项目|工作|要点|问题|类别|分类|类型|指标|名称|领域|方面|清单|条目|专项|主题|环节|实事|要事|事宜|课题|议题|建议|提案|承诺)(?:名称|清单|分类|分解)?(?:[（(].*[）)])?"
        ),
    ),
)
_STAGE = re.compile(
    r"(?:第?[一二三四1-4]季度|[上下]半年|(?:1?\d|[一二三四五六七八九十]{1,2})月份?)(?:目标|任务|计划|进度|节点|安排|工作)?"
)
_HALVES = frozenset({"上半年", "下半年"})
_LEAST_STAGES = 3
"""So many columns of months or quarters are headings of stages; fewer may be the deadlines of a row."""
_PLAIN = str.maketrans(
    "責單務時牽頭備註編號內實項標領導處進辦協與參門間節點類別體範圍",
    "责单务时牵头备注编号内实项标领导处进办协与参门间节点类别体范围",
)
"""The traditional characters of headings, in simplified ones."""
LONGEST_HEADING = 30
"""A cell of more characters is no heading."""
_SPACES = re.compile(r"[ \t\u3000\u00a0\n]")
_REACHED = re.compile("目标|标准|成果")
_SORTING = re.compile("(?:任务|工作|项目|事项|指标)?(?:类别|类型|分类|领域|方面|板块|大类)")
_FINISHING = re.compile("完成|办结|结束|时限|期限|截止|节点|销号")


class Columns(NamedTuple):
    """Which columns hold what; `units` may be several (牵头单位, then 责任单位), the lead first.

    `deadline` is several only where a table has a column for each stage; `extra` are those that no field is for, and
    of these `unknown` the ones whose heading says nothing known, or that they too are of work or units or time.
    """

    no: int | None
    title: int
    requirement: int
    units: tuple[int, ...]
    support: tuple[int, ...]
    deadline: tuple[int, ...]
    extra: tuple[int, ...]
    unknown: tuple[int, ...] = ()


def columns(
    header: Sequence[str], mapped: Mapping[str, Field] | None = None, *, lacking: Field | None = None
) -> Columns | None:
    """The columns that a row of headings names; None where it isn't one: it must name work, units and time.

    `mapped` says what headings mean, over what they would be taken for. `lacking` is `units` or `deadline`: a header
    may then do without these; or `title`: then what is not known, before the units if anything is, is the work. Where
    there is but one column of work, it is both title and requirement.
    """
    headings = [squeezed(words) for words in header]
    wished = {squeezed(heading): field for heading, field in (mapped or {}).items()}
    fields = [wished.get(heading) or field_of(heading) for heading in headings]
    work = [at for at, field in enumerate(fields) if field in ("title", "requirement")]
    if lacking == "title":
        work = [] if work else _unnamed(fields, headings)
    units = tuple(at for at, field in enumerate(fields) if field == "units")
    deadline = _deadlines(fields, headings)
    if not work or not (units or lacking == "units") or not (deadline or lacking == "deadline"):
        return None
    title, requirement = _work(fields, headings, work)
    support = tuple(at for at, field in enumerate(fields) if field == "support")
    no = fields.index("no") if "no" in fields else None
    used = {no, title, requirement, *deadline, *units, *support}
    extra = tuple(at for at in range(len(header)) if at not in used)
    unknown = tuple(at for at in extra if fields[at] != "extra" and not _SORTING.fullmatch(headings[at]))
    lead_first = tuple(sorted(units, key=lambda at: not re.search("牵头|主办", headings[at])))
    return Columns(no, title, requirement, lead_first, support, deadline, extra, unknown)


def _unnamed(fields: Sequence[Field | None], headings: Sequence[str]) -> list[int]:
    """The columns with headings that nothing is known of: those before the units, if there are any."""
    unknown = [at for at, field in enumerate(fields) if field is None and headings[at]]
    units = fields.index("units") if "units" in fields else 0
    return [at for at in unknown if at < units] or unknown


def squeezed(words: str) -> str:
    """A heading without its spaces and line breaks: 序  号."""
    return _SPACES.sub("", words)


@lru_cache(maxsize=4096)
def field_of(heading: str) -> Field | None:
    """What a heading without spaces is of; None where it is of nothing known, or no heading at all."""
    if not heading or len(heading) > LONGEST_HEADING:
        return None
    plain = heading.translate(_PLAIN)
    return next((field for field, known in _HEADINGS if known.fullmatch(plain)), None)


def _deadlines(fields: Sequence[Field | None], headings: Sequence[str]) -> tuple[int, ...]:
    """The columns of time; where one of several is of finishing, that one; where there is none, those of stages."""
    found = tuple(at for at, field in enumerate(fields) if field == "deadline")
    stages = {heading: at for at, heading in enumerate(headings) if _STAGE.fullmatch(heading)}
    if not found and (len(stages) >= _LEAST_STAGES or stages.keys() == _HALVES):
        return tuple(stages.values())
    finishing = tuple(at for at in found if _FINISHING.search(headings[at]))
    return finishing if len(finishing) == 1 else found


def _work(fields: Sequence[Field | None], headings: Sequence[str], work: list[int]) -> tuple[int, int]:
    """The title's and the requirement's column: as named; of columns named alike, the one before heads the other.

    Of several titles the one beside the requirement (领域, 工作任务, 具体措施), of several requirements what is to
    be done before what is to be reached (工作措施 before 工作目标).
    """
    titles = [at for at in work if fields[at] == "title"]
    requirements = [at for at in work if fields[at] == "requirement"]
    if not titles or not requirements:
        return (work[-2], work[-1]) if len(work) > 1 else (work[0], work[0])
    requirement = min(requirements, key=lambda at: bool(_REACHED.search(headings[at])))
    return max((at for at in titles if at < requirement), default=titles[0]), requirement
