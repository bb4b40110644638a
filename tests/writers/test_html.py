"""The report as a file: what it says, and what it can't be made to say."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.cli.conftest import SMALL
from tests.helpers.extracts import extract, marked
from tests.helpers.plans import by, plan, recurring, row

from gkplan import i18n
from gkplan.ledger.record import Record
from gkplan.writers.html import HtmlWriter
from gkplan.writers.interface import Extract

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u202e{{ 7*7 }}完成"


def page(asked: Extract, lang: str = "zh") -> LexborHTMLParser:
    """A report, parsed as a browser would."""
    i18n.use(lang)
    return LexborHTMLParser(HtmlWriter().content(asked).decode())


def text(parsed: LexborHTMLParser, selector: str) -> list[str]:
    """The words of each element that a selector finds."""
    return [" ".join(node.text().split()) for node in parsed.css(selector)]


def evidenced(url: str, kind: str = "url") -> Record:
    """A mark with a piece of evidence."""
    return marked(SMALL, "1.1@2016-06-30", "市房管局", "done")._replace(note="已办结", evidence=({kind: url},))


def test_the_states_are_counted() -> None:
    """Each state that any row is in, most urgent first, and the rows in which nothing counts."""
    parsed = page(extract(SMALL))
    assert text(parsed, ".counts li") == ["3 逾期", "2 临期", "1 未到期", "2 待触发"]
    assert "2 项没有可计的时限。" in "".join(text(parsed, "#glance p"))


def test_every_row_is_there_with_its_words() -> None:
    """Requirement, units, deadline, state, rules and occurrences of each row of the plan."""
    asked = extract(SMALL)
    parsed = page(asked)
    assert [node.attributes["id"] for node in parsed.css("article")] == [f"r-{row.id}" for row in SMALL.rows()]
    for entry, node in zip(asked.entries, parsed.css("article"), strict=True):
        said = node.text()
        assert entry.row.meant_requirement in said
        assert entry.row.meant_deadline in said
        assert "、".join(entry.row.units) in said
        assert all(rule.quote in said for rule in entry.row.rules)
    quarterly = text(parsed, "#r-2\\.1 .dates li")
    assert [line.split()[1] for line in quarterly] == [
        "2.1@2016-Q1",
        "2.1@2016-Q2",
        "2.1@2016-Q3",
        "2.1@2016-Q4",
        "2.1@2016",
    ]


def test_what_is_printed_stands_beside_what_is_meant() -> None:
    """A corrected cell shows both, and why."""
    assert text(page(extract(SMALL)), "#r-4\\.1 .printed dd") == ["2016年12底前，年底前", "缺“月”字"]


def test_overdue_and_due_are_listed_by_date() -> None:
    """Runs of weekly ones are one line, and the heading counts every occurrence."""
    parsed = page(extract(SMALL))
    assert text(parsed, "#overdue tbody th") == ["2.1", "2.2", "1.1", "2.1"]
    assert "7 个时间节点" in text(parsed, "#overdue h2")[0]
    assert text(parsed, "#due tbody th")[0] == "2.2"


def test_units_have_their_months() -> None:
    """A line for each obligor with its obligations by month, those overdue marked by more than a colour."""
    parsed = page(extract(SMALL))
    lines = [[cell.text() for cell in line.css("th, td")] for line in parsed.css(".heat tbody tr")]
    (of_county,) = (line for line in lines if line[0] == "甲县政府")
    assert of_county == ["甲县政府", "", "", "!1", "", "", "!1", "1", "", "1", "", "", "1", "5"]
    assert text(parsed, ".heat thead .now") == ["2016-7"]


def test_what_was_recorded_is_shown_with_its_evidence() -> None:
    """Day, word, note, and a link where the evidence is on the web."""
    parsed = page(extract(SMALL, evidenced("https://example.org/a?b=1&c=2")))
    (said,) = text(parsed, "#r-1\\.1 .deeds li")
    assert said == "2016-06-30 1.1@2016-06-30 市房管局 已销号 — 已办结 · https://example.org/a?b=1&c=2"
    assert [node.attributes["href"] for node in parsed.css(".deeds a")] == ["https://example.org/a?b=1&c=2"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "https://a b",
        " https://a",
        "file:///etc/passwd",
        "//a",
    ],
)
def test_only_the_web_is_linked(url: str) -> None:
    """Any other address is words."""
    parsed = page(extract(SMALL, evidenced(url)))
    assert parsed.css(".deeds a") == []
    assert " ".join(url.split()) in text(parsed, "#r-1\\.1 .deeds li")[0]


def test_hostile_words_are_words() -> None:
    """Tags, quotes, template braces and reversed text in every field are shown as they are, and add no element."""
    ordinary = page(extract(plan(row("1.1", by("2016-06-30", quote="完成")))))
    table = plan(
        row(
            "1.1",
            by("2016-06-30", quote=HOSTILE),
            title=HOSTILE,
            requirement=HOSTILE,
            units=(HOSTILE,),
            support=(HOSTILE,),
        )
    )
    asked = extract(
        table, marked(table, "1.1@2016-06-30", HOSTILE, "doing")._replace(note=HOSTILE, evidence=({"doc": HOSTILE},))
    )
    parsed = page(asked)
    for tag in ("script", "img", "style", "iframe", "a[onclick]", "[onerror]"):
        assert len(parsed.css(tag)) == len(ordinary.css(tag)), tag
    assert "\u202e" not in (parsed.html or "")
    assert HOSTILE.replace("\u202e", "\\u202e") in text(parsed, "#r-1\\.1 .what")[0]


def test_the_policy_knows_style_and_script_by_their_hashes() -> None:
    """Nothing else may run or load, and there is no inline style or handler that would need to."""
    i18n.use("zh")
    content = HtmlWriter().content(extract(SMALL)).decode()
    parsed = LexborHTMLParser(content)
    (meta,) = parsed.css("meta[http-equiv=Content-Security-Policy]")
    policy = meta.attributes["content"] or ""
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", content, re.DOTALL)
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not parsed.css("[style], [onclick], [src], link, iframe, object, embed, base")


def test_the_same_extract_gives_the_same_bytes() -> None:
    """Whatever the clock."""
    assert HtmlWriter().content(extract(SMALL)) == HtmlWriter().content(extract(SMALL))


def test_english_keeps_the_plans_chinese_marked() -> None:
    """In English the headings are English, and the plan's words say in which language they are."""
    parsed = page(extract(SMALL), "en")
    assert [node.attributes["lang"] for node in parsed.css("html")] == ["en"]
    assert text(parsed, "h2")[0] == "At a glance"
    for node in parsed.css("article .what, article .facts dd.pre, h1, h3"):
        assert node.attributes["lang"] == "zh-CN"


def test_a_unit_has_its_own_report() -> None:
    """Headed with its name, with its own rows and states."""
    parsed = page(extract(SMALL, unit="市审计局"))
    assert text(parsed, "h1") == ["测试分解表（市审计局）"]
    assert text(parsed, ".heat tbody th") == ["市审计局"]


def test_an_empty_report_is_a_report() -> None:
    """A plan of one undated row: counts, chart and lists with nothing in them."""
    parsed = page(extract(plan(row("1.1", deadline="另定"))))
    assert text(parsed, "#overdue p") == ["无。"]
    assert len(parsed.css("article")) == 1


def test_a_report_ends() -> None:
    """Rules without an end, or far away, make no page of a thousand months: three years, and a word on the rest."""
    far = plan(row("1.1", by("2016-06-30")), row("1.2", by("2031-06-30")), row("1.3", recurring("yearly", end=None)))
    parsed = page(extract(far, today="2030-01-01"))
    assert len(parsed.css("#months tbody tr")) == 36
    assert "另有 13 项在上述月份之外" in "".join(text(parsed, "#months > p"))
