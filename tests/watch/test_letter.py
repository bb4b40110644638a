"""A digest in words: text, Markdown, HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from tests.helpers.answers import HOSTILE, STEERING
from tests.helpers.plans import by, day, group, plan, recurring, row
from tests.helpers.told import marked, told

from gkplan import i18n
from gkplan.deadline.rules import Event
from gkplan.ledger.record import Record
from gkplan.plan.model import Plan
from gkplan.watch.letter import Letter, as_html, as_markdown, as_text, letter


def written(table: Plan, today: str, *records: Record, unit: str = "甲局") -> Letter:
    """What a unit is told on a day."""
    return letter(told(table, unit, today, *records), table, day(today))


def test_a_letter_says_what_when_and_how_far() -> None:
    """Each part has its heading and count, each item its id, words and dates; one rule's occurrences stand together."""
    table = plan(
        row("1.1", by("2016-06-30")),
        row("1.2", by("2016-07-31", "2016-08-31"), requirement="完成\n第二件"),
        row("2.1", recurring("monthly")),
        row("3.1", Event("文件印发", "P20D", quote="文件印发后20日内")),
    )
    assert as_text(written(table, "2016-07-04")) == (
        "甲局: tasks to remember, as of 2016-07-04\n"
        "测试分解表\n"
        "\n"
        "Overdue (2)\n"
        "1. 2.1@2016-01 … 2016-06 要求2.1，。\n"
        "   6 times, 2016-01-31 to 2016-06-30\n"
        "2. 1.1@2016-06-30 要求1.1，。\n"
        "   was due 2016-06-30, 4 days ago\n"
        "\n"
        "Due soon (2)\n"
        "1. 1.2@2016-07-31 完成 第二件\n"
        "   due 2016-07-31, in 27 days\n"
        "   act by 2016-07-29, the last working day before\n"
        "   may also be read as 2016-08-31\n"
        "2. 2.1@2016-07 要求2.1，。\n"
        "   due 2016-07-31, in 27 days\n"
        "   act by 2016-07-29, the last working day before\n"
        "\n"
        "Recurring, next time (1)\n"
        "1. 2.1@2016-08 要求2.1，。\n"
        "   due 2016-08-31, in 58 days\n"
        "\n"
        "Waiting (1)\n"
        "1. 3.1 要求3.1，。\n"
        "   within 20 days of “文件印发”\n"
    )


def test_few_occurrences_are_named_and_no_range_is_claimed() -> None:
    """Of a quarter that is done no word is said, so what remains is listed, not given as a range."""
    table = plan(row("1.1", recurring("quarterly", quote="完成")))
    done = marked("1.1@2016-Q2", "done")._replace(kind="recurring")
    assert "1.1@2016-Q1、2016-Q3 " in as_text(written(table, "2016-10-08", done))


def test_a_return_says_why() -> None:
    """The office's reason stands with what it gave back."""
    table = plan(row("1.1", by("2016-06-30")))
    records = (
        marked("1.1@2016-06-30", "submitted"),
        marked("1.1@2016-06-30", "returned", on="2016-01-03", note="缺附件"),
    )
    assert "   Reason: 缺附件\n" in as_text(written(table, "2016-06-20", *records))


def test_a_group_hears_who_is_missing() -> None:
    """A group's letter says how many have done it, and who has not."""
    table = plan(row("1.1", by("2016-06-30"), units=["各县"]), units=[group("各县", "甲县", "乙县", "丙县")])
    said = as_text(written(table, "2016-07-01", marked("1.1@2016-06-30", "done", "甲县"), unit="各县"))
    assert "   done 1 of 3; not yet: 乙县、丙县\n" in said


def test_more_time_keeps_the_first_date_in_sight() -> None:
    """What was extended is due on the new day, and the old one is still said."""
    granted = marked("1.1@2016-06-30", "done")._replace(
        do="extend", word=None, unit=None, to=day("2016-07-31"), approved_by="市领导"
    )
    said = as_text(written(plan(row("1.1", by("2016-06-30"))), "2016-07-01", granted))
    assert "due 2016-07-31, in 30 days" in said
    assert "act by 2016-07-29" in said
    assert "more time was granted; first due 2016-06-30" in said


def test_the_office_reads_chinese() -> None:
    """In Chinese no English word is left but ids and dates."""
    i18n.use("zh")
    table = plan(row("1.1", by("2016-06-30")), row("3.1", Event("文件印发", "P20D", quote="文件印发后20日内")))
    said = as_text(written(table, "2016-07-01"))
    assert "文件印发后20日内" in said
    for each in (said, as_text(written(table, "2015-07-01"))):  # the second has nothing to say
        assert not [word for word in each.split() if word.isascii() and word.isalpha()]


def test_nothing_to_say_is_said() -> None:
    """A letter without a part says so in every form."""
    empty = written(plan(row("1.1", by("2016-06-30")), units=[]), "2016-01-01")
    for said in (as_text(empty), as_markdown(empty), as_html([empty])):
        assert "Nothing to remember." in said


class Seen(HTMLParser):
    """The elements of a document, and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element; none has an attribute but the language and the encoding."""
        self.elements.add(tag)
        assert {name for name, _value in attrs} <= {"lang", "charset"}

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_from_a_plan_is_run(words: str) -> None:
    """Text that a terminal, Markdown or a browser would run is shown, in every form."""
    table = plan(row("1.1", by("2016-06-30"), requirement=f"要求{words}"))
    said = written(table, "2016-07-01")
    for form in (as_text(said), as_markdown(said), as_html([said])):
        assert not STEERING & set(form)
    seen = Seen()
    seen.feed(as_html([said]))
    assert seen.elements == {"html", "head", "meta", "title", "body", "h1", "h2", "p", "ol", "li", "br"}
    assert "<script>" not in as_markdown(said)


def test_several_letters_are_one_document() -> None:
    """Units told together have a heading each in one HTML document."""
    said = written(plan(row("1.1", by("2016-06-30"))), "2016-07-01")
    document = as_html([said, said])
    assert (document.count("<h1>"), document.count("<html"), "<title>Tasks to remember</title>" in document) == (
        2,
        1,
        True,
    )
