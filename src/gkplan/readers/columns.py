"""What a table's columns mean, by what their headings say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

Role = Literal["no", "title", "requirement", "units", "support", "deadline"]

# The first that fits decides: 完成时限要求 speaks of time though it ends like a requirement, 配合单位 of support though
# it ends like a unit.
_HEADINGS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("no", re.compile(r"(?:任务|项目|事项)?(?:序号|编号)|序")),
    ("deadline", re.compile(r".*(?:时限|期限|时间|时间节点|进度安排|完成日期).*")),
    ("support", re.compile(r"(?!.*(?:牵头|责任)).*(?:配合|协办|协助|协同|参与|参加|支持)(?:单位|部门|处室|科室)?")),
    ("units", re.compile(r".*(?:单位|部门|处室|科室|股室)(?!.*(?:人|领导)$).*|.*(?:牵头|主办|承办)")),
    ("requirement", re.compile(r"(?:具体|工作|主要|落实|整改|实施|推进|重点|目标).*(?:要求|措施|内容|举措|做法|目标)")),
    ("requirement", re.compile(r"具体(?:任务|事项|工作|分工)|要求|措施|内容|举措|目标|分工|.*任务分解")),
    ("title", re.compile(r".*(?:任务|事项|项目|工作|要点|问题|类别|指标|名称)")),
)
LONGEST_HEADING = 30
"""A cell of more characters is no heading."""
_SPACES = re.compile(r"[ \t\u3000\u00a0\n]")


class Columns(NamedTuple):
    """Which columns hold what; `units` may be several (牵头单位, then 责任单位), the lead first."""

    no: int | None
    title: int
    requirement: int
    units: tuple[int, ...]
    support: tuple[int, ...]
    deadline: int
    left_out: tuple[int, ...]


def columns(header: Sequence[str]) -> Columns | None:
    """The columns that a row of headings names; None where it isn't one: it must name work, units and time.

    Where there is but one column of work, it is both title and requirement.
    """
    roles = [_role(_SPACES.sub("", words)) for words in header]
    work = [at for at, role in enumerate(roles) if role in ("title", "requirement")]
    units = tuple(at for at, role in enumerate(roles) if role == "units")
    deadline = _first(roles, "deadline")
    if not work or not units or deadline is None:
        return None
    title, requirement = _work(roles, work)
    support = tuple(at for at, role in enumerate(roles) if role == "support")
    no = _first(roles, "no")
    used = {no, title, requirement, deadline, *units, *support}
    lead_first = tuple(sorted(units, key=lambda at: "牵头" not in header[at]))
    return Columns(
        no, title, requirement, lead_first, support, deadline, tuple(at for at in range(len(header)) if at not in used)
    )


def _role(words: str) -> Role | None:
    if len(words) > LONGEST_HEADING:
        return None
    return next((role for role, heading in _HEADINGS if heading.fullmatch(words)), None)


def _first(roles: Sequence[Role | None], role: Role) -> int | None:
    return roles.index(role) if role in roles else None


def _work(roles: Sequence[Role | None], work: list[int]) -> tuple[int, int]:
    """The title's and the requirement's column: as named; of two named alike, the first heads the second."""
    title, requirement = _first(roles, "title"), _first(roles, "requirement")
    if title is None or requirement is None:
        return work[0], work[1] if len(work) > 1 else work[0]
    return title, requirement
