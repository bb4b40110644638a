"""YAML text to data with places."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gkplan.plan import places
from gkplan.plan.places import Place, parse

TEXT = """\
计划: {名称: 某市, 年: 2016}
单位:
  - 市房管局
  - 名称: "甲县政府"   # 注
    别名: [甲县, ~]
"""
words = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"), exclude_characters="\ufeff"), max_size=8
)
data = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture(params=["libyaml", "python"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers: where PyYAML has no libyaml the same code must give the same answers."""
    if request.param == "python":
        monkeypatch.setattr(places, "_LOADER", yaml.SafeLoader)


def said(text: str) -> list[tuple[str, int, int]]:
    """Code and place of every finding."""
    return [(finding.code, finding.line, finding.col) for finding in parse(text, "x.yaml")[1]]


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("path", "key", "place"),
    [
        ((), False, (1, 1)),
        (("计划",), True, (1, 1)),
        (("计划",), False, (1, 5)),
        (("计划", "名称"), True, (1, 6)),
        (("计划", "名称"), False, (1, 10)),
        (("计划", "年"), False, (1, 17)),
        (("单位", 0), False, (3, 5)),
        (("单位", 1), False, (4, 5)),
        (("单位", 1, "名称"), False, (4, 9)),
        (("单位", 1, "别名", 1), False, (5, 14)),
    ],
)
def test_places_count_characters(path: tuple[str | int, ...], key: bool, place: tuple[int, int]) -> None:
    """Every key and value stands at its line and column, from 1, a Chinese character counting one."""
    tree, findings = parse(TEXT, "x.yaml")
    assert findings == []
    assert tree.place(path, key=key) == Place(*place)


@pytest.mark.parametrize("path", [("单位", 1, "全称"), ("单位", 1, "全称", "甲"), ("单位", 1, 0)])
def test_what_is_not_there_is_placed_by_what_is_around_it(path: tuple[str | int, ...]) -> None:
    """A missing field is said at the part that lacks it, also when its key is asked for."""
    tree, _ = parse(TEXT, "x.yaml")
    assert tree.place(path) == tree.place(path, key=True) == Place(4, 5)


@pytest.mark.usefixtures("_parser")
def test_only_plain_words_are_more_than_text() -> None:
    """Null, true, false and decimal integers are what they are; dates, fractions, yes and quoted words are text."""
    more = parse("[null, ~, true, false, 0, -7, 12]", "x")[0].data
    text = parse("['12', \"true\", yes, no, 2016-01-01, 1.5, 0x1F, 012, 12:30, 1_000, .inf, NULL]", "x")[0].data
    assert more == [None, None, True, False, 0, -7, 12]
    assert text == ["12", "true", "yes", "no", "2016-01-01", "1.5", "0x1F", "012", "12:30", "1_000", ".inf", "NULL"]


def test_keys_are_always_words() -> None:
    """`no`, `null` and `1` as keys are the words themselves: a row's number stays under `no`."""
    assert parse("{no: 1, null: 2, 1: 3, true: 4, '': 5}", "x")[0].data == {
        "no": 1,
        "null": 2,
        "1": 3,
        "true": 4,
        "": 5,
    }


@given(data)
def test_what_yaml_writes_is_read_again(value: object) -> None:
    """Data that PyYAML writes comes back the same, whatever words and nesting it has."""
    tree, findings = parse(yaml.safe_dump(value, allow_unicode=True, width=10**9), "x")
    assert findings == []
    assert tree.data == value


@given(st.text(max_size=60))
def test_any_text_is_data_or_a_finding(text: str) -> None:
    """No text whatever raises; what is no YAML says so with a place inside it."""
    text = text.encode("utf-8", "ignore").decode()
    _, findings = parse(text, "x")
    assert all(finding.line >= 1 and finding.col >= 1 and finding.title for finding in findings)


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\n甲: 2\na: 3\na: 4\n", [("GK008", 3, 1), ("GK008", 4, 1)]),
        ("{a: {b: 1, b: 2}}", [("GK008", 1, 12)]),
        ("a: &x [1]\n", [("GK006", 1, 4)]),
        ("a: *x\n", [("GK006", 1, 4)]),
        ("&x a: 1\n", [("GK006", 1, 1)]),
        ("a: !!str 1\n", [("GK007", 1, 4)]),
        ("!t {a: 1}\n", [("GK007", 1, 1)]),
        ("<<: {a: 1}\n", [("GK009", 1, 1)]),
        ("a: 1\n---\nb: 2\n", [("GK010", 2, 1)]),
        ("[a]: b\n", [("GK011", 1, 1)]),
        ("? {a: b}\n: c\n", [("GK011", 1, 3)]),
        ("\n甲乙\x07", [("GK013", 2, 3)]),
    ],
)
def test_what_is_not_taken(text: str, expected: list[tuple[str, int, int]]) -> None:
    """Each way to repeat, hide or explode data is refused at its place, by either parser."""
    assert said(text) == expected


def test_the_first_of_two_values_is_kept() -> None:
    """A repeated key never overwrites what was said first."""
    assert parse("{a: 1, a: {b: 2}, c: 3}", "x")[0].data == {"a": 1, "c": 3}


def test_a_quoted_merge_sign_is_a_word() -> None:
    """`"<<"` in quotes is a key like any other."""
    assert parse('{"<<": 1}', "x")[0].data == {"<<": 1}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: "])
def test_a_hundred_thousand_brackets(opening: str) -> None:
    """Nesting ends the reading at the limit, however deep the text goes on."""
    assert [code for code, _, _ in said(opening * 100_000)] == ["GK005"]


def test_twenty_levels_are_taken() -> None:
    """The limit itself is allowed: a plan needs nine levels."""
    assert said("[" * places.DEPTH_LIMIT + "]" * places.DEPTH_LIMIT) == []


def test_numbers_too_long_to_be_numbers_stay_text() -> None:
    """A million digits are text, since turning them into a number would take minutes."""
    assert parse("9" * 1_000_000, "x")[0].data == "9" * 1_000_000
