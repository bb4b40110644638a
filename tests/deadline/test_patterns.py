"""The pattern table: its examples hold, its expressions stay plain."""

import re
from datetime import date

import pytest
from tests.deadline.shorthand import shorthand

from gkplan.deadline.grammar import Example, Pattern
from gkplan.deadline.patterns import TABLE
from gkplan.deadline.read import read

EXAMPLES = [
    pytest.param(pattern, example, id=f"{pattern.name}-{number}")
    for pattern in TABLE
    for number, example in enumerate(pattern.examples)
]


@pytest.mark.parametrize(("pattern", "example"), EXAMPLES)
def test_example_gives_the_rules_beside_it(pattern: Pattern, example: Example) -> None:
    """Each example of the table is read as the rules that stand beside it."""
    del pattern
    reading = read(example.text, where=example.where, year=2016, issued=date(2016, 5, 20))

    assert example.rules == "; ".join(shorthand(rule) for rule in reading.rules)


@pytest.mark.parametrize("pattern", TABLE, ids=lambda pattern: pattern.name)
def test_pattern_reads_one_of_its_own_examples(pattern: Pattern) -> None:
    """No row of the table is dead: one of its examples is read (or taken as a name) by that very row."""
    expression = re.compile(pattern.regex)

    assert len(pattern.examples) >= 2
    if not any(example.rules for example in pattern.examples):
        assert any(expression.search(example.text) for example in pattern.examples)
    else:
        read_by = {
            mention.pattern
            for example in pattern.examples
            for mention in read(example.text, where=example.where, year=2016, issued=date(2016, 5, 20)).mentions
        }
        assert pattern.name in read_by


def test_patterns_have_names_of_their_own() -> None:
    """Names tell patterns apart, and each says what it reads in two languages."""
    names = [pattern.name for pattern in TABLE]

    assert len(set(names)) == len(names)
    assert all(pattern.english and pattern.chinese for pattern in TABLE)


@pytest.mark.parametrize("pattern", TABLE, ids=lambda pattern: pattern.name)
def test_no_pattern_takes_a_line_break_for_a_blank(pattern: Pattern) -> None:
    r"""Two deadlines in one cell are told apart by the line break, so no expression uses \s."""
    assert r"\s" not in pattern.regex
