"""Expressions compiled with each set of characters worked out once."""

from __future__ import annotations

import re

import pytest

from gkplan.deadline import expressions
from gkplan.deadline.expressions import compiled
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
