"""The plan that ships: what its source says, row by row, as a person read it."""

import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tools.initials import initials

from gkplan.deadline.row import read_row
from gkplan.deadline.rules import By, as_data
from gkplan.plan.dump import dump
from gkplan.plan.load import load
from gkplan.plan.model import Plan, Row
from gkplan.plan.units import UnitBook
from gkplan.readers.interface import Draft, read_document

DATA = Path(__file__).parents[2] / "data"
SOURCE = DATA / "source" / "000_3bf1a7abc35ef463.txt"

# Read off the source by eye: the day by which the 完成时限 cell wants each row done …
DUE = {
    "2016-03-31": "15.1",
    "2016-05-31": "15.2",
    "2016-06-30": "3.1 10.5",
    "2016-07-31": "2.2 15.3",
    "2016-09-30": "20.3",
    "2016-12-31": "1.1 1.2 2.1 2.3 2.4 3.2 3.3 4.1 4.2 4.3 5.1 6.2 10.2 10.3 12.2 12.3 18.1 20.4 22.3 27.1 27.2 28.1",
    "2017-03-31": "12.4",
    "2017-12-31": "11.1 11.2 11.3 11.4 11.5",
}
# … or that it is work of the whole year …
ALL_YEAR = (
    "2.5 2.6 2.7 2.8 2.9 2.10 2.11 2.12 2.13 7.1 8.1 10.4 12.1 13.1 13.2 14.1 14.2 16.1 16.2 16.3 16.5 18.2 18.3 18.4"
    " 18.5 18.6 18.7 18.8 18.9 20.1 20.2 22.1 22.4 23.1 23.2 23.3 23.4 24.1 25.1 25.2 25.3 26.1 26.2 26.3 26.4"
)
# … or what else it says; and what the requirement's own words oblige to.
YEAR = {"start": "2016-01-01", "end": "2016-12-31"}
COUNTIES = ["各县（市、区）政府"]
DEADLINES: dict[str, list[dict[str, Any]]] = {
    "6.1": [{"kind": "directive", "authority": "省"}],
    "9.1": [{"kind": "directive", "authority": "省发展改革委"}],
    "10.1": [{"kind": "event", "trigger": "收到国家、省税收政策文件后", "offset": None}],
    "16.4": [{"kind": "directive", "authority": "环境保护部"}],
    "17.1": [
        {"kind": "by", "date": "2016-03-31", "scope": "中考"},
        {"kind": "by", "date": "2016-11-30", "scope": "高考"},
    ],
    "19.1": [{"kind": "directive", "authority": "省法制办"}],
    "20.5": [
        {"kind": "by", "date": "2016-07-31", "ambiguous": True, "alt": "2016-08-31", "scope": "上半年"},
        {"kind": "by", "date": "2017-01-31", "ambiguous": True, "alt": "2017-02-28", "scope": "下半年"},
    ],
    "21.1": [
        {"kind": "directive", "authority": "预算法"},
        {"kind": "by", "date": "2016-12-31", "scope": "部门决算公开", "units": COUNTIES},
    ],
    "21.2": [
        {"kind": "directive", "authority": "预算法"},
        {"kind": "by", "date": "2016-12-31", "scope": "部门决算公开", "units": COUNTIES},
    ],
    "22.2": [{"kind": "standing", **YEAR, "units": COUNTIES}],
    "29.1": [{"kind": "by", "date": "2016-12-31", "ambiguous": True, "alt": "2017-03-31"}],
}
AFTERWARDS = {"10.2": [{"kind": "irregular"}]}  # 后续不定期进行目录调整
REQUIREMENTS: dict[str, list[dict[str, Any]]] = {
    "2.7": [{"kind": "recurring", "freq": "quarterly", **YEAR}],
    "2.8": [{"kind": "recurring", "freq": "quarterly", **YEAR}],
    "4.3": [{"kind": "event", "trigger": "省网上统一申办受理平台拓展建成后", "offset": None}],
    "6.1": [
        {"kind": "event", "trigger": "省公开印发《广东省实行市场准入负面清单制度改革试点实施方案》后", "offset": None}
    ],
    "6.2": [{"kind": "directive", "authority": "省"}],
    "9.1": [{"kind": "event", "trigger": "省制定《广东省公共资源交易信息发布管理办法》后", "offset": None}],
    "11.5": [{"kind": "event", "trigger": "省企信息公开有关制度出台后", "offset": None}],
    "16.3": [{"kind": "recurring", "freq": "quarterly", "start": "2016-01-01", "end": None}],
    "16.5": [{"kind": "by", "date": "2017-12-31"}],
    "18.4": [{"kind": "recurring", "freq": "monthly", "season": [5, 11], **YEAR}],
    "18.5": [{"kind": "recurring", "freq": "weekly", **YEAR}, {"kind": "recurring", "freq": "quarterly", **YEAR}],
    "20.1": [{"kind": "recurring", "freq": "half-yearly", **YEAR}],
    "21.2": [{"kind": "event", "trigger": "市人大通过市级部门预算后", "offset": "P20D"}],
    "22.1": [{"kind": "event", "trigger": "文件同步公开", "offset": "P3D", "business_days": True}],
    "22.2": [{"kind": "recurring", "freq": "yearly", **YEAR, "units": COUNTIES}],
    "23.1": [{"kind": "event", "trigger": "特别重大、重大突发事件发生后", "offset": "PT24H"}],
}
SLIPS = {
    "4.3": "units",
    "11.1": "deadline",
    "11.2": "deadline",
    "11.3": "deadline",
    "11.4": "deadline",
    "11.5": "requirement deadline",
    "12.2": "deadline",
    "12.3": "requirement deadline",
    "22.2": "requirement",
    "24.1": "units",
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The shipped plan."""
    loaded = load(DATA / "tasks.yaml")
    assert loaded.plan is not None, loaded.findings
    return loaded.plan


@pytest.fixture(scope="module")
def rows(plan: Plan) -> dict[str, Row]:
    """Its rows by id."""
    return {row.id: row for row in plan.rows()}


@pytest.fixture(scope="module")
def draft() -> Draft:
    """What the reader makes of the source."""
    return read_document(SOURCE)


def _said(row: Row, column: str) -> list[dict[str, Any]]:
    """A row's rules of one column as the file writes them, without the words they were read from."""
    rules = (as_data(rule) for rule in row.rules if rule.column == column)
    return [{name: value for name, value in rule.items() if name not in ("quote", "from")} for rule in rules]


def _expected_deadlines() -> dict[str, list[dict[str, Any]]]:
    expected = {row: [{"kind": "by", "date": day}] for day, ids in DUE.items() for row in ids.split()}
    expected |= {row: [{"kind": "standing", **YEAR}] for row in ALL_YEAR.split()}
    expected |= DEADLINES
    return {row: rules + AFTERWARDS.get(row, []) for row, rules in expected.items()}


def test_the_plan_is_whole(plan: Plan) -> None:
    """29 tasks and 91 rows, numbered without a gap."""
    assert [task.no for task in plan.tasks] == list(range(1, 30))
    assert len(list(plan.rows())) == 91
    assert all([row.item for row in task.rows] == list(range(1, len(task.rows) + 1)) for task in plan.tasks)


def test_nothing_is_found_wrong_with_it() -> None:
    """Neither an error nor a warning, its words read again included."""
    assert load(DATA / "tasks.yaml", reread=True).findings == ()


def test_the_source_is_the_published_one(plan: Plan) -> None:
    """The plan names its source by the hash of the copy beside it."""
    assert plan.source is not None
    assert plan.source.sha256 == sha256(SOURCE.read_bytes()).hexdigest()


def test_every_deadline_is_as_read_by_eye(rows: dict[str, Row]) -> None:
    """The rules of the 完成时限 column, for all 91 rows."""
    assert {row.id: _said(row, "deadline") for row in rows.values()} == _expected_deadlines()


def test_every_obligation_in_a_requirement_is_as_read_by_eye(rows: dict[str, Row]) -> None:
    """The rules of the 具体要求 column: those of the table, and none in any other row."""
    assert {row.id: _said(row, "requirement") for row in rows.values() if _said(row, "requirement")} == REQUIREMENTS


def test_words_are_the_sources_own(rows: dict[str, Row]) -> None:
    """Every title, requirement, deadline and units cell stands in the source, spaces and slips included."""
    printed = re.sub(r"\n\t?", "\n", SOURCE.read_text(encoding="utf-8"))
    for row in rows.values():
        for words in (row.title, row.requirement, row.deadline, row.units_text or "、".join(row.units)):
            assert f"{words}\n" in printed, row.id


def test_rereading_the_source_gives_the_same_rows(plan: Plan, draft: Draft) -> None:
    """Text, units, cells that were merged: all as the reader reads them; only corrections are a person's."""

    def told(row: Row) -> tuple[object, ...]:
        return (row.id, row.title, row.requirement, row.units, row.units_text, row.support, row.deadline, row.inherited)

    assert [told(row) for row in plan.rows()] == [told(row) for row in draft.plan.rows()]
    assert (plan.title, plan.year, plan.source) == (draft.plan.title, draft.plan.year, draft.plan.source)


def test_rereading_the_words_gives_the_same_rules(plan: Plan) -> None:
    """The stored rules are what reading the words meant gives, but where a person decided otherwise: at 22.2."""
    differing = {
        row.id
        for row in plan.rows()
        if tuple(read_row(row.meant_deadline, row.meant_requirement, units=row.units, year=plan.year).rules)
        != row.rules
    }

    assert differing == {row.id for row in plan.rows() if row.reviewed} == {"22.2"}


def test_the_units_of_the_source_are_the_plans(plan: Plan, draft: Draft) -> None:
    """Every unit that the source names is in the plan under the same name; the plan adds only members of groups."""
    members = {name for unit in plan.units for name in unit.members}
    named = {unit.name for unit in draft.plan.units}

    assert named <= {unit.name for unit in plan.units}
    assert {unit.name for unit in plan.units} - named <= members


def test_the_slips_are_corrected_beside_the_words(rows: dict[str, Row]) -> None:
    """Ten rows have a slip; each says which cell, in words that differ from the printed ones, and why."""
    corrected = {row.id: row.corrected for row in rows.values() if row.corrected}

    assert {
        row: " ".join(cell for cell in ("requirement", "deadline", "units", "title") if getattr(words, cell))
        for row, words in corrected.items()
    } == SLIPS
    assert all(words.note for words in corrected.values())
    assert all(rows[row].meant_deadline != "2017 年12底前完成" for row in SLIPS)
    assert rows["11.5"].requirement.endswith("出台后)。")
    assert rows["11.5"].meant_requirement.endswith("出台后）。")
    assert rows["22.2"].meant_requirement == rows["22.2"].requirement.replace("全年工作", "")
    assert rows["12.3"].meant_requirement == rows["12.3"].requirement.replace("月底前完成", "")


def test_every_slip_had_been_a_doubt(draft: Draft) -> None:
    """What a person corrected the reader had been in doubt about, so that another city's slips are found too."""
    assert set(SLIPS) <= {doubt.row for doubt in draft.doubts}


def test_corrected_units_are_the_rows_units(rows: dict[str, Row]) -> None:
    """Where a units cell is corrected, its corrected words name the row's units."""
    for row in rows.values():
        if row.corrected and row.corrected.units:
            assert tuple(re.split("[、，](?![^（]*）)", row.corrected.units)) == row.units


def test_merged_cells_are_told(rows: dict[str, Row]) -> None:
    """Blank cells of the source, counted by eye in some tasks; the second requirement of one cell has its own."""
    assert {row: rows[row].inherited for row in ("1.1", "1.2", "2.3", "2.12", "3.2", "13.2", "25.2", "20.5")} == {
        "1.1": (),
        "1.2": ("units", "deadline"),
        "2.3": ("units",),
        "2.12": (),
        "3.2": ("units",),
        "13.2": (),
        "25.2": ("units",),
        "20.5": ("units",),
    }
    blank = SOURCE.read_text(encoding="utf-8").splitlines().count("\t")
    unnumbered = len(rows) - 1 - 29 - 4  # a line has no 序号 but the second of a cell, each task's and new page's first
    assert sum(len(row.inherited) for row in rows.values()) == blank - 2 * unnumbered


def test_two_line_cells_keep_two_lines(rows: dict[str, Row]) -> None:
    """The cells of 17.1 and 20.5 are printed on two lines."""
    assert rows["17.1"].deadline == "中考3 月\n高考11 月"
    assert rows["20.5"].deadline == "2016年8月前\n2017年2月前"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("市房管局", "市房管局"),
        ("sfgj", "市房管局"),
        ("湛江市房产管理局", "市房管局"),
        ("发改局", "市发展改革局"),
        ("发改委", "市发展改革局"),
        ("人社局", "市人力资源社会保障局"),
        ("卫计局", "市卫生计生局"),
        ("食药监局", "市食品药品监管局"),
        ("安监局", "市安全监管局"),
        ("住建局", "市住房城乡建设局"),
        ("环保局", "市环境保护局"),
        ("质监局", "市质监局"),
        ("经信局", "市经济和信息化局"),
        ("社保局", "市人力资源社会保障局"),
        ("府办", "市府办公室"),
        ("县（市、区）政府", "各县（市、区）政府"),
        ("赤坎", "赤坎区政府"),
        ("szfhzfwzx", "市政府行政服务中心"),
    ],
)
def test_names_that_officers_type_find_one_unit(plan: Plan, words: str, name: str) -> None:
    """Names, aliases, full names, initials and short names each find exactly one."""
    found = UnitBook(plan).find(words).unit

    assert found is not None
    assert found.name == name


def test_no_name_is_anothers(plan: Plan) -> None:
    """No name, full name, alias or initials stands for two units, and every unit is found by each of its own."""
    book = UnitBook(plan)
    for unit in plan.units:
        for words in (unit.name, unit.full_name, *unit.aliases, *unit.initials):
            found = book.find(words).unit if words else unit
            assert found is not None, words
            assert found.name == unit.name, words


def test_initials_are_the_names(plan: Plan) -> None:
    """The stored initials are those that the tool gives for each name."""
    assert {unit.name: list(unit.initials) for unit in plan.units} == {
        unit.name: initials(unit.name) for unit in plan.units
    }


def test_the_counties_are_twelve_bodies(plan: Plan) -> None:
    """九个县（市、区） and the three committees that 1.1 names are the obligors of the closed group."""
    members = UnitBook(plan).obligors(["各县（市、区）政府"])

    assert len(members) == 12
    assert sum(name.endswith("管委会") for name in members) == 3


def test_open_groups_say_from_what(plan: Plan) -> None:
    """Groups that can't be listed are open, and say what their listed members are known from."""
    groups = {unit.name: unit for unit in plan.units if unit.open}

    assert set(groups) == {"市政府各部门", "各直属机构", "市直有关单位", "有行政执法权部门"}
    assert all(unit.note for unit in groups.values())
    assert not {"市编办", "市国资公司", "市国税局", "市地税局"} & set(groups["市政府各部门"].members)


def test_the_file_is_as_the_plan_is_written(plan: Plan) -> None:
    """Writing the plan that was loaded gives the file, so that a difference between versions is one of the plan."""
    assert dump(plan) == (DATA / "tasks.yaml").read_text(encoding="utf-8")


def test_no_rule_is_far_from_the_year(plan: Plan) -> None:
    """No date of the plan lies outside 2016 and 2017."""
    dates = [rule.date for row in plan.rows() for rule in row.rules if isinstance(rule, By)]

    assert all(isinstance(day, date) and day.year in (2016, 2017) for day in dates)
