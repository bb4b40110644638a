"""A ledger that was folded before is read from its end on, and says what it says as a whole."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.helpers.asking import Asker
from tests.helpers.plans import by, plan, row, written

from gkplan.ledger.decode import Told, told
from gkplan.query import folded

QUESTIONS = """
due
due --year 2016
due --year 2016 --unit 市房管局
check
unit 甲县政府
status
list --status done
status --unit 市审计局
show 1.1
show 2.1
""".strip().split("\n")
DEEDS = """
mark 1.1@2016-06-30 done --on 2016-06-20
mark 1.1@2016-06-30 todo
mark 1.2 submitted --unit 市房管局
mark 1.2 returned --unit 市房管局 --note 补
mark 1.3@2016-07-15 doing
mark 2.1@2016 done --all-units
mark 2.1@2016-Q1 done --all-units
mark 2.2@2016-W24 done
mark 4.1@2016-12-31/2 dropped --note 并入
event 3.1 --on 2016-06-01
event 3.1 --on 2016-05-03 --label 二
set-due 3.2 --date 2016-12-20 --by 市府办 --reason 省已部署
set-due 3.2 --date 2016-07-20 --by 市府办 --reason 再定
extend 1.3 --to 2016-12-15 --reason 汛期 --approved-by 市府办
undo
""".strip().split("\n")


@pytest.fixture
def kept(small: Asker, cache: Path) -> Asker:
    """The small plan with a ledger of a mark and an event, folded in a cache of its own."""
    assert small.of("mark", "1.1", "done", "--on", "2016-06-20").code == 0
    assert small.of("event", "3.1", "--on", "2016-06-01").code == 0
    small.of("due")
    assert [each.name for each in (cache / "gkplan").iterdir() if "-ledger" in each.name]
    return small


def ledger_of(small: Asker) -> Path:
    """The ledger beside the plan."""
    assert small.plan is not None
    return small.plan.with_name("tasks.progress.yaml")


def test_only_what_came_after_is_read_again(kept: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was folded is not read line by line; a new line is."""
    read: list[bytes] = []

    def noted(content: bytes) -> Iterator[Told]:
        read.append(content)
        return told(content)

    monkeypatch.setattr(folded, "told", noted)
    kept.of("due")
    assert read == [b""]
    kept.of("mark", "1.3", "doing")
    kept.of("due")
    assert [content.count(b"\n") for content in read] == [0, 1]


def test_records_in_any_order_say_the_same_both_ways(small: Asker, both: Callable[..., None]) -> None:
    """Whatever is recorded and asked in whatever order, a day back as well, folded and whole agree."""
    chance = random.Random(4)  # noqa: S311 - chance, no secret
    for _round in range(60):
        small.today = "2016-07-01"
        small.of(*chance.choice(DEEDS).split())
        small.today = chance.choice(["2016-07-01", "2016-06-10", "2017-02-01"])
        both(*chance.choice(QUESTIONS).split(), format_=chance.choice(["json", "tsv", "table"]))


def test_much_that_came_after_is_folded_anew(
    small: Asker, both: Callable[..., None], monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    """Once more than a little follows what was folded, all of it is."""
    monkeypatch.setattr(folded, "_TAIL", 500)
    folds = set()
    for word in ("doing", "submitted", "done", "todo") * 3:
        assert small.of("mark", "1.1@2016-06-30", word).code == 0
        both("due", "--year", "2016")
        folds |= {each.stat().st_ino for each in (cache / "gkplan").iterdir() if "-ledger" in each.name}
    assert 1 < len(folds) < 12


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace(b'"word": "done"', b'"word": "todo"'),
        lambda text: text.replace(b"2016-06-20", b"2016-07-19"),
        lambda text: text[: text.index(b"\n") + 1],
        lambda text: b"",
        lambda text: text + b"- {torn",
        lambda text: text + b"- no record\n",
        lambda text: b"# a comment\n" + text,
        lambda text: text + text,
        lambda text: text.replace(b"1.1", b"9.9"),
        lambda text: text.replace(b"\xe5\xae\x8c\xe6\x88\x90", b"\xe5\xae\x8c\xe5\xb7\xa5"),
    ],
    ids=["word", "day", "cut", "empty", "torn", "no-record", "comment", "twice", "no-such-row", "quote"],
)
def test_an_edited_ledger_is_never_answered_from_as_it_was(
    kept: Asker, both: Callable[..., None], edit: Callable[[bytes], bytes]
) -> None:
    """A person may edit it by hand, and a merge rewrite it, even so that size and time stay."""
    ledger = ledger_of(kept)
    stamp = ledger.stat()
    ledger.write_bytes(edit(ledger.read_bytes()))
    os.utime(ledger, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    for question in QUESTIONS:
        both(*question.split())
        both(*question.split(), format_="table")


def test_a_changed_plan_is_held_against_the_same_records(kept: Asker, both: Callable[..., None]) -> None:
    """Which records no longer fit is asked anew where the plan changes and the ledger does not."""
    assert kept.plan is not None
    assert kept.of("due").err == ""
    written(plan(row("1.1", by("2016-06-30", quote="别的")), row("1.2", by("2016-09-30"))), kept.plan.parent)
    assert "2 records no longer fit" in kept.of("due").err
    both("due")


def test_a_damaged_fold_is_never_trusted(kept: Asker, cache: Path) -> None:
    """Zeroed page by page, with its time set back, it still gives the right answer."""
    right = {question: kept.of(*question.split()) for question in QUESTIONS}
    (file,) = [each for each in (cache / "gkplan").iterdir() if "-ledger" in each.name]
    sound, stamp = file.read_bytes(), file.stat()
    for start in range(0, len(sound), 4096):
        for question, answer in right.items():
            file.write_bytes(sound[:start] + bytes(4096) + sound[start + 4096 :])
            os.utime(file, ns=(stamp.st_mtime_ns, stamp.st_mtime_ns))
            assert kept.of(*question.split()) == answer
