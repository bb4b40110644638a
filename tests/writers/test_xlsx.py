"""The ledger as a spreadsheet, read back: words are words, dates are dates, and it prints as an office prints it."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from tests.helpers.answers import HOSTILE, STEERING
from tests.helpers.extracts import extract, marked
from tests.helpers.plans import by, group, plan, recurring, row, standing

from gkplan import i18n
from gkplan.clean import visible
from gkplan.ledger.states import STATES
from gkplan.plan.load import load
from gkplan.query.filters import Filters
from gkplan.writers.xlsx import COLOURS, LONGEST_CELL, XlsxWriter

PLAN = plan(
    row("1.1", by("2016-06-30"), units=("市房管局",), title="工作一"),
    row("1.2", by("2016-07-31"), units=("市房管局", "各县政府"), title="工作一"),
    row("2.1", standing(), recurring("quarterly", column="requirement", quote="每季度"), units=("各县政府",)),
    row("3.1", by("2016-09-30"), units=("市审计局",), support=("市房管局",), extra=(("备注", "见附件"),)),
    units=[group("各县政府", "甲县政府", "乙县政府")],
)
NAMESPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
HEAD = 3
"""Lines above the table: title, day, headings."""


def read(content: bytes, sheet: int = 0) -> list[list[Any]]:
    """A sheet's cells by row."""
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(sheet).to_python()


def records(content: bytes, sheet: int = 0) -> list[dict[str, Any]]:
    """A sheet's rows below the headings, by heading."""
    _title, _about, headings, *rows = read(content, sheet)
    return [dict(zip(headings, cells, strict=True)) for cells in rows]


def part(content: bytes, name: str) -> Any:
    """A part of the file, as XML."""
    with ZipFile(BytesIO(content)) as archive:
        return ET.fromstring(archive.read(name))  # noqa: S314 - a file of our own


def sheet(content: bytes, number: int = 1) -> Any:
    """A sheet as XML."""
    return part(content, f"xl/worksheets/sheet{number}.xml")


def test_each_row_has_its_words_its_date_and_its_state() -> None:
    """The table's columns, with the next due date as a date, and how much of it is done."""
    content = XlsxWriter().content(extract(PLAN, marked(PLAN, "1.2@2016-07-31", "甲县政府", "done")))
    first, second, third, fourth = records(content)
    assert first == {
        "No.": 1,
        "Task": "工作一",
        "Item": "1.1",
        "Requirement": "要求1.1，。",
        "Units": "市房管局",
        "Support": "",
        "Deadline": "完成",
        "备注": "",
        "Next due": "",
        "State": "overdue",
        "Progress": "0/1",
        "Last recorded": "",
    }
    assert (second["Next due"], second["State"], second["Progress"]) == (date(2016, 7, 31), "due", "1/3")
    assert (third["Units"], third["State"]) == ("各县政府", "overdue")
    assert (fourth["Support"], fourth["备注"]) == ("市房管局", "见附件")


def test_columns_that_no_row_fills_are_not_there() -> None:
    """Neither 配合单位 nor 备注 where the plan has none."""
    headings = read(XlsxWriter().content(extract(plan(row("1.1", by("2016-06-30"))))))[2]
    assert headings == ["No.", "Task", "Item", "Requirement", "Units", "Deadline", "Next due", "State", "Progress"]


def test_a_task_is_one_merged_cell_with_its_words_in_every_row() -> None:
    """Number and title are merged over the task's rows; below them each row still has them, for the filter to find."""
    content = XlsxWriter().content(extract(PLAN))
    merged = {each.get("ref") for each in sheet(content).iterfind(".//m:mergeCell", NAMESPACE)}
    assert {"A4:A5", "B4:B5"} <= merged
    assert not {ref for ref in merged if ref.startswith(("A6", "A7"))}
    assert [(each["No."], each["Task"]) for each in records(content)][:2] == [(1, "工作一"), (1, "工作一")]


def test_the_head_stays_in_sight_and_filters() -> None:
    """Panes are frozen below the headings, and the filter reaches over all rows."""
    ledger = sheet(XlsxWriter().content(extract(PLAN)))
    pane = ledger.find(".//m:pane", NAMESPACE)
    assert (pane.get("state"), pane.get("ySplit")) == ("frozen", str(HEAD))
    assert ledger.find(".//m:autoFilter", NAMESPACE).get("ref") == "A3:K7"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_it_prints_across_with_its_head_on_every_page(number: int) -> None:
    """A4, landscape, as wide as a page and as long as need be, with title and headings repeated."""
    content = XlsxWriter().content(extract(PLAN))
    setup = sheet(content, number).find(".//m:pageSetup", NAMESPACE)
    assert (setup.get("paperSize"), setup.get("orientation"), setup.get("fitToHeight")) == ("9", "landscape", "0")
    names = [each.text for each in part(content, "xl/workbook.xml").iterfind(".//m:definedName", NAMESPACE)]
    assert sum(name.endswith("!$1:$3") for name in names) == 3


def test_every_state_has_its_own_colours() -> None:
    """The cell of a state is filled as no other state's is."""
    ledger = sheet(XlsxWriter().content(extract(PLAN)))
    styles = {each.get("r"): each.get("s") for each in ledger.iterfind(".//m:c", NAMESPACE)}
    assert (styles["J4"] == styles["J6"], styles["J4"] == styles["J5"]) == (True, False)
    assert (set(COLOURS), len(set(COLOURS.values()))) == (set(STATES), len(STATES))


def test_the_second_sheet_is_the_account_of_each_unit() -> None:
    """Obligations by state for each obligor, the furthest behind first, with what is overdue, and a sum."""
    content = XlsxWriter().content(extract(PLAN, marked(PLAN, "1.1@2016-06-30", "市房管局", "done")))
    *units, total = records(content, 1)
    assert [each["Unit"] for each in units] == ["甲县政府", "乙县政府", "市房管局", "市审计局"]
    assert units[0] == {
        "Unit": "甲县政府",
        "overdue": 2,
        "due": 1,
        "ongoing": 1,
        "upcoming": 2,
        "done": "",
        "Total": 6,
        "Overdue items": "2.1",
    }
    assert (total["Unit"], total["Total"], total["done"]) == ("Total", 15, 1)


def test_the_third_sheet_counts_by_month_and_draws_it() -> None:
    """Occurrences by the month in which they are expected, with a chart that takes its numbers from these cells."""
    content = XlsxWriter().content(extract(PLAN))
    *months, total = records(content, 2)
    assert [(each["Month"], each["Total"]) for each in months] == [
        ("2016-03", 1),
        ("2016-06", 2),
        ("2016-07", 1),
        ("2016-09", 2),
        ("2016-12", 1),
    ]
    assert total["Total"] == 7
    formulas = [each.text for each in part(content, "xl/charts/chart1.xml").iter() if each.tag.endswith("}f")]
    assert "'By month'!$A$4:$A$8" in formulas


def test_a_unit_gets_its_own_ledger() -> None:
    """With a unit, its rows and its states."""
    made = extract(PLAN, marked(PLAN, "1.2@2016-07-31", "甲县政府", "done"), unit="甲县政府")
    assert [(each["Item"], each["State"]) for each in records(XlsxWriter().content(made))] == [
        ("1.2", "done"),
        ("2.1", "overdue"),
    ]


def test_headings_and_states_are_in_the_language_in_use() -> None:
    """An office's ledger is in Chinese."""
    i18n.use("zh")
    content = XlsxWriter().content(extract(PLAN))
    assert (records(content)[0]["状态"], records(content, 1)[0]["单位"]) == ("逾期", "甲县政府")
    assert CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names[1] == "按单位"


@pytest.mark.parametrize(
    "hostile",
    [*HOSTILE, "=cmd|' /C calc'!A0", "{=1+1}", "https://example.org/", "mailto:a@b", "internal:Sheet1!A1", "12", "-1"],
)
def test_no_word_of_a_plan_is_a_formula_a_link_or_a_number(hostile: str) -> None:
    """Hostile text in every cell is text: no formula, no link, nothing that steers, and as it was otherwise."""
    table = plan(
        row(
            "1.1",
            by("2016-06-30"),
            units=(f"局{hostile}",),
            title=hostile,
            requirement=f"{hostile}完成",
            deadline=f"{hostile}完成",
            extra=((hostile, hostile),),
        )
    )
    content = XlsxWriter().content(extract(table))
    with ZipFile(BytesIO(content)) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist() if "/worksheets/" in name).decode()
        strings = archive.read("xl/sharedStrings.xml").decode()
    assert not re.search(r"<f[ >]|<hyperlink|t=\"str\"", text)
    assert not STEERING & set(strings.replace("\n", "").replace("\r", ""))
    (first,) = records(content)
    assert (first["Task"], first["Requirement"]) == (visible(hostile), f"{visible(hostile)}完成")


@pytest.mark.parametrize(("character", "kept"), [("要", LONGEST_CELL - 1), ("𠮷", (LONGEST_CELL - 1) // 2)])
def test_a_cell_holds_no_more_than_fits(character: str, kept: int) -> None:
    """Words beyond a cell's limit, which is in UTF-16, end in a mark; the file opens, and no row is taller than any."""
    content = XlsxWriter().content(extract(plan(row("1.1", by("2016-06-30"), requirement=f"完成{character * 40_000}"))))
    (first,) = records(content)
    words = first["Requirement"]
    assert words.startswith("完成")
    assert words == f"完成{character * (len(words) - 3)}…"
    assert kept - 2 <= len(words) - 2 <= kept
    assert len(words.encode("utf-16-le")) <= 2 * LONGEST_CELL
    assert max(float(each.get("ht", 0)) for each in sheet(content).iterfind(".//m:row", NAMESPACE)) <= 409


def test_a_day_that_a_spreadsheet_does_not_know_is_written_in_words() -> None:
    """Before March 1900 its calendar is wrong: the date is text there, the same for everyone."""
    content = XlsxWriter().content(extract(plan(row("1.1", by("1850-06-30")), year=1850), today="1850-06-01"))
    assert records(content)[0]["Next due"] == "1850-06-30"


def test_nothing_kept_is_a_ledger_with_its_head() -> None:
    """A filter that keeps nothing gives the three sheets without rows."""
    content = XlsxWriter().content(extract(PLAN, filters=Filters(tasks=(99,))))
    assert records(content) == []
    assert [each["Total"] for number in (1, 2) for each in records(content, number)] == [0, 0]


def test_the_same_plan_gives_the_same_bytes() -> None:
    """No clock is asked, not even for the file's own properties."""
    assert XlsxWriter().content(extract(PLAN)) == XlsxWriter().content(extract(PLAN))
    assert b"2000-01-01T00:00:00Z" in ET.tostring(part(XlsxWriter().content(extract(PLAN)), "docProps/core.xml"))


def test_the_plan_of_2016_is_in_it_whole() -> None:
    """Its 91 rows, each with its state, in the order of the table."""
    loaded = load(Path(__file__).parents[2] / "data/tasks.yaml", shown="tasks.yaml").plan
    assert loaded is not None
    rows = records(XlsxWriter().content(extract(loaded, today="2016-12-01")))
    assert [each["Item"] for each in rows] == [each.id for each in loaded.rows()]
    assert all(each["State"] for each in rows)


def test_what_was_recorded_last_stands_in_its_row() -> None:
    """Day, unit, word, note and evidence of a row's last mark; a unit sees its own, and nothing is a link."""
    mine = marked(PLAN, "1.2@2016-07-31", "市房管局", "doing", on="2016-06-01")
    other = marked(PLAN, "1.2@2016-07-31", "甲县政府", "submitted")
    other = other._replace(note="=已报", evidence=({"url": "https://example.org/a"}, {"file": "a.pdf", "sha256": "0"}))
    whole = records(XlsxWriter().content(extract(PLAN, mine, other)))
    assert [each["Last recorded"] for each in whole] == [
        "",
        "2016-06-30 甲县政府 submitted；=已报；https://example.org/a；a.pdf",
        "",
        "",
    ]
    own = records(XlsxWriter().content(extract(PLAN, mine, other, unit="市房管局")))
    assert [each["Last recorded"] for each in own] == ["", "2016-06-01 市房管局 doing"]
