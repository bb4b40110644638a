"""Scanning: only the rows that can begin at a place are tried, and none is missed by that."""

import re
from pathlib import Path

import pytest
from tests.deadline.scoring import load

from gkplan.deadline.patterns import TABLE, scanner
from gkplan.deadline.rules import Column
from gkplan.deadline.starts import behind, follows, needs, starts
from gkplan.deadline.text import squeeze

PHRASES = load(Path(__file__).parent / "phrases.jsonl")


@pytest.mark.parametrize(
    ("regex", "expected"),
    [
        ("ab", "a"),
        ("a?b", "ab"),
        ("(?:a|bc)d", "ab"),
        ("(?<!x)[a-c]", "abc"),
        ("(?=[^b]{1,3}b)a", "a"),
        (r"\d年", "0123456789"),
        ("a{0,2}b*c", "abc"),
    ],
)
def test_starts_of_an_expression(regex: str, expected: str) -> None:
    """The characters that a match can begin with are told from the expression."""
    assert starts(regex) == frozenset(expected)


@pytest.mark.parametrize("regex", ["[^a]b", ".a", "a?", r"\wa"])
def test_starts_that_cannot_be_told(regex: str) -> None:
    """Where a match can begin with anything, or be empty, the answer is that it is not known."""
    assert starts(regex) is None


@pytest.mark.parametrize(
    ("regex", "numerals", "expected"),
    [
        (r"\d{1,2}月", 1, "月"),
        (r"\d{1,2}月", 3, ""),
        (r"(?<!\d)\d{4}年|\d日", 4, "年"),
        (r"(?<!\d)\d{1,3}(?:个|日)内", 2, "个日"),
        (r"第?[一二三]{1,2}个?季", 2, "个季"),
        (r"\d{3,}(?=年)", 5, "年"),
        (r"\d{3,}(?=年)", 2, ""),
        ("a[0-9]", 1, ""),
    ],
)
def test_what_follows_a_number_at_the_start(regex: str, numerals: int, expected: str) -> None:
    """Where an expression begins with so many numerals, the characters that can stand behind them are told."""
    assert follows(regex)[numerals] == frozenset(expected)


@pytest.mark.parametrize("regex", [r"\d", r"\d{1,2}.", r"\d[^月]", r"\d月?"])
def test_what_follows_may_be_anything(regex: str) -> None:
    """Where a match may end with the number, or go on with anything, nothing is ruled out."""
    assert follows(regex)[1] is None


@pytest.mark.parametrize(
    ("regex", "first", "expected"),
    [
        ("ab?c", "a", "bc"),
        ("(?:ab|cd)e", "c", "d"),
        ("a{2}b", "a", "a"),
        ("(?:自|从)?(?P<n>[1-3])月", "自", "123"),
        ("(?<=x)a(?=b)", "a", "b"),
        ("ab", "c", ""),
    ],
)
def test_what_stands_behind_the_first_character(regex: str, first: str, expected: str) -> None:
    """Where a match begins with a character, those that can stand behind it are told."""
    assert behind(regex, first) == frozenset(expected)


@pytest.mark.parametrize("regex", ["ab?", "a.", "a[^b]", "a(?!b)", "a(?=b|$)"])
def test_what_stands_behind_may_be_anything(regex: str) -> None:
    """Where a match may end with its first character, or go on with anything, nothing is ruled out."""
    assert behind(regex, "a") is None


@pytest.mark.parametrize("regex", ["a++b", "(?>ab)", "(?:a)++b"])
def test_what_the_parser_has_but_is_not_known_rules_nothing_out(regex: str) -> None:
    """A repetition that gives nothing back, or an atomic group, is not taken for one character."""
    assert behind(regex, "a") is None


@pytest.mark.parametrize(
    ("regex", "expected"),
    [
        ("ab?c", "a"),
        ("[ab][cde]x", "x"),
        ("(?:ax|by)z?", "ab"),
        ("(?:ac|bc|c)d?", "c"),
        ("a?(?:b|cd)+", "bc"),
        ("(?=.{1,9}e)[abc]", "e"),
        (r"(?<!x)\d{1,2}(?:月|日)", "日月"),
        ("a?", ""),
        ("[^a]|b", ""),
    ],
)
def test_what_an_expression_needs(regex: str, expected: str) -> None:
    """Told are few characters of which every text that holds a match has one; none where they can't be told."""
    assert needs(regex) == frozenset(expected)


@pytest.mark.parametrize("column", ["deadline", "requirement"])
def test_every_scanned_pattern_has_a_start(column: Column) -> None:
    """No row slows the scan of the whole by beginning with any character."""
    unknown = [
        row.name for row in TABLE if row.where in ("both", column) and not row.fallback and not starts(row.regex)
    ]

    assert unknown == []


@pytest.mark.parametrize("column", ["deadline", "requirement"])
def test_scanning_finds_what_one_large_expression_finds(column: Column) -> None:
    """Place by place the scan gives the same row and span as all rows in one alternation."""
    rows = [row for row in TABLE if row.where in ("both", column) and not row.fallback]
    unnamed = [re.sub(r"\(\?P<\w+>", "(?:", row.regex) for row in rows]
    together = re.compile("|".join(f"({regex})" for regex in unnamed), re.ASCII)
    for phrase in PHRASES:
        table, text, at = scanner(column), squeeze(phrase.text).text, 0
        while at <= len(text):
            hit = together.search(text, at)
            found = table.search(text, at, table.signs_in(text))
            expected = (rows[(hit.lastindex or 1) - 1].name, hit.span()) if hit else None
            assert expected == ((found[0].name, found[1].span()) if found else None)
            if not hit:
                break
            at = max(hit.end(), at + 1)


def test_no_pattern_matches_nothing() -> None:
    """A scan goes on where a match ends, so that each must take a character."""
    lines = [phrase.text for phrase in PHRASES] + [example.text for pattern in TABLE for example in pattern.examples]
    empty = {
        pattern.name
        for pattern in TABLE
        for line in lines
        for found in re.finditer(pattern.regex, line, re.ASCII)
        if not found[0]
    }
    assert not empty
