"""How well and how fast deadlines are read, beside other parsers of Chinese times: `python -m benchmarks.deadlines`.

Asked are the 47 obligations of the 2016 source, the phrases of other plans in the tests, and the sentences that
oblige to nothing. The peers are installed into a venv of their own below `--cache`; one that can't be is said so.
Speed is of distinct phrases made from templates, in processor time: all readers stay at hand and read in turn, round
after round, so that what slows the machine slows each, and the ratio is the median of the rounds. Imports are timed in
pairs with the import of `dateutil.relativedelta`, which gkplan's own reader needs. Last comes how the time grows with
the text: of the words in `tests/deadline/endless.py`, said again and again, those that fare worst; 10 is linear.
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
from statistics import median
from typing import Any, NamedTuple

from benchmarks.pairs import Ratio, environment, paired
from tests.deadline.endless import WORDS
from tests.deadline.scoring import OUTCOMES, Phrase, load, outcome

from gkplan.deadline.read import read

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "deadline"
WORKER = Path(__file__).with_name("readers.py")
SECONDS, ROUNDS = 0.4, 9  # of processor time for each reader's turn, and how many
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
    """What one reader did: outcomes on the source and on the phrases, false hits, speed beside gkplan's, import."""

    source: Counter[str]
    phrases: Counter[str]
    false_hits: int
    each: float
    speed: float
    importing: Ratio


class Worker:
    """A reader in a process of its own, which answers one question after the other."""

    def __init__(self, name: str, python: str) -> None:
        self._process = subprocess.Popen(
            [python, str(WORKER), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # some tell at length of what they can't read
            text=True,
            encoding="utf-8",
            env=environment(),
        )

    def answer(self, **question: Any) -> dict[str, Any]:
        """What it says to a question; `RuntimeError` where it is gone."""
        talk = self._process.stdin, self._process.stdout
        if talk[0] is None or talk[1] is None:
            raise RuntimeError
        print(json.dumps(question), file=talk[0], flush=True)
        line = talk[1].readline()
        if not line:
            raise RuntimeError(f"the reader ended with {self._process.wait()}")
        return dict(json.loads(line))

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()


def main() -> int:
    """Run every reader and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cache", type=Path, default=ROOT / "build", help="where the peers' venv is kept")
    options.add_argument("--no-peers", action="store_true", help="run gkplan alone")
    options.add_argument("--rounds", type=int, default=5, help="pairs of runs for each import")
    asked = options.parse_args()
    pythons = {}
    for reader in READERS[: 1 if asked.no_peers else None]:
        python = sys.executable if not reader.requirements else installed(reader, asked.cache / "peers")
        if python is None:
            print(f"{reader.title}: could not be installed, left out", file=sys.stderr)
            continue
        pythons[reader] = python
    print_table(examined(pythons, asked.rounds))
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


def examined(pythons: dict[Reader, str], rounds: int) -> dict[Reader, Result]:
    """What each reader says to every phrase, how fast, and how long its import takes."""
    source, phrases, nothing = load(CORPUS / "source.jsonl"), load(CORPUS / "phrases.jsonl"), sentences()
    questions, texts = [_question(phrase) for phrase in (*source, *phrases, *nothing)], distinct(400_000)
    workers = {reader: Worker(reader.name, python) for reader, python in pythons.items()}
    answers = {reader: worker.answer(ask=questions)["rules"] for reader, worker in workers.items()}
    for worker in workers.values():
        worker.answer(texts=texts)
    speeds = in_turn(workers)
    for worker in workers.values():
        worker.close()
    results = {}
    for reader, python in pythons.items():
        said, (each, speed) = iter(answers[reader]), speeds[reader]
        results[reader] = Result(
            source=Counter(outcome(phrase.gold, next(said)) for phrase in source),
            phrases=Counter(outcome(phrase.gold, next(said)) for phrase in phrases),
            false_hits=sum(outcome((), next(said)) == "wrong" for _ in nothing),
            each=each,
            speed=speed,
            importing=paired(
                [python, "-c", f"import {reader.module}"],
                [sys.executable, "-c", "import dateutil.relativedelta"],
                rounds,
            ),
        )
    return results


def in_turn(workers: dict[Reader, Worker]) -> dict[Reader, tuple[float, float]]:
    """Each reader's phrases a second and its speed beside the first reader's: medians of rounds that all read in."""
    rates: dict[Reader, list[float]] = {reader: [] for reader in workers}
    for _ in range(ROUNDS):
        for reader, worker in workers.items():
            rates[reader].append(worker.answer(seconds=SECONDS)["each"])
    ours = next(iter(rates.values()))
    return {
        reader: (median(said), median(each / mine for each, mine in zip(said, ours, strict=True)))
        for reader, said in rates.items()
    }


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
    for reader, result in results.items():
        cells = (
            reader.title,
            _counts(result.source),
            _counts(result.phrases),
            str(result.false_hits),
            f"{result.each:,.0f}",
            f"{result.speed:.3f}",
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
