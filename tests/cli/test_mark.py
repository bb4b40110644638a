"""`gkplan mark`: what became of each obligation."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest
import yaml
from tests.helpers.asking import Asked
from tests.helpers.office import COUNTIES, Office

from gkplan.ledger import journal
from gkplan.ledger.journal import locked

DUE = "1.1@2016-12-31"


def test_one_mark_never_clears_the_others(office: Office) -> None:
    """What one unit has done is its own: the others still owe, and `show` counts one of four and names the three."""
    (record,) = office.record("mark", DUE, "done", "--unit", "市编办")
    assert (record["unit"], record["of"], record["kind"], record["quote"]) == ("市编办", DUE, "by", "完成")
    assert office.states(DUE) == {"市编办": "done", **dict.fromkeys(COUNTIES, "due")}
    occurrence = office.occurrence(DUE)
    assert (occurrence["state"], occurrence["done"], occurrence["of"]) == ("due", 1, 4)
    shown = office("show", "1.1", "--lang", "zh", format_="table").out
    assert "已完成1/4" in shown
    assert "尚未完成：甲县、乙县、丙县" in shown


def test_where_the_lead_answers_the_lead_alone_settles_it(office: Office) -> None:
    """`completion: lead`: the occurrence is done with the lead, and each county's account is still its own."""
    office.record("mark", "1.2", "done", "--unit", "甲县")
    assert office.occurrence("1.2@2016-12-31")["state"] == "due"
    office.record("mark", "1.2", "done", "--unit", "市编办")
    assert office.occurrence("1.2@2016-12-31")["state"] == "done"
    assert office.states("1.2@2016-12-31")["乙县"] == "due"


def test_an_open_group_counts_reports_and_is_settled_as_a_group(office: Office) -> None:
    """A member's report is counted beside the group, whose obligation only a mark for the group settles."""
    office.record("mark", "5.1", "done", "--unit", "市教育局")
    office.record("mark", "5.1", "submitted", "--unit", "市卫生局")
    assert office.states("5.1@2016-12-31") == {"市局": "due", "有关单位": "due"}
    assert office.occurrence("5.1@2016-12-31")["of"] == 2
    shown = office("show", "5.1", "--lang", "zh", format_="table").out
    assert shown.count("市教育局、市卫生局") == 1
    assert "%" not in shown
    office.record("mark", "5.1", "done", "--unit", "有关单位")
    assert office.states("5.1@2016-12-31") == {"市局": "due", "有关单位": "done"}


def test_a_member_of_an_open_group_sees_its_own_report(office: Office) -> None:
    """With `--unit` the state is what that member reported, or what was marked for its group, whichever was last."""

    def seen_by(unit: str) -> str:
        occurrences = office("due", "--unit", unit, "--year", "2016").json["occurrences"]
        return str(next(each["state"] for each in occurrences if each["row"] == "5.1"))

    office.record("mark", "5.1", "done", "--unit", "市教育局")
    assert (seen_by("市教育局"), seen_by("市卫生局"), seen_by("有关单位")) == ("done", "due", "due")
    office.record("mark", "5.1", "dropped", "--unit", "有关单位")
    assert (seen_by("市教育局"), seen_by("市卫生局")) == ("dropped", "dropped")


def test_submitted_then_confirmed_counts_from_the_submission(office: Office) -> None:
    """The unit hands in in time, the office confirms after the date: done, not late."""
    office.record("mark", DUE, "submitted", "--unit", "甲县", "--on", "2016-12-30", today="2016-12-30")
    assert office.states(DUE, today="2017-01-05")["甲县"] == "submitted"
    office.record("mark", DUE, "done", "--unit", "甲县", today="2017-01-05")
    assert office.states(DUE, today="2017-01-05") == {
        "甲县": "done",
        **dict.fromkeys(("市编办", "乙县", "丙县"), "overdue"),
    }


def test_a_return_makes_the_submission_void(office: Office) -> None:
    """Returned with its reason it is owed again; handed in anew after the date, it is late."""
    office.record("mark", DUE, "submitted", "--unit", "甲县", today="2016-12-30")
    office.record("mark", DUE, "returned", "--unit", "甲县", "--note", "缺附件", today="2017-01-03")
    assert office.states(DUE, today="2017-01-03")["甲县"] == "overdue"
    office.record("mark", DUE, "submitted", "--unit", "甲县", today="2017-01-04")
    office.record("mark", DUE, "done", "--unit", "甲县", today="2017-01-06")
    assert office.states(DUE, today="2017-01-06")["甲县"] == "late"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["doing"], "due"),
        (["done"], "done"),
        (["dropped"], "dropped"),
        (["done", "todo"], "due"),
        (["submitted", "doing", "done"], "done"),
        (["dropped", "todo"], "due"),
        (["done", "submitted"], "submitted"),
    ],
)
def test_the_last_word_counts(office: Office, words: list[str], expected: str) -> None:
    """A state follows from the last word recorded, and else from the date."""
    for word in words:
        office.record("mark", DUE, word, "--unit", "甲县")
    assert office.states(DUE)["甲县"] == expected


def test_what_was_recorded_for_a_later_day_is_not_known_before_it(office: Office) -> None:
    """An answer as of a day leaves out what happened after it."""
    office.record("mark", DUE, "done", "--unit", "甲县", "--on", "2016-12-20")
    assert office.states(DUE, today="2016-12-19")["甲县"] == "due"
    assert office.states(DUE, today="2016-12-20")["甲县"] == "done"


def test_all_units_leaves_alone_what_is_done_already(office: Office) -> None:
    """Marking all at once records for those who still owe; a day of completion recorded before is kept."""
    office.record("mark", DUE, "done", "--unit", "甲县", "--on", "2016-11-01")
    written = office.record("mark", DUE, "done", "--all-units", today="2017-01-10")
    assert [each["unit"] for each in written] == ["市编办", "乙县", "丙县"]
    assert office.states(DUE, today="2017-01-10") == {
        "甲县": "done",
        **dict.fromkeys(("市编办", "乙县", "丙县"), "late"),
    }
    assert "left to be marked" in office.refused("mark", DUE, "done", "--all-units", today="2017-01-10")


def test_a_groups_name_stands_for_its_members(office: Office) -> None:
    """A closed group has no obligation of its own."""
    written = office.record("mark", DUE, "doing", "--unit", "各县政府")
    assert [each["unit"] for each in written] == list(COUNTIES)


def test_a_range_and_all_of_a_row(office: Office) -> None:
    """`A..B` is one rule's occurrences from one to the other; `--all` is every one."""
    written = office.record("mark", "4.1@2016-Q1..2016-Q3", "done", "--unit", "甲县")
    assert [each["of"] for each in written] == ["4.1@2016-Q1", "4.1@2016-Q2", "4.1@2016-Q3"]
    written = office.record("mark", "4.1", "done", "--all", "--unit", "甲县")
    assert [each["of"] for each in written] == ["4.1@2016-Q4"]


def test_grace_lets_what_recurs_follow_its_period(office: Office) -> None:
    """Ten days of grace: done on the tenth day after the quarter it is in time, on the eleventh late."""
    office.record("mark", "4.1@2016-Q3", "done", "--unit", "甲县", "--on", "2016-10-10")
    office.record("mark", "4.1@2016-Q3", "done", "--unit", "乙县", "--on", "2016-10-11")
    assert office.states("4.1@2016-Q3") == {"甲县": "done", "乙县": "late", "丙县": "overdue"}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["9.9", "done"], "There is no row 9.9."),
        (["1.1@2016-11-30", "done"], "There is no occurrence 1.1@2016-11-30."),
        ([DUE, "done"], "is owed by 4 units"),
        ([DUE, "done", "--unit", "市局"], "does not owe"),
        ([DUE, "done", "--unit", "无此局"], "No unit is named"),
        ([DUE, "done", "--unit", "甲县", "--on", "2016-12-21"], "is in the future"),
        ([DUE, "returned", "--unit", "甲县"], "A return needs its reason."),
        ([DUE, "returned", "--unit", "甲县", "--note", "缺"], "nothing to return"),
        (["5.1", "returned", "--unit", "市教育局", "--note", "缺"], "nothing to return"),
        (["4.1", "done", "--unit", "甲县"], "has 4 occurrences open"),
        (["3.3", "done"], "has no occurrence yet"),
        (["4.1@2016-Q3..2016-Q1", "done", "--unit", "甲县"], "no range of one rule"),
        ([DUE, "done", "--unit", "甲县", "--note", "\udcff"], "no text"),
    ],
)
def test_what_is_left_open_is_refused_with_what_to_type(office: Office, arguments: list[str], why: str) -> None:
    """Nothing is guessed: the refusal says why, and nearly always what to type instead."""
    assert why in office.refused("mark", *arguments)


def test_a_row_will_do_where_one_occurrence_is_open(office: Office) -> None:
    """The id of a row stands for its only open occurrence."""
    (record,) = office.record("mark", "2.1", "done")
    assert record["of"] == "2.1@2016-07-31"


def test_a_dry_run_writes_nothing_at_all(office: Office) -> None:
    """It says what would be recorded; neither a ledger nor a lock is there afterwards."""
    asked = office("mark", "2.1", "done", "--dry-run")
    assert (asked.code, asked.err) == (0, "Dry run: nothing was recorded.\n")
    assert asked.json["records"][0]["word"] == "done"
    assert sorted(path.name for path in office.folder.iterdir()) == ["tasks.yaml"]


def test_evidence_is_a_link_a_file_or_a_number(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A URL and a document's number are kept as words, a file by its path and SHA-256; a missing file is refused."""
    monkeypatch.chdir(office.folder)
    Path("证明.pdf").write_bytes(b"%PDF")
    digest = hashlib.sha256(b"%PDF").hexdigest()
    given = ["https://www.example.gov.cn/a?b=1", "证明.pdf", "湛府办函〔2016〕1号"]
    (record,) = office.record("mark", "2.1", "done", *(part for each in given for part in ("--evidence", each)))
    assert record["evidence"] == [{"url": given[0]}, {"file": given[1], "sha256": digest}, {"doc": given[2]}]
    asked = office("mark", "2.1@2016-07-31", "done", "--evidence", "没有.pdf")
    assert (asked.code, len(office.lines())) == (4, 1)


def test_copied_evidence_is_kept_beside_the_plan(office: Office, tmp_path_factory: pytest.TempPathFactory) -> None:
    """`--copy-evidence` keeps the file under `evidence/`; a refused mark and a dry run copy nothing."""
    proof = tmp_path_factory.mktemp("elsewhere") / "证明.pdf"
    proof.write_bytes(b"%PDF")
    copying = ["--evidence", str(proof), "--copy-evidence"]
    office.refused("mark", "2.1", "done", *copying, "--on", "2016-12-31")
    office("mark", "2.1", "done", *copying, "--dry-run")
    assert not (office.folder / "evidence").exists()
    (record,) = office.record("mark", "2.1", "done", *copying)
    assert (office.folder / record["evidence"][0]["file"]).read_bytes() == b"%PDF"
    assert record["evidence"][0]["file"].startswith("evidence/")


def test_a_record_is_a_line_of_yaml(office: Office) -> None:
    """Each line is `- ` and one JSON object with the id, the time written, who, and the rule's kind and quote."""
    (record,) = office.record("mark", "2.1", "done", "--by", "张三", "--note", "一\n- 二 # 三")
    (line,) = office.lines()
    assert line.startswith('- {"id": "')
    assert yaml.safe_load(office.ledger.read_text(encoding="utf-8")) == [record]
    assert (record["by"], record["kind"], record["quote"]) == ("张三", "by", "8月前")


def test_a_process_that_holds_the_ledger_is_waited_for_and_then_named(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wait has an end, the code is 4, and nothing is recorded."""
    monkeypatch.setattr(journal, "LOCK_SECONDS", 0.05)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(office.ledger):
            held.set()
            done.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    asked = office("mark", "2.1", "done")
    done.set()
    holder.join()
    assert (asked.code, asked.out, office.lines()) == (4, "", [])
    assert "Another process has been writing to tasks.progress.yaml" in asked.err


def test_what_the_plan_no_longer_says_is_doubted_and_never_matched(office: Office) -> None:
    """When a rule's words change, its marks count for nothing: said on stderr, by `validate`, `show` and `log`."""
    office.record("mark", "2.1", "done")
    plan = office.folder / "tasks.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace(r"8\u6708\u524d", r"8\u6708\u5e95\u524d"), encoding="utf-8"
    )
    asked = office("show", "2.1")
    assert asked.json["occurrences"][0]["state"] == "overdue"
    assert asked.json["records"][0]["suspect"] is True
    assert "1 record no longer fits the plan" in asked.err
    assert "(no longer fits the plan" in " ".join(office("log", format_="table").out.split())
    found = office.ask("validate", str(plan), "--format", "json")
    assert in_ledger(found) == [("GK452", 1)]
    assert found.code == 0


def test_a_ledger_with_a_conflict_is_not_answered_from(office: Office) -> None:
    """Git's markers are an error with their line; queries and marks end with 3, `validate` names each."""
    office.record("mark", "2.1", "done")
    with office.ledger.open("a", encoding="utf-8") as file:
        file.write("<<<<<<< HEAD\n=======\n>>>>>>> b\n")
    before = office.lines()
    for command in (["status"], ["mark", "2.1", "todo"], ["log"]):
        asked = office(*command)
        assert (asked.code, asked.out) == (3, "")
        assert "tasks.progress.yaml:2:1: error GK402" in asked.err
    assert office.lines() == before
    found = office.ask("validate", str(office.folder / "tasks.yaml"), "--format", "json")
    assert in_ledger(found) == [("GK402", line) for line in (2, 3, 4)]
    assert found.code == 3


def test_what_is_wrong_with_a_line_is_said_in_chinese(office: Office) -> None:
    """The reason too, whatever the line lacks."""
    office.record("mark", "2.1", "done")
    sound = office.lines()[0]
    spoiled = [
        sound.replace('"word": "done"', '"word": "finished"'),
        sound.replace(', "word": "done"', ""),
        sound.replace('"on": "2016-12-20"', '"on": "2016-12-32"'),
        sound.replace('"by": "', '"by": 1, "was": "'),
        sound[:-1],
        "mark 2.1 done",
    ]
    office.ledger.write_text("\n".join(spoiled) + "\n", encoding="utf-8")
    said = office.ask("validate", str(office.folder / "tasks.yaml"), "--lang", "zh").out
    reasons = [line.rpartition("不是记录：")[2] for line in said.splitlines() if "GK401" in line]
    assert reasons == [
        "未知的状态用语: 'finished'",
        "缺少字段: word (mark)",
        "日期或时间无效: on = '2016-12-32'",
        "未知字段: was",
        "不是 JSON 对象",
        "记录应以短横线加空格开头",
    ]


def test_what_vanished_from_the_plan_is_doubted(office: Office) -> None:
    """A record whose row, occurrence or unit the plan no longer has is named, each at its line."""
    office.record("mark", "2.1", "done")
    office.record("mark", DUE, "done", "--unit", "甲县")
    lines = office.ledger.read_text(encoding="utf-8")
    for was, now in (('"2.1@', '"2.9@'), ('"row": "2.1"', '"row": "2.9"'), ("甲县", "丁县")):
        lines = lines.replace(was, now)
    office.ledger.write_text(lines, encoding="utf-8")
    office.record("mark", "4.1@2016-Q1", "done", "--unit", "甲县")
    office.ledger.write_text(office.ledger.read_text(encoding="utf-8").replace("2016-Q1", "2016-Q7"), encoding="utf-8")
    found = office.ask("validate", str(office.folder / "tasks.yaml"), "--format", "json")
    assert in_ledger(found) == [("GK453", line) for line in (1, 2, 3)]
    named = [each["title"] for each in found.json["findings"] if each["code"] == "GK453"]
    assert [title.rpartition(": ")[2] for title in named] == ["2.9@2016-07-31 市局", f"{DUE} 丁县", "4.1@2016-Q7 甲县"]
    assert {each["state"] for each in office("show", DUE).json["obligations"]} == {"due"}


def in_ledger(found: Asked) -> list[tuple[str, int]]:
    """Code and line of what `validate` found in the ledger."""
    return [(each["code"], each["line"]) for each in found.json["findings"] if each["code"].startswith("GK4")]
