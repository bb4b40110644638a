"""The ledger's file: read whatever state it is in, added to without losing anything."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.helpers.marks import QUOTE, mark

from gkplan.ledger import journal
from gkplan.ledger.decode import CONFLICT, Flaw, Outline, outlined
from gkplan.ledger.journal import append, locked, read
from gkplan.ledger.place import ledger_path
from gkplan.ledger.record import BadRecordError, Record, line_of


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Where a ledger may be."""
    return tmp_path / "tasks.progress.yaml"


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 16 KB; needs root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", folder], check=False).returncode == 0
    if not mounted:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def records(path: Path) -> list[Record]:
    """The records of a ledger, in order."""
    return list(read(path).whole().records)


def test_no_file_is_an_empty_ledger(ledger: Path) -> None:
    """A plan on which nothing was recorded has no ledger, and that is no fault."""
    assert read(ledger).whole() == ((), (), ())


def test_what_is_added_is_read_again(ledger: Path) -> None:
    """Records come back as they were, in the order in which they were written, and the file is YAML."""
    written = [
        mark("a1", second=1),
        mark("a2", second=2, unit="乙局", note='一"二\\\n三\u2028四 # 五'),
        mark("a3", second=3),
    ]
    append(ledger, written[:1])
    append(ledger, written[1:])
    assert records(ledger) == written
    data = yaml.safe_load(ledger.read_text(encoding="utf-8"))
    assert [each["id"] for each in data] == ["a1", "a2", "a3"]
    assert data[1]["note"] == written[1].note


def test_only_one_rows_records_are_read_where_one_is_asked_for(ledger: Path) -> None:
    """Asking for a row leaves the others unread, also those whose words mention it."""
    mine, other = mark("a1"), mark("a2", row="21.1", note="见 1.1")
    append(ledger, [mine, other, mark("a3", row="11.1")])
    assert read(ledger, "1.1").whole().records == (mine,)
    assert read(ledger, "9.9").whole().records == ()


def test_comments_do_not_make_every_line_be_read(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger with a comment in it, as a torn end becomes one, is still read in part, and no comment is a record."""
    line = line_of(mark("a1"))
    ledger.write_bytes(b"# torn: " + line + b"\n" + line_of(mark("a2", row="2.1")) + line + b"# 1.1\n")
    looked_at: list[bytes] = []

    def look(content: bytes) -> Outline:
        looked_at.append(content)
        return outlined(content)

    monkeypatch.setattr(journal, "outlined", look)
    assert [each.id for each in read(ledger, "1.1").whole().records] == ["a1"]
    assert b"2.1" not in looked_at[0]


@pytest.mark.parametrize("many", [1, 2, 3, 10_000])
def test_a_row_that_most_records_are_of_is_read_whole(ledger: Path, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    """However many records are of a row, all of them are found."""
    monkeypatch.setattr(journal, "_MANY", many)
    append(ledger, [mark(f"a{number}", second=number) for number in range(3)])
    assert [subject.row for subject in read(ledger, "1.1").marks] == ["1.1"]
    assert len(read(ledger, "1.1").whole().records) == 3


def test_json_written_closely_by_hand_is_found_too(ledger: Path) -> None:
    """A record without a space after its colons is one of its row's all the same."""
    ledger.write_bytes(line_of(mark("a1")).replace(b": ", b":").replace(b", ", b","))
    assert [each.id for each in read(ledger, "1.1").whole().records] == ["a1"]


def test_comments_blank_lines_windows_ends_and_a_byte_order_mark(ledger: Path) -> None:
    """What an editor may leave in a file says nothing, and takes nothing away."""
    lines = [b"# 2016", b"", line_of(mark("a1"))[:-1], b"   ", line_of(mark("a2", second=2))[:-1]]
    ledger.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines) + b"\r\n")
    assert [each.id for each in records(ledger)] == ["a1", "a2"]
    assert read(ledger).flaws == ()
    assert len(read(ledger, "1.1").whole().records) == 2


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("<<<<<<< HEAD", CONFLICT),
        ("=======", CONFLICT),
        (">>>>>>> 分支", CONFLICT),
        ("- {id: a1, do: mark}", "no JSON object"),
        ("mark 1.1 done", "a record begins with a dash and a space"),
        ("- " + "[" * 100_000, "no JSON object"),
        ('- {"id": "a1"}', "missing field: at, by, do, on, row"),
        ("- []", "a record is one JSON object"),
        ('- "\\ud800"', "a record is one JSON object"),
    ],
)
def test_a_line_that_is_no_record_is_a_flaw_at_its_line(ledger: Path, line: str, reason: str) -> None:
    """It is named with its number, and the records around it are read.

    Who asks for one row sees it as well, unless it looks like another row's record: that one holds up no mark.
    """
    ledger.write_bytes(line_of(mark("a1")) + line.encode() + b"\n" + line_of(mark("a2", second=2)))
    outline, of_row = read(ledger), read(ledger, "1.1")
    assert outline.flaws == (Flaw(2, reason),)
    assert of_row.flaws == (() if line.startswith("- {") else outline.flaws)
    for each in (outline, of_row):
        assert [record.id for record in each.whole().records] == ["a1", "a2"]


@pytest.mark.parametrize("spoiled", [b"\xff", "甲".encode("gb18030")])
def test_bytes_that_are_no_text_are_a_flaw(ledger: Path, spoiled: bytes) -> None:
    """A line that was saved in another encoding is never half understood."""
    line = line_of(mark("a1", note="X")).replace(b'"X"', b'"' + spoiled + b'"')
    ledger.write_bytes(line + line_of(mark("a2", second=2)))
    assert read(ledger).flaws == (Flaw(1, "no JSON object"),)


def test_a_string_that_is_never_closed_takes_no_other_line_with_it(ledger: Path) -> None:
    """Two broken lines are two flaws, though together they might look like one record."""
    line = line_of(mark("a1"))
    cut = line.index(b'", "do"')
    ledger.write_bytes(line[:cut] + b"\n" + line[cut:])
    assert [flaw.line for flaw in read(ledger).flaws] == [1, 2]


def test_the_same_record_twice_counts_once(ledger: Path) -> None:
    """A merge may leave a line twice."""
    ledger.write_bytes(line_of(mark("a1")) * 2)
    assert [each.id for each in records(ledger)] == ["a1"]


def test_a_torn_end_is_said_and_kept_as_a_comment(ledger: Path) -> None:
    """What a crash cut off is passed over; the next record stands on a line of its own, and nothing is thrown away."""
    append(ledger, [mark("a1")])
    torn = line_of(mark("a2", second=2, note="甲"))[:-4]
    with ledger.open("ab") as file:
        file.write(torn)
    assert read(ledger).flaws == (Flaw(2, "torn", torn=True),)
    append(ledger, [mark("a3", second=3)])
    assert [each.id for each in records(ledger)] == ["a1", "a3"]
    comment = ledger.read_text(encoding="utf-8").split("\n")[1]
    assert comment.startswith('# torn, never acknowledged: - {"id": "a2"')
    assert len(yaml.safe_load(ledger.read_text(encoding="utf-8"))) == 2


def test_a_record_without_a_line_end_is_a_record(ledger: Path) -> None:
    """An editor that leaves no line end at the end of a file loses nothing."""
    ledger.write_bytes(line_of(mark("a1"))[:-1])
    append(ledger, [mark("a2", second=2)])
    assert [each.id for each in records(ledger)] == ["a1", "a2"]
    assert b"torn" not in ledger.read_bytes()


def test_what_can_not_be_written_whole_is_not_written(ledger: Path) -> None:
    """A file that may grow no further (RLIMIT_FSIZE) is as it was, and the next record succeeds when it may."""
    append(ledger, [mark("a1")])
    before, (_soft, hard) = ledger.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 40, hard))
    try:
        with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
            append(ledger, [mark("a2", second=2)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert ledger.read_bytes() == before
    append(ledger, [mark("a3", second=3)])
    assert [each.id for each in records(ledger)] == ["a1", "a3"]


def test_a_full_disk_loses_nothing(full_disk: Path) -> None:
    """When the disk is full the record is refused, and all before it are there."""
    ledger, written = full_disk / "tasks.progress.yaml", []

    def fill() -> None:
        for number in range(1000):
            append(ledger, [mark(f"a{number:04}", second=number % 60, note="满" * 200)])
            written.append(f"a{number:04}")

    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        fill()
    assert len(written) > 10
    assert sorted(each.id for each in records(ledger)) == written
    assert read(ledger).flaws == ()


def test_a_read_only_disk_is_refused(full_disk: Path) -> None:
    """Where no lock can be made nothing is written, and the ledger can still be read."""
    ledger = full_disk / "tasks.progress.yaml"
    append(ledger, [mark("a1")])
    subprocess.run(["mount", "-o", "remount,ro", full_disk], check=True)
    with pytest.raises(OSError, match=os.strerror(errno.EROFS)), locked(ledger):
        append(ledger, [mark("a2")])
    assert [each.id for each in records(ledger)] == ["a1"]


def test_links_are_followed(tmp_path: Path) -> None:
    """A ledger that is a link is written where it leads, also where nothing is there yet."""
    (tmp_path / "real").mkdir()
    link = tmp_path / "tasks.progress.yaml"
    link.symlink_to("real/ledger.yaml")
    path = ledger_path(tmp_path / "tasks.yaml")
    append(path, [mark("a1")])
    assert link.is_symlink()
    assert [each.id for each in records(tmp_path / "real" / "ledger.yaml")] == ["a1"]


def test_a_link_to_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A share that is not mounted gets no folder in its place, in which records would be lost."""
    (tmp_path / "tasks.progress.yaml").symlink_to("share/ledger.yaml")
    with pytest.raises(FileNotFoundError), locked(ledger_path(tmp_path / "tasks.yaml")):
        pass
    assert not (tmp_path / "share").exists()


def test_a_circle_of_links_is_an_error_of_the_file(tmp_path: Path) -> None:
    """A link that leads to itself can't be read, and nothing hangs."""
    link = tmp_path / "tasks.progress.yaml"
    link.symlink_to(link.name)
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        read(ledger_path(tmp_path / "tasks.yaml"))


def test_a_folder_in_its_place_is_an_error_of_the_file(ledger: Path) -> None:
    """A folder is no ledger."""
    ledger.mkdir()
    with pytest.raises(IsADirectoryError):
        read(ledger)
    with pytest.raises(IsADirectoryError):
        append(ledger, [mark("a1")])


def test_a_pipe_in_its_place_is_refused_at_once(ledger: Path) -> None:
    """Nobody waits for what may never come."""
    os.mkfifo(ledger)
    with pytest.raises(OSError, match="no regular file"):
        read(ledger)


def test_who_waits_for_the_lock_gives_up_in_time(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another holder is waited for, but not for ever."""
    monkeypatch.setattr(journal, "LOCK_SECONDS", 0.05)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(ledger):
            held.set()
            done.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    with pytest.raises(TimeoutError), locked(ledger):
        pass
    done.set()
    holder.join()
    with locked(ledger):
        append(ledger, [mark("a1")])


def test_a_lock_file_that_was_left_behind_holds_nobody_up(ledger: Path) -> None:
    """The lock is the system's, not the file: one that lies there from before is no lock."""
    ledger.with_name(ledger.name + ".lock").write_bytes(b"")
    with locked(ledger):
        append(ledger, [mark("a1")])
    assert len(records(ledger)) == 1


def test_an_editor_that_replaces_the_file_while_a_mark_is_written_gets_the_mark(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an editor puts in the ledger's place between opening and syncing has the record added to it as well."""
    append(ledger, [mark("a1")])
    edited = ledger.with_name("edited")
    edited.write_bytes(line_of(mark("b1", second=2)) + ledger.read_bytes())
    sync = os.fsync

    def replaced_meanwhile(handle: int) -> None:
        sync(handle)
        if edited.exists():
            edited.replace(ledger)

    monkeypatch.setattr(os, "fsync", replaced_meanwhile)
    append(ledger, [mark("a2", second=3)])
    assert [each.id for each in records(ledger)] == ["a1", "b1", "a2"]


def test_an_edit_between_reading_and_writing_is_kept(ledger: Path) -> None:
    """What somebody adds to the file by hand after a mark was decided stands beside the mark."""
    append(ledger, [mark("a1")])
    with locked(ledger):
        read(ledger, "1.1")
        ledger.write_bytes(line_of(mark("b1", second=2)) + ledger.read_bytes())
        append(ledger, [mark("a2", second=3)])
    assert [each.id for each in records(ledger)] == ["a1", "b1", "a2"]


def test_half_a_character_is_refused_before_anything_is_written(ledger: Path) -> None:
    """A lone surrogate, as a terminal of another encoding gives it, has no bytes."""
    with pytest.raises(BadRecordError):
        append(ledger, [mark("a1", note="\udcff")])
    assert not ledger.exists()


def test_two_branches_merge_line_by_line(tmp_path: Path) -> None:
    """Git joins what two officers recorded, whichever branch is merged into which, and the account is the same."""
    outlines = []
    for mine, theirs in (("a", "b"), ("b", "a")):
        folder = tmp_path / mine
        folder.mkdir()
        ledger = folder / "tasks.progress.yaml"

        def git(*arguments: str, folder: Path = folder) -> None:
            settled = ["-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "commit.gpgsign=false"]
            subprocess.run(["git", *settled, *arguments], cwd=folder, check=True, capture_output=True)

        def record(id_: str, second: int, ledger: Path = ledger) -> None:
            append(ledger, [mark(id_, second=second, word="submitted" if id_ == "a2" else "done", unit=QUOTE)])

        git("init", "-q", "-b", "a")
        (folder / ".gitattributes").write_text("*.progress.yaml merge=union\n")
        record("base", 0)
        git("add", ".")
        git("commit", "-qm", "base")
        git("branch", "b")
        for branch, marks in (("a", [("a1", 1), ("a2", 4)]), ("b", [("b1", 2), ("b2", 3)])):
            git("checkout", "-q", branch)
            for id_, second in marks:
                record(id_, second)
            git("commit", "-qam", branch)
        git("checkout", "-q", mine)
        git("merge", "-q", "--no-edit", theirs)
        assert read(ledger).flaws == ()
        outlines.append((records(ledger), dict(read(ledger).marks)))
    assert outlines[0] == outlines[1]
    assert [each.id for each in outlines[0][0]] == ["base", "a1", "b1", "b2", "a2"]
