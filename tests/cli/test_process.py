"""The installed command as a process: what a shell, cron, a pipe and a narrow terminal get."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.cli.conftest import SMALL
from tests.helpers.asking import COMMAND, Asked, ask_process
from tests.helpers.plans import written

from gkplan import __version__

PLAN = Path(__file__).parents[2] / "data/tasks.yaml"
QUESTION = ["due", "--month", "2016-12", "--today", "2016-12-01", "--file", str(PLAN)]
POSIX = pytest.mark.skipif(os.name == "nt", reason="a POSIX shell's way")


@pytest.fixture(scope="module")
def usual() -> Asked:
    """The answer that all the others must equal, byte for byte."""
    return ask_process(*QUESTION, "--format", "json")


def test_a_question_is_answered(usual: Asked) -> None:
    """JSON on stdout, nothing on stderr, exit 0."""
    assert (usual.code, usual.err) == (0, "")
    assert len(usual.json["occurrences"]) > 30


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["due", "--no-such"], 2),
        (["unit", "没有的单位", "--file", str(PLAN)], 2),
        (["show", "99.9", "--file", str(PLAN)], 2),
        (["list", "--file", str(Path(__file__))], 3),
        (["list", "--file", "no-such.yaml"], 4),
        (["list", "--file", str(PLAN.parent)], 4),
    ],
)
def test_the_exit_code_reaches_the_shell(arguments: list[str], code: int) -> None:
    """0, 2, 3 and 4 as the contract has them, and never a traceback."""
    asked = ask_process(*arguments)
    assert asked.code == code
    assert "Traceback" not in asked.err
    assert bool(asked.out) is (code == 0)


def test_the_module_is_the_command() -> None:
    """`python -m gkplan` says and does what `gkplan` does."""
    asked = ask_process("--version", command=(sys.executable, "-m", "gkplan"))
    assert asked == (0, f"gkplan {__version__}\n", "")


@pytest.mark.parametrize(
    "surroundings",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"},
        {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
        {"TZ": "America/Adak", "PYTHONIOENCODING": "gbk"},
        {"PYTHONUTF8": "0", "LC_ALL": "POSIX", "PYTHONHASHSEED": "1"},
        {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "20"},
        {"FORCE_COLOR": "1", "GKPLAN_LANG": "zh", "PYTHONHASHSEED": "2"},
    ],
    ids=" ".join,
)
def test_the_answer_is_the_same_bytes_everywhere(usual: Asked, tmp_path: Path, surroundings: dict[str, str]) -> None:
    """In every locale, zone, encoding and folder the same plan, ledger and day give the same answer."""
    asked = ask_process(*QUESTION, "--format", "json", env=surroundings, cwd=tmp_path)
    assert asked == usual


def test_the_c_locale_shows_chinese() -> None:
    """The locale of cron has no Chinese, the answer does; its own words are English."""
    asked = ask_process(*QUESTION, "--format", "table", env={"LC_ALL": "C"})
    assert (asked.code, asked.err) == (0, "")
    assert "市房管局" in asked.out
    assert "as of 2016-12-01" in asked.out.replace("\n", " ")


def test_a_chinese_locale_speaks_chinese() -> None:
    """Under zh_CN headings and messages are Chinese, without any option."""
    asked = ask_process("list", "--no-such", env={"LANG": "zh_CN.UTF-8"})
    assert asked.code == 2
    assert "错误：没有选项" in asked.err


@POSIX
def test_a_reader_that_leaves_early_is_no_fault() -> None:
    """`gkplan … | head -1`: no complaint on stderr, and exit 0."""
    question = ["due", "--year", "2016", "--file", str(PLAN), "--today", "2016-12-01", "--format", "json"]
    with subprocess.Popen([str(COMMAND), *question], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(1) == b"{"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == 0


@POSIX
@pytest.mark.parametrize("format_", ["json", "table"])
def test_an_answer_that_can_not_be_written_is_4(format_: str) -> None:
    """On a full disk the run ends with 4 and says why in one line; nothing more follows when it exits."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [str(COMMAND), *QUESTION, "--format", format_], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 4
    assert done.stderr.decode().count("\n") == 1


@POSIX
@pytest.mark.parametrize("redirection", [">&-", "2>&-", "<&-"])
def test_closed_streams_are_no_fault(redirection: str) -> None:
    """With stdin, stdout or stderr closed there is no traceback and no code of a fault."""
    line = f'"$0" units --file "$1" --today 2016-12-01 {redirection}'
    done = subprocess.run(["sh", "-c", line, str(COMMAND), str(PLAN)], capture_output=True, check=False)
    assert done.returncode in {0, 4}
    assert b"Traceback" not in done.stderr


def on_a_terminal(columns: int, *arguments: str, **env: str) -> tuple[int, str]:
    """A run whose stdout is a terminal of so many columns: its exit code and what the terminal got."""
    import fcntl
    import pty
    import struct
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    surroundings = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", **env}
    with subprocess.Popen([str(COMMAND), *arguments], stdout=follower, stdin=follower, env=surroundings) as running:
        os.close(follower)
        shown = b""
        try:
            while part := os.read(leader, 65536):
                shown += part
        except OSError:  # how Linux says that the other side of a terminal is closed
            pass
        code = running.wait(30)
    os.close(leader)
    return code, shown.decode().replace("\r\n", "\n")


@POSIX
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_terminal_gets_a_table_as_wide_as_it_is(tmp_path: Path, columns: int) -> None:
    """Without an option: a table, folded to the terminal, every requirement whole; coloured where it may be."""
    path = written(SMALL, tmp_path)
    code, shown = on_a_terminal(columns, "list", "--file", str(path), "--today", "2016-07-01", NO_COLOR="1")
    plain = shown.replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
    assert code == 0
    assert max(map(cell_len, plain.split("\n"))) <= columns
    assert "\x1b" not in plain
    joined = "".join(plain.split())
    assert all(line.requirement in joined for line in SMALL.rows())
    coloured = on_a_terminal(columns, "list", "--file", str(path), "--today", "2016-07-01")[1]
    assert "31moverdue" in coloured


@POSIX
def test_a_terminal_that_can_not_draw_gets_no_escapes() -> None:
    """TERM=dumb: the words alone."""
    shown = on_a_terminal(80, *QUESTION, TERM="dumb")[1]
    assert "市房管局" in shown
    assert "\x1b" not in shown
