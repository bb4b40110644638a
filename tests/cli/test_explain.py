"""`gkplan explain`."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.answers import HOSTILE, STEERING
from tests.helpers.asking import Asker, ask_process

QUESTIONS: list[dict[str, Any]] = [
    {"text": "2016年12月底前完成"},
    {"text": "每季度公示", "plan_year": 2016, "where": "requirement"},
    {"text": "全年工作", "plan_year": 2016, "issued": None},
    {"text": "即日起执行", "issued": "2016-03-01"},
    {"text": ""},
    {"text": "9月31日前", "plan_year": 2016},
    {"text": "1.甲\n2.乙\u2028\x1b[31m"},
]


def explained(ask: Asker, text: str, *arguments: str) -> dict[str, Any]:
    """The answer to one text."""
    asked = ask("explain", text, "--format", "json", "--today", "2016-06-01", *arguments)
    assert (asked.code, asked.err) == (0, "")
    return asked.json


def batch(*questions: object) -> str:
    """Questions as JSON lines."""
    return "".join(json.dumps(question, ensure_ascii=False) + "\n" for question in questions)


@pytest.mark.parametrize(
    ("text", "arguments", "rules"),
    [
        (
            "2016年12月底前完成",
            [],
            [{"kind": "by", "date": "2016-12-31", "quote": "2016年12月底前", "from": "deadline"}],
        ),
        ("6月底前", ["--year", "2016"], [{"kind": "by", "date": "2016-06-30", "quote": "6月底前", "from": "deadline"}]),
        ("6月底前", [], [{"kind": "by", "date": "--06-30", "quote": "6月底前", "from": "deadline"}]),
        (
            "2016年8月前",
            [],
            [
                {
                    "kind": "by",
                    "date": "2016-07-31",
                    "ambiguous": True,
                    "alt": "2016-08-31",
                    "quote": "2016年8月前",
                    "from": "deadline",
                }
            ],
        ),
        ("定期公开", ["--where", "requirement"], [{"kind": "irregular", "quote": "定期", "from": "requirement"}]),
        ("加强领导", ["--where", "requirement"], []),
    ],
)
def test_each_rule_is_said(ask: Asker, text: str, arguments: list[str], rules: list[dict[str, Any]]) -> None:
    """The rules of a text are those the contract reads in it, with the column, the year and the day of issue given."""
    assert explained(ask, text, *arguments)["rules"] == rules


def test_the_frame_has_what_a_batch_has(ask: Asker) -> None:
    """After the frame: the text, its rules, what was not understood, findings."""
    data = explained(ask, "2016年12月底前完成")
    assert list(data)[:4] == ["schema", "command", "today", "plans"]
    assert [name for name in data if name in {"text", "rules", "unparsed", "findings"}] == [
        "text",
        "rules",
        "unparsed",
        "findings",
    ]
    assert (data["text"], data["plans"]) == ("2016年12月底前完成", [])


def test_doubts_are_findings(ask: Asker) -> None:
    """A day that does not exist is read as the last of its month, and said."""
    data = explained(ask, "2016年9月31日前完成")
    assert data["rules"][0]["date"] == "2016-09-30"
    (finding,) = data["findings"]
    assert list(finding) == ["code", "level", "file", "line", "col", "title", "hint"]
    assert "9月31日" in finding["title"]


def test_the_page_marks_the_words_and_says_the_rule(ask: Asker) -> None:
    """Each rule's words stand in brackets behind its number, with the rule in a plain sentence and what comes next."""
    page = ask(
        "explain", "2016年12月底前完成，后续不定期进行目录调整", "--format", "table", "--today", "2016-06-01"
    ).out
    assert page.split("\n")[0] == "[1 2016年12月底前]完成，后续[2 不定期]进行目录调整"
    assert "by 31 December 2016" in page
    assert "2016-12-31" in page
    chinese = ask(
        "explain", "每季度", "--year", "2016", "--format", "table", "--today", "2016-06-01", "--lang", "zh"
    ).out
    assert "每季度一次" in chinese


def test_words_without_a_rule_are_told_so(ask: Asker) -> None:
    """Nothing read is said plainly, and is no error."""
    asked = ask("explain", "加强领导", "--where", "requirement", "--format", "table")
    assert asked.code == 0
    assert "No rule was read" in asked.out


def test_a_batch_answers_each_line_in_order(ask: Asker, tmp_path: Path) -> None:
    """One JSON line for each question: text, rules, unparsed, findings; the same bytes from a file and from stdin."""
    path = tmp_path / "questions.jsonl"
    path.write_text(batch(*QUESTIONS), encoding="utf-8")
    asked = ask("explain", "--batch", str(path))
    assert (asked.code, asked.err) == (0, "")
    answers = [json.loads(line) for line in asked.out.splitlines()]
    assert [each["text"] for each in answers] == [question["text"] for question in QUESTIONS]
    assert all(list(each) == ["text", "rules", "unparsed", "findings"] for each in answers)
    assert not STEERING & set(asked.out)
    from_stdin = ask_process("explain", "--batch", "-", stdin=batch(*QUESTIONS))
    assert from_stdin.out == asked.out.replace(f'"file": "{path}"', '"file": "-"')


def test_a_batch_reads_as_one_text_does(ask: Asker, tmp_path: Path) -> None:
    """A text has the same rules alone and among others."""
    path = tmp_path / "questions.jsonl"
    path.write_text(batch({"text": "每季度公示", "plan_year": 2016, "where": "requirement"}), encoding="utf-8")
    (answer,) = [json.loads(line) for line in ask("explain", "--batch", str(path)).out.splitlines()]
    assert answer["rules"] == explained(ask, "每季度公示", "--year", "2016", "--where", "requirement")["rules"]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        "null",
        '"text"',
        "{}",
        '{"text": 5}',
        '{"text": "甲", "plan_year": "2016"}',
        '{"text": "甲", "plan_year": true}',
        '{"text": "甲", "issued": "2016-02-30"}',
        '{"text": "甲", "where": "title"}',
        "[" * 100_000,
    ],
)
def test_a_line_that_asks_nothing_ends_with_2_at_its_place(ask: Asker, tmp_path: Path, line: str) -> None:
    """What comes before it is answered, it is named by file and line, and a way to write it is shown."""
    path = tmp_path / "questions.jsonl"
    path.write_text(f'{{"text": "年底前"}}\n{line}\n', encoding="utf-8")
    asked = ask("explain", "--batch", str(path))
    assert asked.code == 2
    assert asked.out.count("\n") == 1
    assert f"{path}:2" in asked.err
    assert '"plan_year"' in asked.err


@pytest.mark.parametrize("year", [0, -1, 99_999, 10**30])
def test_a_year_beyond_the_calendar_is_no_fault(ask: Asker, tmp_path: Path, year: int) -> None:
    """A question about a year that no calendar has is refused, by option and in a batch."""
    path = tmp_path / "questions.jsonl"
    path.write_text(batch({"text": "6月底前；全年；每月", "plan_year": year}), encoding="utf-8")
    assert ask("explain", "--batch", str(path)).code == 2
    assert ask("explain", "年底前", "--year", str(year)).code == 2


def test_bytes_that_are_no_text_are_refused(ask: Asker, tmp_path: Path) -> None:
    """Another encoding is said to be one; a missing file ends with 4; an empty one answers nothing."""
    path = tmp_path / "questions.jsonl"
    path.write_bytes('{"text": "年底前"}\n'.encode("gb18030"))
    assert ask("explain", "--batch", str(path)).code == 2
    assert ask("explain", "--batch", str(tmp_path / "none")).code == 4
    path.write_bytes(b"")
    assert ask("explain", "--batch", str(path)) == (0, "", "")
    path.write_bytes(b"\xef\xbb\xbf" + batch({"text": "年底前"}).encode())
    assert ask("explain", "--batch", str(path)).code == 0


@pytest.mark.parametrize(
    "arguments", [[], ["年底前", "--batch", "-"], ["年底前", "--year", "x"], ["x", "--where", "title"]]
)
def test_wrong_usage_ends_with_2(ask: Asker, arguments: list[str]) -> None:
    """Words or a batch, one of the two; a year that is one; a column that is one."""
    assert ask("explain", *arguments).code == 2


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("format_", ["table", "tsv", "json", "jsonl", "csv", "md"])
def test_hostile_words_are_shown_never_run(ask: Asker, hostile: str, format_: str) -> None:
    """Whatever the words hold, no format runs them."""
    asked = ask("explain", f"{hostile}2016年底前{hostile}", "--format", format_, "--today", "2016-06-01")
    assert asked.code == 0
    assert not STEERING & set(asked.out + asked.err)


def test_the_answer_does_not_depend_on_stdin_being_a_terminal(monkeypatch: pytest.MonkeyPatch, ask: Asker) -> None:
    """Without `--batch -`, stdin is never read."""
    monkeypatch.setattr("sys.stdin", io.StringIO("unread"))
    assert ask("explain", "年底前", "--format", "json", "--today", "2016-06-01").code == 0
    assert sys.stdin.read() == "unread"
