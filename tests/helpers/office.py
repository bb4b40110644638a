"""An office that keeps a small plan and records what becomes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.helpers.asking import Asked, Asker
from tests.helpers.plans import by, group, plan, recurring, row, written

from gkplan.deadline.rules import Directive, Event, Irregular
from gkplan.plan.model import Unit

COUNTIES = ("甲县", "乙县", "丙县")
PLAN = plan(
    row("1.1", by("2016-12-31"), units=("市编办", "各县政府")),
    row("1.2", by("2016-12-31"), units=("市编办", "各县政府"), completion="lead"),
    row("2.1", by("2016-07-31", "2016-08-31", quote="8月前"), units=("市局",)),
    row("3.1", Event("公开", "P3D", business_days=True, quote="不超过3个工作日"), units=("市局",)),
    row("3.2", Event("发生", "PT24H", quote="24小时内"), units=("市局",)),
    row("3.3", Directive("省", quote="按省部署"), units=("市局",)),
    row("3.4", Event("甲事", "P5D", quote="甲事后5日内"), Event("乙事", "P9D", quote="乙事后9日内"), units=("市局",)),
    row("3.5", Irregular(quote="不定期"), Directive("省", quote="按上级部署"), units=("市局",)),
    row("4.1", recurring("quarterly", quote="每季度"), units=("各县政府",)),
    row("5.1", by("2016-12-31"), units=("市局", "有关单位")),
    units=[
        Unit("市编办"),
        group("各县政府", *COUNTIES),
        group("有关单位", "市教育局", "市卫生局", open_=True),
    ],
    grace=10,
)


class Office:
    """Asks and records, always naming the plan, as of a day that each question may move."""

    def __init__(self, ask: Asker, folder: Path) -> None:
        self.folder = folder
        ask.plan = written(PLAN, folder)
        self.ask = ask
        self.ledger = folder / "tasks.progress.yaml"

    def __call__(self, *arguments: str, today: str = "2016-12-20", format_: str = "json") -> Asked:
        """One run."""
        self.ask.today = today
        return self.ask.of(*arguments, format_=format_)

    def record(self, *arguments: str, today: str = "2016-12-20") -> list[dict[str, Any]]:
        """What a command recorded, which must be given."""
        self.ask.today = today
        records: list[dict[str, Any]] = self.ask.json(*arguments)["records"]
        return records

    def refused(self, *arguments: str, today: str = "2016-12-20") -> str:
        """Why a command recorded nothing; it must end with 2 and leave the ledger alone."""
        before = self.lines()
        asked = self(*arguments, today=today)
        assert (asked.code, asked.out) == (2, "")
        assert self.lines() == before
        return asked.err

    def lines(self) -> list[str]:
        """The ledger's lines."""
        return self.ledger.read_text(encoding="utf-8").splitlines() if self.ledger.exists() else []

    def occurrence(self, id_: str, today: str = "2016-12-20") -> dict[str, Any]:
        """One occurrence as it stands."""
        self.ask.today = today
        (found,) = self.ask.json("show", id_)["occurrences"]
        return dict(found)

    def states(self, id_: str, today: str = "2016-12-20") -> dict[str, str]:
        """The state of each obligor of an occurrence."""
        self.ask.today = today
        return {each["unit"]: each["state"] for each in self.ask.json("show", id_)["obligations"]}
