"""Expressions compiled late, and with each set of characters worked out once."""

from __future__ import annotations

import importlib
import pkgutil
import re
from itertools import product
from pathlib import Path

import pytest
from tests.deadline.scoring import load

from gkplan import deadline
from gkplan.deadline import expressions
from gkplan.deadline.expressions import compiled, later
from gkplan.deadline.grammar import Pattern
from gkplan.deadline.patterns import TABLE
from gkplan.deadline.text import squeeze

PHRASES = [phrase.text for phrase in load(Path(__file__).with_name("phrases.jsonl"))]


@pytest.mark.parametrize("pattern", TABLE, ids=lambda pattern: pattern.name)
def test_they_find_the_same(pattern: Pattern) -> None:
    """Wherever the expression that the standard library makes by itself matches, and with the same groups."""
    by_itself, ours = re.compile(pattern.regex, re.ASCII), compiled(pattern.regex)
    for text in (*(example.text for example in pattern.examples), *PHRASES):
        found = [(one.span(), one.groupdict()) for one in by_itself.finditer(squeeze(text).text)]
        assert found == [(one.span(), one.groupdict()) for one in ours.finditer(squeeze(text).text)]


@pytest.mark.parametrize("regex", ["(?:ab)?abc", "(?:a(b)?|c)?(?:bd)?e", "(?:(a)b?){2}c", "(?:ab|a)?b", "(?:a?)?b"])
def test_what_may_be_absent_is_found_as_ever(regex: str) -> None:
    """Whether it is there, is there in part, or is what the rest needs."""
    by_itself, ours = re.compile(regex), compiled(regex)
    for length in range(6):
        for text in map("".join, product("abcde", repeat=length)):
            mine, theirs = ours.match(text), by_itself.match(text)
            assert (mine and (mine.span(), mine.groups())) == (theirs and (theirs.span(), theirs.groups()))


def test_a_changed_compiler_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the standard library has changed inside, an expression is compiled as ever."""
    expressions._set_of.cache_clear()
    monkeypatch.delattr(re._compiler, "_optimize_charset")  # type: ignore[attr-defined]
    monkeypatch.setattr(re, "compile", lambda regex, flags: (regex, flags))
    assert compiled("[一二三]") == ("[一二三]", re.ASCII)


@pytest.mark.parametrize("name", [each.name for each in pkgutil.iter_modules(deadline.__path__)])
def test_every_expression_can_be_compiled(name: str) -> None:
    """What is compiled late would otherwise fail late, before an officer."""
    for each in vars(importlib.import_module(f"gkplan.deadline.{name}")).values():
        for one in each.values() if isinstance(each, dict) else (each,):
            if isinstance(one, expressions._Later):
                assert one.search is not None


def test_an_expression_is_compiled_when_it_is_first_asked() -> None:
    """What can't be compiled says so then, and not before."""
    broken = later("(")
    with pytest.raises(re.error):
        broken.search("")


@pytest.mark.parametrize("method", ["match", "search", "fullmatch", "findall", "split"])
def test_one_that_is_compiled_late_answers_as_ever(method: str) -> None:
    """The first time and afterwards."""
    late, text = later(r"(\d) 月", re.VERBOSE), "3月5月"
    for _ in range(2):
        said, ever = getattr(late, method)(text), getattr(re.compile(r"(\d) 月", re.VERBOSE), method)(text)
        assert str(said) == str(ever)
