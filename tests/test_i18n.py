"""The languages of the screen."""

from __future__ import annotations

import ast
import gettext as stdlib_gettext
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from tools.catalogues import KEYWORDS, LANGUAGES, SOURCES, mo_bytes, po_file, po_text, renewed, template, untranslated

from gkplan import i18n
from gkplan.plan.findings import KINDS

MESSAGES = template()


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """Each catalogue as it would be made anew."""
    return renewed(request.param, MESSAGES)


def texts(message: Message) -> tuple[str, ...]:
    """What is said in the code: one text, or singular and plural."""
    return tuple(message.id) if isinstance(message.id, (list, tuple)) else (message.id,)


def strings(message: Message) -> tuple[str, ...]:
    """What is said in a language."""
    return tuple(message.string) if isinstance(message.string, (list, tuple)) else (message.string or "",)


def fields(text: str) -> set[str]:
    """The placeholders of a text, with how they are converted; `{{` is none."""
    return {f"{name}!{how}" for _literal, name, _spec, how in Formatter().parse(text) if name is not None}


def test_every_message_is_said_in_every_language(catalogue: Catalog) -> None:
    """No message of gkplan, of a finding, or of click is left untranslated."""
    assert list(untranslated(catalogue)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stored_catalogues_are_current(language: str) -> None:
    """The .po file holds the messages of the code and no other, and the .mo file is compiled from it."""
    path, catalogue = po_file(language), renewed(language, MESSAGES)
    assert path.read_bytes() == po_text(catalogue), "run `make catalogues`"
    assert path.with_suffix(".mo").read_bytes() == mo_bytes(catalogue), "run `make catalogues`"


def test_placeholders_are_the_same(catalogue: Catalog) -> None:
    """A translation fills in what the message fills in, nothing more and, but for a singular's, nothing less.

    What YAML's parser says is filled in nowhere; its braces are braces.
    """
    for message in catalogue:
        if not message.id or message.context == "yaml" or "%(prog)s" in str(message.id) or not all(strings(message)):
            continue
        allowed = set().union(*(fields(text) for text in texts(message)))
        needed = fields(texts(message)[-1])
        for string in strings(message)[-1:]:
            assert needed == fields(string), message.id
        for string in strings(message):
            assert fields(string) <= allowed, message.id


def test_no_message_stands_within_an_f_string() -> None:
    """Up to Python 3.11 such a one is not seen by what extracts messages, and would stay English everywhere."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES["gkplan"].rglob("*.py")}
    hidden = [
        f"{path.name}:{call.lineno}"
        for path, tree in trees.items()
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_english_says_what_stands_in_the_code() -> None:
    """The English catalogue changes no word; states and kinds are those of JSON."""
    for message in renewed("en", MESSAGES):
        assert not message.id or strings(message) == texts(message)


def test_findings_are_among_the_messages() -> None:
    """Every finding's title and hint can be translated."""
    for kind in KINDS.values():
        assert MESSAGES.get(kind.title) is not None
        assert MESSAGES.get(kind.hint) is not None


@pytest.mark.parametrize("message", ["Usage:", "Options", "Try '{command} {option}' for help.", "Missing argument"])
def test_clicks_own_words_are_among_the_messages(message: str) -> None:
    """What click itself says is translated with what gkplan says."""
    assert MESSAGES.get(message) is not None


@pytest.mark.parametrize(
    ("state", "word"),
    {
        "overdue": "逾期",
        "unsettled": "待认定",
        "due": "临期",
        "submitted": "待审核",
        "ongoing": "持续推进",
        "upcoming": "未到期",
        "waiting": "待触发",
        "late": "逾期完成",
        "done": "已销号",
        "elapsed": "印发前到期",
        "dropped": "终止",
    }.items(),
)
def test_states_are_named_as_the_contract_names_them(chinese: None, state: str, word: str) -> None:
    """The Chinese of a state is the office's word in the contract."""
    assert i18n.pgettext("state", state) == word


@pytest.mark.parametrize(
    ("kind", "word"),
    {
        "by": "截止",
        "window": "起止",
        "standing": "全年（长期）",
        "recurring": "定期",
        "event": "触发",
        "directive": "按上级部署",
        "irregular": "不定期",
        "none": "未明确",
    }.items(),
)
def test_kinds_are_named_as_the_contract_names_them(chinese: None, kind: str, word: str) -> None:
    """The Chinese of a kind of rule is the office's word in the contract."""
    assert i18n.pgettext("kind", kind) == word


@pytest.fixture
def chinese() -> Iterator[None]:
    """Speak Chinese for one test."""
    i18n.use("zh")
    yield
    i18n.use("en")


def test_a_language_can_be_changed_and_changed_back() -> None:
    """Each `use` counts from there on, whatever was spoken before."""
    said = []
    for language in ("zh", "en", "zh", "en"):
        i18n.use(language)
        said.append((i18n.current(), i18n.gettext("State")))
    assert said == [("zh", "状态"), ("en", "State")] * 2


def test_click_shares_the_domain(chinese: None) -> None:
    """What click looks up for itself comes out in the language in use."""
    assert stdlib_gettext.gettext("Usage:") == "用法:"


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "en"),
        (["due", "--lang", "zh"], {}, "zh"),
        (["due", "--lang=zh"], {"GKPLAN_LANG": "en"}, "zh"),
        (["due", "--lang", "en"], {"GKPLAN_LANG": "zh", "LANG": "zh_CN.UTF-8"}, "en"),
        (["due"], {"GKPLAN_LANG": "zh", "LC_ALL": "en_GB.UTF-8"}, "zh"),
        (["due"], {"LANG": "zh_CN.UTF-8"}, "zh"),
        (["due"], {"LC_ALL": "zh_TW", "LANG": "en_US"}, "zh"),
        (["due"], {"LC_ALL": "C", "LANG": "zh_CN"}, "en"),
        (["due"], {"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
        (["due"], {"LANG": "de_DE.UTF-8"}, "en"),
        (["due"], {"GKPLAN_LANG": "fr", "LANG": "zh_CN"}, "zh"),
        (["due", "--lang"], {}, "en"),
        (["due", "--lang", "fr"], {"LANG": "zh_CN"}, "zh"),
        (["due", "--lang", "fr"], {"GKPLAN_LANG": "zh", "LANG": "C"}, "zh"),
        (["explain", "--", "--lang", "zh"], {}, "en"),
    ],
)
def test_the_language_is_chosen_before_the_first_word(
    arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    """`--lang`, else `GKPLAN_LANG`, else the locale in POSIX order: zh* is Chinese, all else English."""
    assert i18n.preferred(arguments, environment) == expected
