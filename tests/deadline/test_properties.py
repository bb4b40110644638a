"""What holds of every reading, whatever the words."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.deadline.scoring import Phrase, load

import gkplan.calendar
import gkplan.deadline
from gkplan.calendar.period import FREQS
from gkplan.deadline.describe import describe
from gkplan.deadline.read import Reading, read
from gkplan.deadline.rules import (
    By,
    Column,
    Directive,
    Event,
    Irregular,
    Recurring,
    Rule,
    Standing,
    Window,
    Yearless,
    as_data,
)
from gkplan.deadline.text import fold

PHRASES = load(Path(__file__).parent / "phrases.jsonl")
ROOMS = [Path(room) for package in (gkplan.deadline, gkplan.calendar) for room in package.__path__]
FIGURES_ALONE = re.compile(r"\d[-./—]\d")
CLOCKS = {"today", "now", "utcnow", "localtime", "gmtime", "time_ns", "fromtimestamp"}

days = st.dates(date(1990, 1, 1), date(2050, 12, 31))
months = st.integers(1, 12)
day_numbers = st.integers(1, 28)
spans = st.tuples(days, days).filter(lambda span: span[0] < span[1])
triggers = st.sampled_from(["收到文件后", "信息形成之日", "省方案印发后", "部门预算批复后", "受理申请之日"])
DAYS: dict[str, st.SearchStrategy[str]] = {
    "weekly": st.sampled_from(["Monday", "Wednesday", "Friday", "Sunday"]),
    "monthly": day_numbers.map("day {} of month".format),
    "quarterly": day_numbers.map("day {} of last month of quarter".format),
    "yearly": st.one_of(
        st.builds("month {} day {}".format, months, day_numbers), st.integers(1, 11).map("last day of month {}".format)
    ),
}


@st.composite
def recurring(draw: st.DrawFn) -> Recurring:
    """A recurring rule in one of the plain forms: a number of times, a step, a day or a season, one at a time."""
    freq = draw(st.sampled_from(FREQS))
    form = draw(st.sampled_from(["bare", "times", "interval", "by", "season"]))
    if form == "times":
        return Recurring(freq, times=draw(st.integers(2, 5)))
    if form == "interval" and freq not in {"quarterly", "half-yearly"}:
        return Recurring(freq, interval=draw(st.integers(2, 6)))
    if form == "by" and freq in DAYS:
        return Recurring(freq, by=draw(DAYS[freq]))
    if form == "season" and freq in {"weekly", "monthly"}:
        return Recurring(freq, season=draw(st.tuples(months, months).filter(lambda season: season[0] != season[1])))
    return Recurring(freq)


plain_rules: st.SearchStrategy[Rule] = st.one_of(
    days.map(By),
    st.builds(Yearless, months, day_numbers).map(By),
    spans.map(lambda span: Window(*span)),
    st.integers(1990, 2050).map(lambda year: Standing(date(year, 1, 1), date(year, 12, 31))),
    days.map(Standing),
    st.just(Standing()),
    recurring(),
    st.builds(lambda trigger, n: Event(trigger, f"P{n}D"), triggers, st.integers(1, 90)),
    st.builds(lambda trigger, n: Event(trigger, f"P{n}D", business_days=True), triggers, st.integers(1, 90)),
    st.integers(1, 48).map(lambda hours: Event(None, f"PT{hours}H")),
    st.integers(1, 11).map(lambda number: Event(None, f"P{number}M")),
    st.sampled_from(["省发展改革委", "市政府", "国务院"]).map(Directive),
    st.just(Irregular()),
)


def _meaning(rule: Rule) -> dict[str, Any]:
    """A rule without the words it was read from."""
    return {name: value for name, value in as_data(rule).items() if name not in {"quote", "from"}}


def _meanings(reading: Reading, *without: str) -> list[dict[str, Any]]:
    return [{k: v for k, v in _meaning(rule).items() if k not in without} for rule in reading.rules]


def _read(phrase: Phrase, text: str | None = None) -> Reading:
    issued = date.fromisoformat(phrase.issued) if phrase.issued else None
    return read(
        phrase.text if text is None else text, where=cast("Column", phrase.where), year=phrase.plan_year, issued=issued
    )


@given(plain_rules)
def test_reading_a_description_gives_the_rule_again(rule: Rule) -> None:
    """What a rule is said to be, read as a deadline cell, is that rule and nothing else."""
    assert _meanings(read(describe(rule))) == [_meaning(rule)]


@given(st.data())
def test_no_reading_depends_on_those_before(data: st.DataObject) -> None:
    """Phrases read in any order, and twice, give what each gives alone."""
    order = data.draw(st.lists(st.integers(0, len(PHRASES) - 1), min_size=2, max_size=6))
    alone = {place: _read(PHRASES[place]) for place in order}
    again = data.draw(st.permutations(order))
    assert [_read(PHRASES[place]) for place in again] == [alone[place] for place in again]


@given(st.data())
def test_no_reading_depends_on_blanks(data: st.DataObject) -> None:
    """A blank set anywhere changes no date, no period, no count; only in a date of figures alone (2026.1.31) it may."""
    phrase = data.draw(st.sampled_from([phrase for phrase in PHRASES if "\n" not in phrase.text]))
    blank = data.draw(st.sampled_from([" ", "  ", "\u3000", "\u00a0", "\t"]))
    at = data.draw(st.integers(1, len(phrase.text) - 1))
    if phrase.text[at - 1 : at + 1].isdigit() and FIGURES_ALONE.search(phrase.text):
        return
    spaced = _read(phrase, phrase.text[:at] + blank + phrase.text[at:])
    words = ("trigger", "authority", "scope")
    assert _meanings(spaced, *words) == _meanings(_read(phrase), *words)


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    """A folded text has a character for each of the source, so that spans point into the source."""
    assert len(fold(text)) == len(text)


@given(st.text(), st.sampled_from(["deadline", "requirement"]), st.none() | st.integers(1, 9999), st.none() | days)
def test_reading_never_raises(text: str, where: Any, year: int | None, issued: date | None) -> None:
    """Any text at all is read, and every rule's quotation is found in it."""
    reading = read(text, where=where, year=year, issued=issued)
    assert all(rule.quote in text for rule in reading.rules)


@pytest.mark.parametrize("module", sorted(path for room in ROOMS for path in room.glob("*.py")), ids=lambda p: p.name)
def test_no_module_looks_at_a_clock(module: Path) -> None:
    """Neither reading nor expansion can depend on the day it is done: nothing here names a clock."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    imported = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names
    }
    assert not named & CLOCKS
    assert "time" not in imported
