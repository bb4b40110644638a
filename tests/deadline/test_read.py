"""Reading one text: spans, words left over, doubts, and the answer as JSON."""

import subprocess
import sys
from datetime import date

import pytest
from tests.deadline.shorthand import shorthand

from gkplan.deadline.read import DOUBTS, Reading, Span, as_answer, read
from gkplan.deadline.rules import KINDS, By, Column, Irregular, Recurring, Rule, Standing, Unstated, Yearless

ISSUED = date(2016, 5, 20)


def said(text: str, where: Column = "deadline", year: int | None = 2016) -> list[str]:
    """The rules of a text in shorthand."""
    return [shorthand(rule) for rule in read(text, where=where, year=year, issued=ISSUED).rules]


def codes(reading: Reading) -> list[str]:
    """The codes of a reading's doubts."""
    return [doubt.code for doubt in reading.doubts]


def test_spans_point_into_the_source() -> None:
    """A quotation is the source's own words, blanks and full-width digits included."""
    text = "请于２０１６ 年12 月底前 完成"
    (mention,) = read(text, year=2016).mentions

    assert mention.rule.quote == "２０１６ 年12 月底前"
    assert text[slice(*mention.spans[0])] == mention.rule.quote


def test_a_date_without_a_year_takes_the_plans() -> None:
    """A yearless date is the plan's year; where none is known it stays yearless, with a doubt."""
    (known,) = read("12月底前", year=2016).rules
    unknown = read("12月底前")

    assert known == By(date(2016, 12, 31), quote="12月底前")
    assert unknown.rules == (By(Yearless(12, 31), quote="12月底前"),)
    assert codes(unknown) == ["no-year"]


def test_a_year_is_inherited_from_the_date_before() -> None:
    """6月底前…12月底前: a later date takes the year that was said."""
    assert said("2019年6月底前出台方案，12月底前完成") == ["by 2019-06-30", "by 2019-12-31"]


def test_a_date_that_does_not_exist_is_clamped() -> None:
    """9月31日 is the last of September, and a doubt."""
    reading = read("9月31日前", year=2016)

    assert reading.rules == (By(date(2016, 9, 30), quote="9月31日前"),)
    assert codes(reading) == ["no-such-date"]


@pytest.mark.parametrize("text", ["13月底前", "0月5日前", "99年99月"])
def test_what_is_no_date_is_not_read(text: str) -> None:
    """A month that does not exist is no deadline; the words are listed as not understood."""
    reading = read(text, year=2016)

    assert reading.rules == ()
    assert "not-understood" in codes(reading)


def test_two_honest_readings_are_both_kept() -> None:
    """8月前: before August begins, or by its end; the earlier counts and a doubt says so."""
    reading = read("2016年8月前", year=2016)

    assert reading.rules == (By(date(2016, 7, 31), ambiguous=True, alt=date(2016, 8, 31), quote="2016年8月前"),)
    assert codes(reading) == ["two-readings"]


@pytest.mark.parametrize(("text", "reason"), [("", "empty"), (" — ", "empty"), ("完成时限", "a header word")])
def test_a_cell_without_a_deadline_says_why(text: str, reason: str) -> None:
    """An empty cell or a header word is `none`, with its reason."""
    (rule,) = read(text).rules

    assert rule == Unstated(reason, quote=text)


def test_same_as_above_with_nothing_above() -> None:
    """同上 gives no rule of its own, and a doubt."""
    reading = read("同上")

    assert reading.rules == (Unstated("same as above, with nothing above", quote="同上"),)
    assert codes(reading) == ["same-as-above"]


def test_a_cell_that_is_not_understood_is_left_over_whole() -> None:
    """A deadline cell in which nothing is read is listed by its words, never passed over in silence."""
    reading = read("视下一步形势")

    assert reading.rules == ()
    assert reading.unparsed == (Span(0, 6),)
    assert codes(reading) == ["not-understood"]


def test_words_of_a_requirement_that_look_like_time_are_left_over() -> None:
    """12.3 of the 2016 source: 月底前 with no month is not guessed."""
    reading = read("评审结果月底前完成及资金安排", where="requirement", year=2016)

    assert reading.rules == ()
    assert [reading.text[slice(*span)] for span in reading.unparsed] == ["月底前"]
    assert codes(reading) == ["no-month", "not-understood"]


def test_vague_words_of_a_sentence_are_one_rule() -> None:
    """随时更新、动态补充 is one `irregular` with two places; beside a plain rule of its clause it is none."""
    (mention,) = read("随时更新、动态补充", where="requirement").mentions

    assert isinstance(mention.rule, Irregular)
    assert [span.start for span in mention.spans] == [0, 5]
    assert said("每月定期发布", "requirement") == ["recurring monthly"]
    assert said("指导供水单位定期监测，自2016年起每季度公开", "requirement") == [
        "irregular",
        "recurring quarterly 2016-01-01..",
    ]


def test_a_start_and_a_season_belong_to_the_recurrence_behind_them() -> None:
    """自2016年起每季度 is one rule with an open end, 5-11月每月 one with a season."""
    assert read("自2016年起每季度").rules == (Recurring("quarterly", start=date(2016, 1, 1), quote="自2016年起每季度"),)
    assert said("流行季节（5-11月）每月发布") == ["recurring monthly season 5-11"]


def test_lines_are_read_apart() -> None:
    """Each line of a cell is a deadline of its own."""
    assert said("2016年8月前\n2017年2月前") == ["by 2016-07-31|2016-08-31", "by 2017-01-31|2017-02-28"]


def test_unknown_issue_date_leaves_an_open_start() -> None:
    """即日起 counts from the day of issue; where that is unknown the start stays open."""
    assert read("即日起").rules == (Standing(None, None, quote="即日起"),)


def test_the_answer_of_a_batch_line() -> None:
    """The batch line has the text, the rules as the plan writes them, leftovers as words and findings with places."""
    assert as_answer(read("9月31日前", year=2016)) == {
        "text": "9月31日前",
        "rules": [{"kind": "by", "date": "2016-09-30", "quote": "9月31日前", "from": "deadline"}],
        "unparsed": [],
        "findings": [{"code": "no-such-date", "start": 0, "end": 5, "words": "9月31日"}],
    }


@pytest.mark.parametrize(
    "text", ["9月31日前", "2016年8月前", "视下一步形势", "同上", "2017年12底前", "月底前", "年前", "8月至3月10日前"]
)
def test_every_doubt_is_explained(text: str) -> None:
    """Each code that a reading gives stands in the table of doubts."""
    assert set(codes(read(text))) <= set(DOUBTS)


def test_importing_the_room_is_cheap() -> None:
    """Importing `gkplan.deadline` loads neither the patterns nor anything heavy."""
    heavy = "{'dataclasses', 'inspect', 'pydantic', 'gkplan.deadline.patterns'}"
    code = f"import sys, gkplan.deadline; print(sorted({heavy} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_names_of_the_room_load_when_asked_for() -> None:
    """The room's few names are the functions of its modules; any other name is an error."""
    import gkplan.deadline
    from gkplan.deadline.row import read_row

    assert gkplan.deadline.read_deadline is read
    assert gkplan.deadline.read_row is read_row
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = gkplan.deadline.nonsense


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_ends_with_its_words(kind: type[Rule]) -> None:
    """What `quoted` relies on: quote, column, scope, units and kind are the last fields of every kind of rule."""
    assert kind._fields[-5:] == ("quote", "column", "scope", "units", "kind")
