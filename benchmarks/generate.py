"""A plan of any size on standard output, the same for the same seed: `python -m benchmarks.generate 100000 >plan.yaml`.

It is valid, varied as published plans are, and written as it is made, so that its size costs no memory. Its words are
made up; every kind of rule is among its rules, and each quotes words that stand in its cell: most in the deadline, a
tenth in the requirement. A larger plan begins with the words of a smaller one, and the first rows ask in each way that
any row does: what takes long when it is first met is met in all of them. A tenth as many units as in the plan of 2016
are named, for as many rows: of 100,000 rows 5,000, as a province has with all its counties.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator
from typing import TextIO

ROWS_IN_TASK = 20
ROWS_FOR_UNIT = 20
YEAR = 2016
_PLACES = tuple("东西南北中新长平安永福宁清河江湖海山林阳光明华兴泰和顺昌隆盛")
_BODIES = (
    "发展改革",
    "教育",
    "科技",
    "公安",
    "民政",
    "司法",
    "财政",
    "人社",
    "住建",
    "交通",
    "水务",
    "农业",
    "商务",
    "卫生计生",
)
_KINDS = ("局", "办", "委", "中心")
_VERBS = ("推进", "完善", "公开", "落实", "加强", "规范", "建立健全", "梳理编制", "汇总报送", "督促检查")
_OBJECTS = (
    *("行政权力清单", "财政预决算信息", "重大建设项目批准和实施信息", "公共资源配置信息", "食品药品安全监管信息"),
    *("环境保护信息", "棚户区改造项目建设信息", "政府网站内容保障机制", "政策解读与舆情回应制度", "依申请公开办理流程"),
)
_WAYS = (
    "按照有关规定",
    "结合本地实际",
    "会同有关单位",
    "通过门户网站",
    "以适当方式",
    "分级分类",
    "依法依规",
    "逐项对照",
)
_ENDS = ("确保取得实效", "接受社会监督", "及时回应社会关切", "形成长效机制", "提高群众满意度", "并做好存档备查")
# Cells that say no time: their words as YAML, and what is read from them.
_SAYING_NOTHING = (
    ("完成时限", "a header word"),
    ("时限要求", "a header word"),
    ("—", "empty"),
    ("/", "empty"),
    ('""', "empty"),
)
_Named = Callable[[int], list[str]]  # so many units by name, and no more than there are
_LAST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def main() -> int:
    """Write a plan."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("rows", type=int)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    write(sys.stdout, asked.rows, asked.seed)
    return 0


def write(out: TextIO, rows: int, seed: int = 1) -> None:
    """Write a plan of so many rows."""
    chance, who = random.Random(seed), random.Random(seed)  # noqa: S311 - the same plan each time is what is wanted
    bodies = max(rows // ROWS_FOR_UNIT, 12)

    def named(count: int) -> list[str]:
        return [*map(name_of, who.sample(range(bodies), min(bodies, count)))]

    out.write("# yaml-language-server: $schema=plan.schema.json\nschema: 1\nplan:\n")
    out.write(f"  id: bench-{YEAR}\n  title: 某市{YEAR}年工作要点实施分解表\n  year: {YEAR}\n  issued: {YEAR}-01-15\n")
    out.write("policy: {soon: 30, grace: 0}\nunits:\n")
    out.writelines(_units(who, bodies))
    out.write("tasks:\n")
    for first in range(0, rows, ROWS_IN_TASK):
        _write_task(out, chance, named, range(first, min(first + ROWS_IN_TASK, rows)))


def name_of(number: int) -> str:
    """The name of the unit of a number; no two are alike."""
    place, kind = divmod(number, len(_BODIES) * len(_KINDS))
    spelt = _PLACES[place % len(_PLACES)]
    while place := place // len(_PLACES):
        spelt += _PLACES[place % len(_PLACES)]
    return f"{spelt}市{_BODIES[kind % len(_BODIES)]}{_KINDS[kind // len(_BODIES)]}"


def _units(chance: random.Random, bodies: int) -> Iterator[str]:
    for number in range(bodies):
        name = name_of(number)
        if number and number % 50 == 0:
            members = ", ".join(name_of(number - back) for back in range(1, chance.randint(3, 9)))
            is_open = ", open: true" if number % 100 == 0 else ""
            yield f"  - {{name: {name}, aliases: [{name}系统], members: [{members}]{is_open}}}\n"
        else:
            more = f", aliases: [{name}机关, {name}本级]" if chance.random() < 0.7 else ""
            yield f"  - {{name: {name}, full_name: 某省{name}单位{more}, initials: [u{number}]}}\n"


def _write_task(out: TextIO, chance: random.Random, named: _Named, rows: range) -> None:
    number = rows.start // ROWS_IN_TASK + 1
    out.write(
        f"  - no: {number}\n    title: {chance.choice(_VERBS)}{chance.choice(_OBJECTS)}（第{number}项）\n    rows:\n"
    )
    for row in rows:
        out.writelines(f"{' ' * 8 if at else '      - '}{line}\n" for at, line in enumerate(_row(chance, named, row)))


def _row(chance: random.Random, named: _Named, row: int) -> Iterator[str]:
    """The lines of a row."""
    item = row % ROWS_IN_TASK + 1
    rules = _deadline(chance)
    clause, asked, end = _asked(chance, row)
    words = _requirement(chance, f"{clause}，{end}" if clause else end)
    yield f"no: {item}"
    yield f"requirement: {words}"
    owing = named(chance.choice((1, 1, 2, 2, 3, 5)))
    split = len(owing) - (chance.random() < 0.2 and len(owing) > 1)
    yield f"units: [{', '.join(owing[:split])}]"
    if owing[split:]:
        yield f"support: [{', '.join(owing[split:])}]"
    yield f"deadline: {'；'.join(words for words, _rule in rules)}"
    yield from _rarely(chance, item, words)
    yield "rules:"
    yield from (f"  - {{{rule}, quote: {words}, from: deadline}}" for words, rule in rules)
    if asked:
        yield f"  - {{{asked}, from: requirement}}"


def _rarely(chance: random.Random, item: int, words: str) -> Iterator[str]:
    """What only some rows have."""
    if chance.random() < 0.05:
        yield f"corrected: {{requirement: {words}（更正）, note: 印刷有误}}"
    if chance.random() < 0.05:
        yield "completion: lead"
    if item > 1 and chance.random() < 0.2:
        yield "inherited: [units]"
    if chance.random() < 0.05:
        yield f"reviewed: {{by: 张三, on: {YEAR}-02-01, why: 与责任单位核对}}"
    if chance.random() < 0.1:
        yield f"extra: {{备注: {json.dumps(chance.choice(_ENDS), ensure_ascii=False)}}}"


def _requirement(chance: random.Random, end: str) -> str:
    """20 to 100 characters, and how they end."""
    wanted, words = chance.randint(20, 100), ""
    while len(words) < wanted:
        words += f"{chance.choice(_WAYS)}{chance.choice(_VERBS)}{chance.choice(_OBJECTS)}，"
    return f"{words[:wanted]}，{end}。"


def _deadline(chance: random.Random) -> list[tuple[str, str]]:
    """What a deadline cell says, one to three times, each with the fields of its rule; of some rows nothing."""
    if chance.random() < 0.03:
        words, reason = chance.choice(_SAYING_NOTHING)
        return [(words, f"kind: none, reason: {reason}")]
    said: dict[str, str] = {}
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3))):
        words, rule = _rule(chance)
        said.setdefault(words, rule)
    return list(said.items())


def _asked(chance: random.Random, row: int) -> tuple[str, str, str]:
    """A clause of a requirement that says by when or how often, the rule that is read from it, and the words behind.

    The first rows have each clause before each of these words; of the others four in five have none.
    """
    clauses = _clauses(chance)
    turn, clause = divmod(row, len(clauses))
    if turn < len(_ENDS):
        return *clauses[clause], _ENDS[turn]
    asked = chance.choice(clauses) if chance.random() < 0.2 else ("", "")
    return *asked, chance.choice(_ENDS)


def _clauses(chance: random.Random) -> tuple[tuple[str, str], ...]:
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    year = f"start: {YEAR}-01-01, end: {YEAR}-12-31"
    return (
        ("每季度公示有关情况", f"kind: recurring, freq: quarterly, {year}, quote: 每季度"),
        ("每周更新", f"kind: recurring, freq: weekly, {year}, quote: 每周"),
        (
            f"每月{day}日前报送",
            f"kind: recurring, freq: monthly, by: day {day} of month, {year}, quote: 每月{day}日前",
        ),
        (
            "5-11月每月公布监测结果",
            f"kind: recurring, freq: monthly, season: [5, 11], {year}, quote: 5-11月每月",
        ),
        (
            f"于{YEAR}年{month}月{day}日前完成",
            f"kind: by, date: {YEAR}-{month:02}-{day:02}, quote: {YEAR}年{month}月{day}日前",
        ),
        (
            f"文件印发后{day}日内公开",
            f"kind: event, trigger: 文件印发后, offset: P{day}D, quote: 文件印发后{day}日内",
        ),
        ("待省出台办法后落实", "kind: event, trigger: 省出台办法后, offset: null, quote: 待省出台办法后"),
        ("按照省部署公开", "kind: directive, authority: 省, quote: 按照省部署"),
    )


def _rule(chance: random.Random) -> tuple[str, str]:
    """The words of a deadline and the fields of the rule that they are read as."""
    month, last = chance.randint(1, 11), f"end: {YEAR}-12-31"
    end = _LAST[month - 1]
    year = f"start: {YEAR}-01-01, {last}"
    return chance.choice(
        (
            (f"{YEAR}年{month}月底前", f"kind: by, date: {YEAR}-{month:02}-{end}"),
            (f"{YEAR}年{month}月{min(month, end) + 7}日前", f"kind: by, date: {YEAR}-{month:02}-{month + 7:02}"),
            (
                f"{YEAR}年{month + 1}月前",
                f"kind: by, date: {YEAR}-{month:02}-{end}, ambiguous: true, alt: {YEAR}-{month + 1:02}-{_LAST[month]}",
            ),
            (
                f"{month}月至{month + 1}月",
                f"kind: window, start: {YEAR}-{month:02}-01, end: {YEAR}-{month + 1:02}-{_LAST[month]}",
            ),
            ("全年工作", f"kind: standing, {year}"),
            ("每季度", f"kind: recurring, freq: quarterly, {year}"),
            (f"每月{month}日前", f"kind: recurring, freq: monthly, by: day {month} of month, {year}"),
            ("每半年", f"kind: recurring, freq: half-yearly, {year}"),
            (
                f"收到文件后{month}个工作日内",
                f"kind: event, trigger: 收到文件后, offset: P{month}D, business_days: true",
            ),
            ("按省有关部门部署", "kind: directive, authority: 省"),
            ("不定期", "kind: irregular"),
            ("另行通知", "kind: directive, authority: null"),
        )
    )


if __name__ == "__main__":
    sys.exit(main())
