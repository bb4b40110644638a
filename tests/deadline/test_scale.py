"""A long text is read to its end, whatever stands in it; how its time grows, benchmarks/deadlines.py measures."""

from itertools import cycle

import pytest
from tests.deadline.endless import WORDS

from gkplan.deadline.read import read
from gkplan.deadline.rules import Column, quoted

SHORT, LONG = 1_000, 100_000


def _distinct_rules(text: str, where: Column) -> set[object]:
    """What a text says, each thing once and without its words."""
    return {(rule.kind, quoted(rule, "", where)) for rule in read(text, where=where, year=2016).rules}


@pytest.mark.parametrize(("words", "where"), list(zip(WORDS, cycle(["deadline", "requirement"]), strict=False)))
def test_a_long_text_says_what_a_short_one_says(words: str, where: Column) -> None:
    """Words said again and again over 100,000 characters are read, and say no more than over a thousand."""
    short, long = words * (SHORT // len(words)), words * (LONG // len(words))

    assert _distinct_rules(short, where) == _distinct_rules(long, where)
