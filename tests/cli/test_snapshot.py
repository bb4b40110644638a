"""Every question is answered by the same bytes from a snapshot and from the plan itself, and never by stale ones."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.conftest import SMALL
from tests.helpers.asking import COMMAND, Asker
from tests.helpers.plans import by, group, plan, recurring, row, standing, window, written

from gkplan.deadline.rules import Event
from gkplan.plan.model import Plan, Unit
from gkplan.query import snapshot

QUESTIONS = [
    *(
        ["due"],
        ["due", "--overdue"],
        ["due", "--within", "60d"],
        ["due", "--year", "2017"],
        ["due", "--from", "2016-05-01"],
    ),
    *(["due", "--to", "2016-06-30"], ["due", "--year", "2016", "--kind", "standing"], ["due", "--status", "due"]),
    *(["due", "--year", "2016", "--unit", "市房管局"], ["due", "--year", "2016", "--unit", "甲县政府"]),
    *(["due", "--year", "2016", "--unit", "各县政府"], ["due", "--year", "2016", "--grep", "每季度"]),
    *(["due", "--year", "2016", "--task", "2", "--task", "4"], ["due", "--year", "2016", "--kind", "by"]),
    *(
        ["unit", "sfgj"],
        ["unit", "甲县政府"],
        ["unit", "甲县"],
        ["unit", "有关单位"],
        ["unit", "审计局", "--task", "2"],
    ),
    *(
        ["units"],
        ["status"],
        ["status", "overdue"],
        ["status", "--unit", "市房管局"],
        ["list"],
        ["list", "--grep", "要求1"],
    ),
    *(["list", "--unit", "市审计局", "--kind", "by"], ["show", "2.1"], ["show", "4.1@2016-12-31/2"], ["show", "9.9"]),
    *(
        ["check", "--within", "30d"],
        ["check", "--unit", "市审计局"],
        ["timeline"],
        ["calendar"],
        ["log"],
        ["digest", "--all"],
    ),
]
GALLERY = Path(__file__).parents[1] / "gallery"
FORMATS = ["json", "jsonl", "csv", "tsv", "table", "md"]
DAYS = ["2016-06-15", "2015-12-01", "2018-01-01", "2026-11-25"]


def clashing() -> Plan:
    """A plan in which occurrences of one row share a name, also such as an open end alone brings about."""
    return plan(
        row("1.1", standing(), recurring("yearly"), recurring("yearly", by="month 6 day 1")),
        row("1.2", standing(None, None), recurring("yearly", None, "2020-12-31"), units=("甲局", "各县政府")),
        row("1.3", recurring("monthly", None, None), recurring("monthly", None, None)),
        row("2.1", by("2016-03-31", "2016-04-30"), by("2016-03-31"), units=("各县政府",), completion="lead"),
        row("2.2", standing("2017-01-01", None), recurring("weekly", "2018-05-01", None), units=("有关单位",)),
        row("3.1", window("2016-05-01", "2016-07-15"), Event("文件印发", "P3D", business_days=True), support=("甲局",)),
        row("3.2", by("2016-01-15", units=("丁局",)), by("2016-02-15"), units=("丙局", "丁局")),
        units=[
            group("各县政府", "甲县政府", "乙县政府"),
            Unit("甲县政府"),
            Unit("乙县政府", None, ("乙县",), ("yxzf",)),
            group("有关单位", "甲局", "各县政府", open_=True),
        ],
        issued="2016-02-01",
        grace=5,
    )  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("table", [SMALL, clashing()], ids=["small", "clashing"])
def test_a_snapshot_gives_the_same_bytes(
    ask: Asker, both: Callable[..., None], tmp_path: Path, table: Plan, question: list[str]
) -> None:
    """In every format in the middle of the plan's year, and long before and after it."""
    ask.plan = written(table, tmp_path)
    for ask.today in DAYS:
        for format_ in FORMATS if ask.today == DAYS[0] else ("json", "table"):
            both(*question, format_=format_)


@pytest.mark.parametrize("plan_file", sorted(GALLERY.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_is_wrong_with_a_plan_is_said_the_same_way(ask: Asker, both: Callable[..., None], plan_file: Path) -> None:
    """A plan with an error gives no answer and the same findings, whatever was compiled of it before they were met."""
    ask.plan = plan_file
    both("due")
    both("unit", "市房管局")


@pytest.mark.parametrize("held", [1, 300, 8 << 20])
def test_a_long_answer_lies_on_disk_until_it_is_whole(
    ask: Asker, both: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    """However little is held in memory, the bytes are the same."""
    ask.plan = written(SMALL, tmp_path)
    monkeypatch.setattr("gkplan.cli.spool._HELD", held)
    for format_ in FORMATS:
        both("due", "--year", "2016", format_=format_)


def test_nothing_is_validated_twice(ask: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second question does not read the plan's text at all."""
    ask.plan = written(SMALL, tmp_path)
    first = ask.of("due")
    monkeypatch.setattr("gkplan.plan.load.load", lambda *_args, **_named: pytest.fail("the plan was read again"))
    assert ask.of("due") == first
    assert ask.of("unit", "sfgj").code == 0


def test_what_is_recorded_is_folded_in(ask: Asker, both: Callable[..., None], tmp_path: Path) -> None:
    """Marks, events, settled dates and time granted count at once, without the snapshot being made anew."""
    ask.plan = written(SMALL, tmp_path)
    for deed in (
        "mark 1.1 done --on 2016-06-20",
        "mark 1.2 submitted --unit 市房管局",
        "event 3.1 --on 2016-06-01",
        "set-due 3.2 --date 2016-12-20 --by 市府办 --reason 省已部署",
        "extend 1.3 --to 2016-12-15 --reason 汛期 --approved-by 市府办",
        "mark 2.1@2016-Q1 done --all-units",
        "undo",
        "mark 4.1@2016-12-31/2 dropped --note 并入",
    ):
        assert ask.of(*deed.split()).code == 0, deed
        for asked in ("due", "due --year 2016 --unit 市房管局", "check", "show 1.1", "status", "unit 甲县政府"):
            both(*asked.split())
    for question in QUESTIONS:
        both(*question)
        both(*question, format_="table")


def lines_of(path: Path) -> list[str]:
    """The files of a folder for caches."""
    return sorted(each.name for each in (path / "gkplan").iterdir())


def test_a_plan_has_one_snapshot(ask: Asker, tmp_path: Path, cache: Path) -> None:
    """However often it changes, there is one file for it, and none is left half-written."""
    for due in ("2016-08-01", "2016-09-01", "2016-10-01"):
        ask.plan = written(plan(row("1.1", by(due))), tmp_path)
        assert [each["due"] for each in ask.json("due", "--year", "2016")["occurrences"]] == [due]
    assert len(lines_of(cache)) == 1


def test_a_change_that_keeps_size_and_time_is_seen(ask: Asker, tmp_path: Path) -> None:
    """An edit of equal length whose time is set back, as `cp -p` and `rsync` do, is answered from the new words."""
    ask.plan = written(plan(row("1.1", by("2016-08-01"))), tmp_path)
    os.utime(ask.plan, ns=(1, 10**18))
    assert ask.json("due", "--year", "2016")["occurrences"][0]["due"] == "2016-08-01"
    ask.plan.write_text(ask.plan.read_text().replace("2016-08-01", "2016-09-01"))
    os.utime(ask.plan, ns=(1, 10**18))
    assert ask.json("due", "--year", "2016")["occurrences"][0]["due"] == "2016-09-01"


def test_a_file_system_that_tells_no_change_is_not_believed(
    ask: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a plan was just written, its bytes are compared: within the clock's grain all else can stay as it was."""
    ask.plan = written(plan(row("1.1", by("2016-08-01"))), tmp_path)
    stamps: dict[str, tuple[int, ...]] = {}
    taken = snapshot._stamp
    monkeypatch.setattr(snapshot, "_stamp", lambda path: stamps.setdefault(path, taken(path)))
    assert ask.json("due", "--year", "2016")["occurrences"][0]["due"] == "2016-08-01"
    ask.plan.write_text(ask.plan.read_text().replace("2016-08-01", "2016-09-01"))
    assert ask.json("due", "--year", "2016")["occurrences"][0]["due"] == "2016-09-01"


def test_working_days_beside_the_plan_are_part_of_it(ask: Asker, tmp_path: Path) -> None:
    """A file of working days that comes, changes or goes changes the answer."""
    ask.plan = written(plan(row("1.1", by("2031-10-01"))), tmp_path)
    days = tmp_path / "workdays.yaml"

    def act_by() -> object:
        return ask.json("due", "--year", "2031")["occurrences"][0]["act_by"]

    before = act_by()
    days.write_text('years: [{year: 2031, notice: x, off: ["2031-10-01", "2031-09-30"], worked: []}]')
    assert act_by() == "2031-09-29"
    days.unlink()
    assert act_by() == before


def test_a_plan_that_went_wrong_is_refused_at_once(ask: Asker, tmp_path: Path) -> None:
    """A snapshot never answers for a plan with an error, and one that was mended is answered from again."""
    ask.plan = written(SMALL, tmp_path)
    sound = ask.plan.read_bytes()
    assert ask.of("due").code == 0
    ask.plan.write_bytes(sound.replace(b'"schema": 1', b'"schema": 2'))
    assert ask.of("due").code == 3
    ask.plan.write_bytes(sound)
    assert ask.of("due").code == 0
    ask.plan.unlink()
    assert ask.of("due").code == 4


def damaged(content: bytes) -> Iterator[bytes]:
    """A snapshot's bytes as they should never be: cut off, overwritten, zeroed page by page."""
    yield b""
    yield b"no database at all" * 400
    yield content[: len(content) // 2]
    yield content[:5000]
    for at in range(0, len(content), 20_011):
        yield content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    for start in range(0, len(content), 5 * 4096):
        yield content[:start] + bytes(4096) + content[start + 4096 :]
        yield content[:start] + b"\xff" * 4096 + content[start + 4096 :]


@pytest.mark.parametrize("sealed", [False, True], ids=["told-by-its-time", "its-time-set-back"])
def test_a_damaged_snapshot_is_never_trusted(ask: Asker, tmp_path: Path, cache: Path, *, sealed: bool) -> None:
    """Whatever became of its bytes, the answer is right, nothing is said, and the next question has a sound one."""
    ask.plan = written(SMALL, tmp_path)
    right = {question: ask.of(*question) for question in (("due",), ("unit", "sfgj"), ("status",))}
    (file,) = (cache / "gkplan").iterdir()
    sound, stamp = file.read_bytes(), file.stat()
    for content in damaged(sound):
        for question, answer in right.items():
            file.write_bytes(content)
            if sealed:
                os.utime(file, ns=(stamp.st_mtime_ns, stamp.st_mtime_ns))
            assert ask.of(*question) == answer
            assert ask.of(*question) == answer


def test_a_snapshot_of_another_version_is_made_anew(
    ask: Asker, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another gkplan compiled is not read."""
    ask.plan = written(SMALL, tmp_path)
    answer = ask.of("due")
    (file,) = (cache / "gkplan").iterdir()
    before = file.stat().st_ino
    monkeypatch.setattr(snapshot, "__version__", "99.0")
    assert ask.of("due") == answer
    assert file.stat().st_ino != before


@pytest.mark.parametrize("home", ["a-file/cache", "relative", ""])
def test_without_a_place_for_it_there_is_no_snapshot(
    ask: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    """Where nothing can be written, the answer is the same, and nothing is said of it."""
    (tmp_path / "a-file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / home) if "/" in home else home)
    monkeypatch.setenv("HOME", "/nonexistent")
    ask.plan = written(SMALL, tmp_path)
    assert ask.of("due") == ask.of("due", "--no-snapshot")
    assert not (tmp_path / "relative").exists()


def test_a_full_disk_is_no_error(ask: Asker, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk fills up on the way, the plan itself answers, and nothing half-written is left."""
    ask.plan = written(SMALL, tmp_path)
    right = ask.of("due", "--no-snapshot")
    opened = sqlite3.connect

    def small(*arguments: object, **named: object) -> sqlite3.Connection:
        tables = opened(*arguments, **named)  # type: ignore[call-overload]
        tables.execute("PRAGMA max_page_count = 9")
        return tables  # type: ignore[no-any-return]

    monkeypatch.setattr(sqlite3, "connect", small)
    assert ask.of("due") == right
    assert lines_of(cache) == []


def test_many_at_once_all_answer(tmp_path: Path, cache: Path) -> None:
    """Eight processes that ask a new plan at the same time get the same answer and leave one snapshot."""
    file = written(SMALL, tmp_path)
    question = [str(COMMAND), "due", "--file", str(file), "--today", "2016-07-01", "--format", "json"]
    running = [subprocess.Popen(question, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(8)]
    said = [each.communicate(timeout=60) for each in running]
    assert {each.returncode for each in running} == {0}
    assert len(set(said)) == 1
    assert len(lines_of(cache)) == 1


def test_what_a_killed_process_left_is_swept_up(ask: Asker, tmp_path: Path, cache: Path) -> None:
    """A half-written file of long ago goes when the next snapshot is made."""
    ask.plan = written(SMALL, tmp_path)
    ask.of("due")
    (file,) = (cache / "gkplan").iterdir()
    left = file.with_name(f"{file.name}.left")
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    file.unlink()
    ask.of("due")
    assert not left.exists()


def test_what_is_left_of_a_plan_that_is_gone_is_swept_up(ask: Asker, tmp_path: Path, cache: Path) -> None:
    """When the next plan is compiled, the snapshots of those that were deleted go."""
    gone = written(SMALL, tmp_path, "gone.yaml")
    ask.plan = gone
    ask.of("due")
    gone.unlink()
    ask.plan = written(SMALL, tmp_path)
    ask.of("due")
    assert [each.partition("-")[0] for each in lines_of(cache)] == ["tasks"]


def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    """A plan that comes through a pipe is answered from, and leaves no snapshot."""
    plan_file = Path(__file__).parents[2] / "data/tasks.yaml"
    command = f"cat {plan_file} | {COMMAND} due --month 2016-12 --file /dev/stdin --today 2016-12-01 --format jsonl"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 35


changes = st.sampled_from(["2016-08-01", "2016-12-31", "2017-03-05", None])
asked = st.sampled_from(QUESTIONS)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(changes, asked), min_size=2, max_size=6))
def test_edits_between_questions_never_leave_a_stale_answer(
    ask: Asker, both: Callable[..., None], tmp_path: Path, steps: list[tuple[str | None, list[str]]]
) -> None:
    """Whatever is changed in the plan between whatever is asked, both ways say the same."""
    ask.plan = written(SMALL, tmp_path)
    for due, question in steps:
        if due is not None:
            ask.plan.write_text(ask.plan.read_text().replace("2016-06-30", due))
        both(*question)
