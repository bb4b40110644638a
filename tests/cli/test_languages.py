"""What an officer reads, in the language asked for and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.helpers.asking import Asker
from tests.helpers.plans import by, plan, row, written

from gkplan.cli.main import COMMANDS

PAGES = [
    *(["due", "--year", "2016"], ["due", "--overdue"], ["unit", "市房管局"], ["unit", "各县政府"], ["units"]),
    *(["status"], ["status", "overdue"], ["list"], ["show", "4.1"], ["show", "2.1"], ["show", "3.1"], ["log"]),
]
MISTAKES = [
    *(["due", "--on", "2016-02-30"], ["due", "--month", "x"], ["due", "--within", "x"], ["due", "--lang", "fr"]),
    *(["due", "--on", "2016-01-01", "--overdue"], ["unit"], ["unit", "县政府"], ["unit", "市房屋局"], ["show"]),
    *(["show", "9.9"], ["show", "1.9"], ["show", "2.1@2016-Q9"], ["list", "--status", "x"], ["list", "--task", "x"]),
    *(["list", "extra"], ["list", "--no-such"], ["lst"], ["list", "--unit"], ["explain"], ["status", "x"]),
]
# Three words in a row that are no option, no value and no command to type, which are the same in any language.
_SENTENCE = re.compile(r"(?<![\w./@-])(?!gkplan )[A-Za-z]+(?: +[a-z]{2,}){2,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("arguments", PAGES, ids=" ".join)
@pytest.mark.parametrize("format_", ["table", "md"])
def test_chinese_pages_have_no_english_sentence(small: Asker, arguments: list[str], format_: str) -> None:
    """With `--lang zh` headings, states and remarks are Chinese."""
    out = small.of(*arguments, "--lang", "zh", format_=format_).out
    assert not re.findall(r"[A-Za-z]{3,}", out.replace("sfgj", "").replace("ssjj", ""))


@pytest.mark.parametrize("arguments", PAGES, ids=" ".join)
def test_english_pages_have_only_the_plans_chinese(small: Asker, tmp_path: Path, arguments: list[str]) -> None:
    """With `--lang en` no heading, state or remark is Chinese: what is comes from the plan, word for word."""
    assert small.plan is not None
    plans_own = set(small.plan.read_text(encoding="utf-8").encode().decode("unicode_escape"))
    out = small.of(*arguments, "--lang", "en", format_="md").out
    assert not set(_CHINESE.findall(out)) - plans_own


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_chinese_help_has_no_english_sentence(ask: Asker, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Help is Chinese throughout, click's own words too."""
    monkeypatch.setenv("GKPLAN_LANG", "zh")
    asked = ask(*filter(None, [name]), "--help")
    assert asked.code == 0
    assert asked.out.startswith("用法:")
    assert not _SENTENCE.findall(asked.out)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_english_help_has_no_chinese_but_in_examples(ask: Asker, name: str) -> None:
    """In English help, Chinese stands only where an officer would type it: names of units and deadlines."""
    out = ask(*filter(None, [name]), "--help").out
    told = [line for line in out.split("\n") if _CHINESE.search(line)]
    assert all(re.search(r"gkplan |Example|人社局|列名", line) for line in told), told


@pytest.mark.parametrize("arguments", MISTAKES, ids=" ".join)
def test_chinese_errors_have_no_english_sentence(
    small: Asker, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Every mistake is explained in Chinese, with click's own words."""
    monkeypatch.setenv("GKPLAN_LANG", "zh")
    rest = [] if arguments[0] in {"lst", "explain"} else ["--file", str(small.plan), "--today", "2016-07-01"]
    asked = small(*arguments, *rest)
    assert asked.code == 2
    assert _CHINESE.search(asked.err)
    assert not _SENTENCE.findall(asked.err)


@pytest.mark.parametrize("arguments", MISTAKES, ids=" ".join)
def test_english_errors_have_only_names_in_chinese(small: Asker, arguments: list[str]) -> None:
    """Every mistake is explained in English; what is Chinese was typed or stands in the plan."""
    rest = [] if arguments[0] in {"lst", "explain"} else ["--file", str(small.plan), "--today", "2016-07-01"]
    asked = small(*arguments, *rest)
    assert asked.code == 2
    assert "Error: " in asked.err
    assert set(_CHINESE.findall(asked.err)) <= set("市房管屋局各县政府甲乙审计")


def test_states_and_kinds_may_be_typed_in_the_words_of_the_screen(small: Asker) -> None:
    """What a Chinese screen calls 逾期 may be asked for as 逾期; the words of code work on every screen."""
    for words, code in (
        (["status", "逾期"], ["status", "overdue"]),
        (["list", "--kind", "截止"], ["list", "--kind", "by"]),
    ):
        assert small.of(*words, "--lang", "zh").json["rows"] == small.of(*code, "--lang", "en").json["rows"] != []
        assert small.of(*code, "--lang", "zh").code == 0
        assert small.of(*words, "--lang", "en").code == 2
    assert "逾期 overdue" in small("list", "--help", "--lang", "zh").out


def test_findings_and_refusals_are_chinese(ask: Asker, tmp_path: Path) -> None:
    """A plan that is missing or invalid is refused in Chinese."""
    path = written(plan(row("1.1", by("2016-06-30"))), tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("2016-06-30", "2016-06-31"), encoding="utf-8")
    for file, code in ((path, 3), (tmp_path / "none", 4)):
        asked = ask("list", "--file", str(file), "--lang", "zh")
        assert asked.code == code
        assert "错误" in asked.err
