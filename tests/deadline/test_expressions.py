"""Expressions compiled late, and with each set of characters worked out once."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

from gkplan import deadline
from gkplan.deadline import expressions
from gkplan.deadline.expressions import compiled, later
from gkplan.deadline.patterns import TABLE


def test_they_are_compiled_to_the_same() -> None:
    """To the last word the compiled expressions are those that the standard library makes by itself."""
    for each in TABLE:
        by_itself = re._compiler.compile(re._parser.parse(each.regex, re.ASCII), re.ASCII)  # type: ignore[attr-defined]
        assert by_itself == compiled(each.regex), each.name


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
