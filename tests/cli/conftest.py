"""A small plan with every kind of rule, for the commands to answer from."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.helpers.asking import Asker
from tests.helpers.office import Office
from tests.helpers.plans import by, group, plan, recurring, row, standing, window, written

from gkplan.deadline.rules import Directive, Event, Irregular, Unstated
from gkplan.plan.model import Corrected, Unit

SMALL = plan(
    row("1.1", by("2016-06-30"), units=("市房管局",)),
    row("1.2", by("2016-07-31", "2016-08-31", quote="2016年8月前"), units=("市房管局", "各县政府")),
    row("1.3", window("2016-05-01", "2016-07-15", quote="5月至7月15日"), units=("市审计局",), support=("市房管局",)),
    row("2.1", standing(), recurring("quarterly", column="requirement", quote="每季度"), units=("各县政府",)),
    row("2.2", recurring("weekly", "2016-06-01", "2016-07-31", quote="每周"), units=("市审计局",)),
    row("3.1", Event("文件印发", "P20D", quote="文件印发后20日内"), units=("有关单位",)),
    row("3.2", Directive("省", quote="按省部署"), units=("市审计局",)),
    row("3.3", Irregular(quote="不定期"), units=("市审计局",)),
    row("3.4", Unstated("an empty cell"), units=("市审计局",), deadline="完成时限"),
    row(
        "4.1",
        by("2016-12-31", quote="2016年12月底前", scope="一"),
        by("2016-12-31", quote="年底前", scope="二"),
        deadline="2016年12底前，年底前",
        corrected=Corrected(deadline="2016年12月底前，年底前", note="缺“月”字"),
        units=("市房管局",),
    ),
    units=[
        Unit("市房管局", "湛江市房产管理局", ("房产局",), ("sfgj",)),
        Unit("市审计局", None, (), ("ssjj",)),
        group("各县政府", "甲县政府", "乙县政府"),
        group("有关单位", "市房管局", open_=True),
    ],
)
"""As of 2016-07-01, half a year in: 1.1 is overdue, 1.2 and 1.3 are near, 2.1 behind with two quarters."""


@pytest.fixture
def small(ask: Asker, tmp_path: Path) -> Asker:
    """The command line, asked about the small plan as of 2016-07-01."""
    ask.plan = written(SMALL, tmp_path)
    return ask


@pytest.fixture
def office(ask: Asker, tmp_path: Path) -> Office:
    """An office with a small plan and no ledger yet."""
    return Office(ask, tmp_path)
