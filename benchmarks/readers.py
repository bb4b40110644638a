"""Readers of deadlines behind one face: `python readers.py NAME` answers questions, one JSON line each.

Needs nothing but the standard library and the reader asked for, since a peer is run by the interpreter of a venv of
its own. What a peer says is taken as a caller of good will would take it: 前 and 底 behind a stretch make it a
deadline, 起 a start, a number of days with 内 an interval; a range stays a range.

{"ask": [{"text", "plan_year", "issued", "where"}…]} is answered by {"rules": [[rule…]…]}, written as in the plan file;
{"texts": [text…]} by {}; {"seconds": 0.3} by {"each": phrases a second}, read from the texts where it left off.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any, NamedTuple

Rule = dict[str, Any]


class Asked(NamedTuple):
    """A phrase, the column it stands in, its plan's year and its day of issue."""

    text: str
    where: str = "deadline"
    year: int | None = 2016
    issued: date | None = None

    @property
    def base(self) -> date:
        """The day that a peer is to count from."""
        return self.issued or date(self.year or 2016, 1, 1)


class Reader(NamedTuple):
    """What a reader finds in a phrase, in its own words, which is timed; and those words as rules."""

    find: Callable[[Asked], Any]
    rules: Callable[[Asked, Any], list[Rule]]


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WITHIN = re.compile(r"(\d+|[一二两三四五六七八九十])个?(工作日|日|天|周|小时|月|年)(?:以|之)?内$")
_FIGURES = dict(zip("一二三四五六七八九十两", (*range(1, 11), 2), strict=True))
_UNTIL = re.compile(r"前$|底$|末$|止$|内$")
_FROM = re.compile(r"起$|开始$|以来$")
_RANGE = re.compile(r"[至到—~～－-]")
_OFFSETS = {"工作日": "P{}D", "日": "P{}D", "天": "P{}D", "周": "P{}D", "小时": "PT{}H", "月": "P{}M", "年": "P{}Y"}


def gkplan() -> Reader:
    """This project's reader."""
    read, as_data = import_module("gkplan.deadline.read").read, import_module("gkplan.deadline.rules").as_data
    return Reader(
        lambda asked: read(asked.text, where=asked.where, year=asked.year, issued=asked.issued),
        lambda _asked, reading: [as_data(rule) for rule in reading.rules],
    )


def jionlp() -> Reader:
    """JioNLP's extractor of times."""
    extract = import_module("jionlp").ner.extract_time

    def rules(_asked: Asked, hits: Any) -> list[Rule]:
        told = [_from_jionlp(hit["text"], hit["type"], hit["detail"]["time"]) for hit in hits]
        return [rule for rule in told if rule]

    return Reader(
        lambda asked: extract(
            asked.text, time_base={"year": asked.base.year, "month": asked.base.month, "day": asked.base.day}
        ),
        rules,
    )


def recognizers() -> Reader:
    """Microsoft's Recognizers-Text."""
    module = import_module("recognizers_date_time")

    def rules(asked: Asked, hits: Any) -> list[Rule]:
        told = [_from_recognizers(asked.text[hit.start : hit.end + 2], hit.resolution["values"][-1]) for hit in hits]
        return [rule for rule in told if rule]

    return Reader(
        lambda asked: module.recognize_datetime(asked.text, module.Culture.Chinese, reference=_midnight(asked.base)),
        rules,
    )


def dateparser() -> Reader:
    """The search of dateparser."""
    search = import_module("dateparser.search").search_dates
    return Reader(
        lambda asked: search(asked.text, languages=["zh"], settings={"RELATIVE_BASE": _midnight(asked.base)}) or [],
        lambda _asked, hits: [_by(day.date().isoformat()) for _, day in hits],
    )


def cn2date() -> Reader:
    """The parser cn2date, which reads one time in a text."""
    parse = import_module("cn2date").parse

    def rules(asked: Asked, found: Any) -> list[Rule]:
        if not found:
            return []
        begin, end = (moment.datetime().date().isoformat() for moment in found)
        return [_stretch(asked.text, begin, end)]

    return Reader(lambda asked: parse(asked.text), rules)


READERS: dict[str, Callable[[], Reader]] = {
    "gkplan": gkplan,
    "jionlp": jionlp,
    "recognizers": recognizers,
    "dateparser": dateparser,
    "cn2date": cn2date,
}


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 -- what these peers take has no zone


def _event(number: float, unit: str) -> Rule:
    days = number * 7 if unit == "周" else number
    offset = _OFFSETS[unit].format(f"{days:g}")
    return {"kind": "event", "trigger": None, "offset": offset, "business_days": unit == "工作日"}


def _by(day: str) -> Rule:
    return {"kind": "by", "date": day}


def _recurring(freq: str, interval: int = 1, by: str | None = None, season: list[int] | None = None) -> Rule:
    return {"kind": "recurring", "freq": freq, "interval": interval, "by": by, "season": season}


def _stretch(words: str, start: str, end: str) -> Rule:
    """A stretch of days as its words mean it: an interval, a deadline, a start or a window."""
    words = words.replace(" ", "")
    within = _WITHIN.search(words)
    if within:
        number = int(within[1]) if within[1].isdigit() else _FIGURES[within[1]]
        return _event(number, within[2])
    if _FROM.search(words):
        return {"kind": "standing", "start": start, "end": None}
    if _RANGE.search(words) and not _UNTIL.search(words):
        return {"kind": "window", "start": start, "end": end}
    return _by(end)


def _from_jionlp(words: str, kind: str, told: Any) -> Rule | None:
    """What it says of one time; a bare length of time (`time_delta`) is no deadline."""
    if kind == "time_period":
        return _from_jionlp_period(told["delta"], told["point"])
    if kind == "time_delta" or "inf" in told[-1]:
        return None
    return _stretch(words, told[0][:10], told[-1][:10])


def _from_jionlp_period(delta: dict[str, Any], point: dict[str, Any] | None) -> Rule:
    unit, number = next(iter(delta.items()))
    freqs = {
        ("month", 3): "quarterly",
        ("month", 6): "half-yearly",
        ("year", 0.5): "half-yearly",
        ("day", 7): "weekly",
        ("year", 1): "yearly",
    }
    freq = freqs.get((unit, number))
    interval = 1 if freq else int(number)
    freq = freq or {"year": "yearly", "month": "monthly"}.get(unit, "daily")
    if not point:
        return _recurring(freq, interval)
    first, last = (date.fromisoformat(moment[:10]) for moment in point["time"])
    if first == last:
        days = {
            "weekly": WEEKDAYS[first.weekday()],
            "monthly": f"day {first.day} of month",
            "yearly": f"month {first.month} day {first.day}",
        }
        return _recurring(freq, interval, by=days.get(freq))
    if first.month == last.month and freq == "yearly":
        return _recurring(freq, interval, by=f"last day of month {last.month}")
    return _recurring(freq, interval, season=[first.month, last.month] if first.month != last.month else None)


def _from_recognizers(words: str, value: dict[str, str]) -> Rule | None:
    kind, timex = value["type"], value["timex"]
    if kind.startswith("datetime") and "value" in value:
        return _by(value["value"][:10])
    if kind == "date" and "value" in value:
        return _by(value["value"])
    if kind.endswith("range") and "end" in value:
        end = date.fromisoformat(value["end"][:10])
        if not timex.startswith("("):  # the end of a named period is the first day after it
            end -= timedelta(days=1)
        return _stretch(words, value.get("start", "")[:10], end.isoformat())
    if kind == "duration" and "内" in words:
        return {"kind": "event", "trigger": None, "offset": timex, "business_days": "工作日" in words}
    if kind == "set":
        return _from_timex_set(timex)
    return None


def _from_timex_set(timex: str) -> Rule | None:
    weekday = re.fullmatch(r"XXXX-WXX-(\d)", timex)
    if weekday:
        return _recurring("weekly", by=WEEKDAYS[int(weekday[1]) - 1])
    period = re.fullmatch(r"P(\d+)([DWMY])", timex)
    freqs = {"D": "daily", "W": "weekly", "M": "monthly", "Y": "yearly"}
    return _recurring(freqs[period[2]], int(period[1])) if period else None


def answers(reader: Reader, asked: list[Rule]) -> list[list[Rule]]:
    """What a reader says to each phrase; where it raises it has said nothing."""
    said: list[list[Rule]] = []
    for phrase in asked:
        issued = date.fromisoformat(phrase["issued"]) if phrase["issued"] else None
        said.append([])
        with contextlib.suppress(Exception):
            question = Asked(phrase["text"], phrase["where"], phrase["plan_year"], issued)
            said[-1] = reader.rules(question, reader.find(question))
    return said


def speed(reader: Reader, texts: Iterator[str], seconds: float) -> float:
    """Distinct phrases a second of processor time, as many as fit into so many seconds."""
    done, began = 0, time.process_time()
    for text in texts:
        with contextlib.suppress(Exception):
            reader.find(Asked(text))
        done += 1
        if done % 20 == 0 and time.process_time() - began > seconds:
            break
    return done / (time.process_time() - began)


def main() -> None:
    """Answer lines of questions until there are no more; what a reader prints on its own goes to stderr."""
    answer_to = sys.stdout
    texts: Iterator[str] = iter(())
    with contextlib.redirect_stdout(sys.stderr):
        reader = READERS[sys.argv[1]]()
        for line in sys.stdin:
            question, answer = json.loads(line), dict[str, Any]()
            if "texts" in question:
                texts = iter(question["texts"])
            elif "ask" in question:
                answer = {"rules": answers(reader, question["ask"])}
            else:
                answer = {"each": speed(reader, texts, question["seconds"])}
            print(json.dumps(answer, ensure_ascii=False), file=answer_to, flush=True)


if __name__ == "__main__":
    main()
