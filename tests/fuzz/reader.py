"""Fuzz the deadline reader: `python -m tests.fuzz.reader --seconds 3600`.

Texts are made of the pieces that deadlines are made of, in any order, among any characters. Every reading must end
soon, quote the text itself, and be the same a second time. A failure is shrunk by hypothesis and printed; the seed
that is printed with the count repeats the run.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from gkplan.deadline.read import Reading, read
from gkplan.deadline.row import read_row

EXAMPLES_A_ROUND = 200
LONG = 20_000  # characters
MOST_SECONDS = 5.0  # of processor time for so many characters: some fifty times what a plain text takes

FIGURES = "0123456789０１２３４５６７８９〇○零一二三四五六七八九十廿卅百千两兩几"
UNITS = "年月日号旬周週季度半末底初中前后後内外起止至到每约第按逐次本上下自从于在待⽉⽇"
MARKS = "—－-~～、，。；：（）()《》“”〔〕[]%‰ \u3000\u00a0\t\n"
WORDS = (Path(__file__).parent / "pieces.txt").read_text(encoding="utf-8").split()

pieces = st.one_of(
    st.sampled_from([*FIGURES, *UNITS, *MARKS, *WORDS]), st.integers(0, 10**6).map(str), st.text(max_size=3)
)
texts = st.lists(pieces, max_size=24).map("".join)
years = st.none() | st.integers(1, 9999)
days = st.none() | st.dates()


def check(text: str, requirement: str, year: int | None, issued: date | None) -> None:
    """Hold a text, read as either column and as a row, to what every reading promises."""
    for reading in (_read(text, year, issued), _read(requirement, year, issued, cell=False)):
        _check_places(reading)
    assert _read(text, year, issued) == _read(text, year, issued), "a second reading differs"
    row = read_row(text, requirement, units=("市财政局", "各县（市、区）政府"), year=year, issued=issued)
    assert all(rule.quote in (text if rule.column == "deadline" else requirement) for rule in row.rules)


def check_time(text: str) -> None:
    """Hold a long text, the same piece over and over, to a time that only a bad pattern exceeds."""
    if not text:
        return
    long = text * (LONG // len(text) + 1)
    began = time.process_time()
    _read(long[:LONG], 2016, None)
    _read(long[:LONG], 2016, None, cell=False)
    assert time.process_time() - began < MOST_SECONDS, f"slow: {text!r} over and over"


def run(seconds: float, first_seed: int = 0) -> int:
    """Fuzz for about so many seconds; the number of rounds made. Raises what a failing example raises."""
    began, rounds = time.monotonic(), 0
    while rounds == 0 or time.monotonic() - began < seconds:
        _round(first_seed + rounds)
        rounds += 1
    return rounds


def _round(number: int) -> None:
    quiet = settings(
        max_examples=EXAMPLES_A_ROUND, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    seed(number)(quiet(given(texts, texts, years, days)(check)))()
    seed(number)(settings(quiet, max_examples=2)(given(texts)(check_time)))()


def _read(text: str, year: int | None, issued: date | None, *, cell: bool = True) -> Reading:
    return read(text, where="deadline" if cell else "requirement", year=year, issued=issued)


def _check_places(reading: Reading) -> None:
    for rule in reading.rules:
        assert rule.quote in reading.text, f"{rule.quote!r} does not stand in the text"
    for mention in reading.mentions:
        for start, end in mention.spans:
            assert 0 <= start <= end <= len(reading.text), "a span outside the text"
    for start, end in reading.unparsed:
        assert 0 <= start < end <= len(reading.text), "a leftover outside the text"


def main() -> int:
    """Fuzz for as long as asked and say how far it came."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    rounds = run(options.seconds, options.seed)
    sys.stdout.write(f"{rounds * EXAMPLES_A_ROUND} texts read, none raised or was slow (seed {options.seed})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
