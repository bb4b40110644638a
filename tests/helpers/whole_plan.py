"""A plan in which every field of the file says something, and the same plan as records."""

from __future__ import annotations

from datetime import date

from gkplan.deadline.rules import By, Directive, Event, Irregular, Recurring, Standing, Unstated, Window, Yearless
from gkplan.plan.model import Corrected, Plan, Policy, Reviewed, Row, Source, Task, Unit

WHOLE = """\
schema: 1
plan:
  id: x-2016
  title: 某市2016年分工方案
  year: 2016
  issued: 2016-06-30
  region: 某市
  source: {file: a.txt, sha256: "SHA", url: "https://example.cn/a"}
policy: {soon: 15, grace: 3}
units:
  - {name: 市府办, full_name: 某市人民政府办公室, aliases: [府办], initials: [sfb], note: 市级}
  - {name: 各县政府, members: [甲县政府], open: true}
  - {name: 甲县政府, full_name: null}
tasks:
  - no: 3
    title: 任务
    rows:
      - no: 2
        requirement: 按时办，每两月报
        units: [市府办, 各县政府]
        support: [甲县政府]
        units_text: 市府办、各县政府
        deadline: |-
          6月底前
          12月底前
        corrected:
          requirement: 按时办理，每两月报
          deadline: 6月底前，随后长期
          units: 市府办
          title: 某任务
          note: 漏字
        completion: lead
        inherited: []
        reviewed: {by: 市府办, on: 2016-07-01, why: 已核}
        rules:
          - kind: by
            date: 2016-06-30
            ambiguous: true
            alt: 2016-07-31
            quote: 6月底前
            from: deadline
            scope: 甲
            units: [甲县政府]
          - {kind: window, start: 2016-03-01, end: --05-31, quote: 长期, from: deadline}
          - {kind: standing, start: 2016-01-01, end: null, quote: 长期, from: deadline}
          - kind: recurring
            freq: monthly
            interval: 2
            count: 3
            by: day 25 of month
            season: [11, 3]
            start: null
            end: null
            quote: 每两月
            from: requirement
          - {kind: event, trigger: 收文, offset: P3D, business_days: true, quote: 按时, from: requirement}
          - {kind: event, offset: null, quote: 按时, from: requirement}
          - {kind: directive, authority: 省, quote: 按时, from: requirement}
          - {kind: irregular, quote: 按时, from: requirement}
          - {kind: none, reason: 同上, quote: "", from: deadline}
        extra: {备注: 新增}
""".replace("SHA", "0" * 64)
RULES = (
    By(date(2016, 6, 30), True, date(2016, 7, 31), "6月底前", "deadline", "甲", ("甲县政府",)),
    Window(date(2016, 3, 1), Yearless(5, 31), "长期"),
    Standing(date(2016, 1, 1), None, "长期"),
    Recurring("monthly", 2, 3, "day 25 of month", (11, 3), None, None, "每两月", "requirement"),
    Event("收文", "P3D", True, "按时", "requirement"),
    Event(None, None, quote="按时", column="requirement"),
    Directive("省", "按时", "requirement"),
    Irregular("按时", "requirement"),
    Unstated("同上"),
)
PLAN = Plan(
    id="x-2016",
    title="某市2016年分工方案",
    units=(
        Unit("市府办", "某市人民政府办公室", ("府办",), ("sfb",), note="市级"),
        Unit("各县政府", members=("甲县政府",), open=True),
        Unit("甲县政府"),
    ),
    tasks=(
        Task(
            3,
            "任务",
            (
                Row(
                    task=3,
                    item=2,
                    title="任务",
                    requirement="按时办，每两月报",
                    units=("市府办", "各县政府"),
                    deadline="6月底前\n12月底前",
                    rules=RULES,
                    support=("甲县政府",),
                    units_text="市府办、各县政府",
                    corrected=Corrected("按时办理，每两月报", "6月底前，随后长期", "市府办", "某任务", "漏字"),
                    completion="lead",
                    reviewed=Reviewed("市府办", date(2016, 7, 1), "已核"),
                    extra=(("备注", "新增"),),
                ),
            ),
        ),
    ),
    year=2016,
    issued=date(2016, 6, 30),
    region="某市",
    source=Source("a.txt", "0" * 64, "https://example.cn/a"),
    policy=Policy(15, 3),
)
