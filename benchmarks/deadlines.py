"""How well and how fast deadlines are read, beside other parsers of Chinese times: `python -m benchmarks.deadlines`.

Asked are the 47 obligations of the 2016 source, the phrases of other plans in the tests, and the sentences that
oblige to nothing. The peers are installed into a venv of their own below `--cache`; one that can't be is said so.
Speed is of distinct phrases made from templates, in processor time; imports are timed in pairs with the import of
`dateutil.relativedelta`, which gkplan's own reader needs. Last comes how the time grows with the text: of the words
in `tests/deadline/endless.py`, said again and again, those that fare worst; 10 is linear.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
import venv
from collections import Counter
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.pairs import Ratio, paired
from tests.deadline.endless import WORDS
from tests.deadline.scoring import OUTCOMES, Phrase, load, outcome

from gkplan.deadline.read import read

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "deadline"
WORKER = Path(__file__).with_name("readers.py")
SECONDS = 3.0  # of processor time for each reader's speed
TEMPLATES = (
    "{y}年{m}月底前完成",
    "{y}年{m}月{d}日前报送市政府办公室",
    "{m}月{d}日至{n}月{e}日",
    "每年{m}月{d}日前公开",
    "每月{d}日前，{y}年{m}月起",
    "自收到文件之日起{d}个工作日内办结",
    "{y}年第{q}季度完成，并长期坚持",
    "每季度公开第{d}批抽检信息，{m}月汇总",
    "{y}年{m}月—{n}月",
    "印发后{d}日内转发，{m}月{e}日前反馈",
)


class Reader(NamedTuple):
    """A reader, the module whose import is timed, and what pip installs for it (nothing: it is our own)."""

    name: str
    title: str
    module: str
    requirements: tuple[str, ...] = ()


READERS = (
    Reader("gkplan", "gkplan", "gkplan.deadline"),
    Reader("jionlp", "JioNLP 1.5.29", "jionlp", ("jionlp==1.5.29",)),
    Reader(
        "recognizers",
        "recognizers-text 1.0.2a2",
        "recognizers_date_time",
        ("recognizers-text-suite==1.0.2a2", "emoji<2"),
    ),
    Reader("dateparser", "dateparser 1.5.0", "dateparser.search", ("dateparser==1.5.0",)),
    Reader("cn2date", "cn2date 0.1.2", "cn2date", ("cn2date==0.1.2",)),
)


class Result(NamedTuple):
    """What one reader did: outcomes on the source and on the phrases, false hits, speed, import."""

    source: Counter[str]
    phrases: Counter[str]
    false_hits: int
    each: float
    importing: Ratio


def main() -> int:
    """Run every reader and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cache", type=Path, default=ROOT / "build", help="where the peers' venv is kept")
    options.add_argument("--no-peers", action="store_true", help="run gkplan alone")
    options.add_argument("--rounds", type=int, default=5, help="pairs of runs for each import")
    asked = options.parse_args()
    results = {}
    for reader in READERS[: 1 if asked.no_peers else None]:
        python = sys.executable if not reader.requirements else installed(reader, asked.cache / "peers")
        if python is None:
            print(f"{reader.title}: could not be installed, left out", file=sys.stderr)
            continue
        results[reader] = examined(reader, python, asked.rounds)
    print_table(results)
    words, times = max(((words, growth(words)) for words in WORDS), key=lambda found: found[1])
    print(f"\nten times the text takes gkplan at most {times:.0f} times as long ({words!r})")
    return 0


def installed(reader: Reader, where: Path) -> str | None:
    """The interpreter that has a peer, installing it first; None where it can't be."""
    python = where / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(where, with_pip=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *reader.requirements]
    return str(python) if subprocess.run(pip, check=False).returncode == 0 else None


def examined(reader: Reader, python: str, rounds: int) -> Result:
    """What a reader says to every phrase, how fast, and how long its import takes."""
    source, phrases, nothing = load(CORPUS / "source.jsonl"), load(CORPUS / "phrases.jsonl"), sentences()
    questions = {"ask": [_question(phrase) for phrase in (*source, *phrases, *nothing)], "time": distinct(400_000)}
    ran = subprocess.run(
        [python, str(WORKER), reader.name, str(SECONDS)],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    told = json.loads(ran.stdout)
    said = iter(told["rules"])
    return Result(
        source=Counter(outcome(phrase.gold, next(said)) for phrase in source),
        phrases=Counter(outcome(phrase.gold, next(said)) for phrase in phrases),
        false_hits=sum(outcome((), next(said)) == "wrong" for _ in nothing),
        each=told["each"],
        importing=paired(
            [python, "-c", f"import {reader.module}"], [sys.executable, "-c", "import dateutil.relativedelta"], rounds
        ),
    )


def sentences() -> list[Phrase]:
    """The sentences that oblige to nothing."""
    lines = (CORPUS / "nothing.txt").read_text(encoding="utf-8").splitlines()
    return [Phrase(line, 2016, "2016-05-12", "requirement", ()) for line in lines if line and not line.startswith("#")]


def distinct(number: int) -> list[str]:
    """So many different phrases, the same at every run."""
    chance, texts = random.Random(2016), dict[str, None]()  # noqa: S311
    for turn in count():
        if len(texts) == number:
            return list(texts)
        month, day = chance.randint(1, 11), chance.randint(1, 27)
        year, quarter = chance.randint(1950, 2099), chance.randint(1, 4)
        later, last = chance.randint(month + 1, 12), chance.randint(1, 28)
        filled = TEMPLATES[turn % len(TEMPLATES)].format(y=year, m=month, d=day, n=later, e=last, q=quarter)
        texts[filled if filled not in texts else f"{filled}（{turn}号件）"] = None
    raise AssertionError


def growth(words: str) -> float:
    """How many times longer gkplan reads 50,000 characters of the same words than 5,000."""
    short, long = (words * 5_000)[:5_000], (words * 50_000)[:50_000]
    least = _seconds(short, 5)  # first, since the first reading compiles the patterns
    return _seconds(long, 2) / least


def _seconds(text: str, rounds: int) -> float:
    """The least processor time in which gkplan reads a text."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        read(text, year=2016)
        times.append(time.process_time() - began)
    return min(times)


def print_table(results: dict[Reader, Result]) -> None:
    """One line a reader, in Markdown; ratios are to gkplan's speed and to the import of dateutil.relativedelta."""
    heads = ("reader", "47 of the source", "phrases", "false hits", "phrases/s", "speed ×", "import ms", "import ×")
    print(f"outcomes are {'/'.join(OUTCOMES)}\n")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    best = next(iter(results.values())).each
    for reader, result in results.items():
        cells = (
            reader.title,
            _counts(result.source),
            _counts(result.phrases),
            str(result.false_hits),
            f"{result.each:,.0f}",
            f"{result.each / best:.3f}",
            f"{result.importing.seconds * 1000:.0f}",
            f"{result.importing.wall:.1f}",
        )
        print(f"| {' | '.join(cells)} |")


def _counts(outcomes: Counter[str]) -> str:
    return "/".join(str(outcomes[name]) for name in OUTCOMES)


def _question(phrase: Phrase) -> dict[str, Any]:
    return {name: value for name, value in phrase._asdict().items() if name != "gold"}


if __name__ == "__main__":
    sys.exit(main())
