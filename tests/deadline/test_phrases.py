"""The reader on real phrases of Chinese government plans, each with its right reading by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from tests.deadline.scoring import Phrase, Written, load, outcome

from gkplan.deadline.read import read
from gkplan.deadline.rules import Column, as_data

HERE = Path(__file__).parent
PHRASES = load(HERE / "phrases.jsonl")
SOURCE = load(HERE / "source.jsonl")
LEAST_EXACT = 0.95
MOST_WRONG = 0.02


def _said(phrase: Phrase) -> list[Written]:
    issued = date.fromisoformat(phrase.issued) if phrase.issued else None
    reading = read(phrase.text, where=cast("Column", phrase.where), year=phrase.plan_year, issued=issued)
    return [as_data(rule) for rule in reading.rules]


def _obligations(rules: Iterable[Written], where: str) -> list[Written]:
    """What of a reading a row takes: vague words in a requirement make no rule of it."""
    return [rule for rule in rules if where == "deadline" or rule["kind"] != "irregular"]


def test_most_phrases_are_read_exactly() -> None:
    """At least 95 in 100 phrases are read exactly and at most 2 in 100 wrongly."""
    outcomes = {phrase.text: outcome(phrase.gold, _said(phrase)) for phrase in PHRASES}
    counts = Counter(outcomes.values())
    others = {text: said for text, said in outcomes.items() if said != "exact"}
    assert counts["exact"] >= LEAST_EXACT * len(PHRASES), others
    assert counts["wrong"] <= MOST_WRONG * len(PHRASES), others


@pytest.mark.parametrize("phrase", SOURCE, ids=lambda phrase: phrase.text)
def test_the_source_is_read_exactly(phrase: Phrase) -> None:
    """Every deadline cell of the 2016 source, and every obligation inside its requirements, is read exactly."""
    said = _obligations(_said(phrase), phrase.where)
    assert outcome(_obligations(phrase.gold, phrase.where), said) == "exact", said
