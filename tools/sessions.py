"""Run the terminal sessions in a document again and write down what gkplan answers now: `make docs`.

A session is a fenced block of the language `console`. Its lines after `$ ` are commands, either `gkplan …` or
`export NAME=value`, and what follows each is what it says on a terminal 80 columns wide. A line `…` stands for what is
left out; as many lines as stand before and after it are kept. All sessions of a document share one environment and one
folder, which begins with this checkout's plan and with every block that names a file (```yaml data/notify.yaml). A
document named `….zh-CN.md` is answered in Chinese.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BufferedReader
from itertools import dropwhile
from pathlib import Path

from gkplan.cli.exit_codes import ExitCode

WIDTH = 80
PLAN = Path(__file__).parents[1] / "data" / "tasks.yaml"
LEFT_OUT = "…"
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)

_FILE = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


_BAR = re.compile(r"\r?[^\r\n]*\x1b\[\?25l[^\n]*\x1b\[\?25h\r?\n")
"""The line of a progress bar, which only a machine shows that takes seconds for what takes none."""


class Terminal:
    """A terminal in a folder of its own that has nothing but the plan."""

    def __init__(self, folder: Path, locale: str) -> None:
        self._folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GKPLAN_", "LC_", "LANG"))}
        self._environ = kept | {
            "LC_ALL": locale,
            "COLUMNS": str(WIDTH),
            "TERM": "dumb",
        }
        self.put("data/tasks.yaml", PLAN.read_text(encoding="utf-8"))

    def put(self, name: str, content: str) -> None:
        """Write a file into the folder."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def run(self, command: str) -> list[str]:
        """What a command says on both streams, line by line; `ValueError` for a command of another program."""
        words = shlex.split(command)
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            self._environ[name] = value
            return []
        if words[0] != "gkplan":
            raise ValueError(f"a session runs gkplan alone, not {words[0]}")
        return self._typed([sys.executable, "-m", "gkplan", *words[1:]])

    def _typed(self, command: Sequence[str]) -> list[str]:
        """What a program says where both its streams are a terminal's; `RuntimeError` for a fault of gkplan's own."""
        here, there = pty.openpty()
        with (
            os.fdopen(here, "rb") as screen,
            subprocess.Popen(
                command, cwd=self._folder, env=self._environ, stdin=subprocess.DEVNULL, stdout=there, stderr=there
            ) as program,
        ):
            os.close(there)
            said = b"".join(_until_hung_up(screen))
        if program.returncode == ExitCode.FAULT:
            raise RuntimeError(said.decode())
        return [line.rstrip() for line in _BAR.sub("", said.decode()).splitlines()]


def rewritten(text: str, locale: str) -> str:
    """A document with each of its sessions as it goes now."""
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(Path(folder), locale)
        for name, content in _FILE.findall(text):
            terminal.put(name, content)
        return _BLOCK.sub(lambda block: "".join(f"{line}\n" for line in _replayed(block[0], terminal)), text)


def locale_of(document: Path) -> str:
    """The locale that a document's sessions run in."""
    return "zh_CN.UTF-8" if document.name.endswith(".zh-CN.md") else "C.UTF-8"


def _until_hung_up(screen: BufferedReader) -> Iterator[bytes]:
    """What comes in until the last program lets go of the terminal, which Linux reports as an error."""
    with suppress(OSError):
        while part := screen.read1():
            yield part


def _replayed(session: str, terminal: Terminal) -> Iterator[str]:
    for command, said in _steps(session.splitlines()):
        yield f"$ {command}"
        answer = terminal.run(command)
        yield from _shortened(answer, said)
        if said and not said[-1] and answer:
            yield ""


def _steps(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The commands of a session, each with the lines that follow it."""
    starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start].removeprefix("$ "), list(lines[start + 1 : end])


def _shortened(answer: list[str], said: list[str]) -> list[str]:
    """An answer with as much left out as was left out before; a blank line at its end is the session's own."""
    before = list(dropwhile(lambda line: not line, reversed(said)))[::-1]
    if LEFT_OUT not in before:
        return answer
    head = before.index(LEFT_OUT)
    tail = len(before) - head - 1
    return answer if head + tail >= len(answer) else [*answer[:head], LEFT_OUT, *answer[len(answer) - tail :]]


def main() -> None:
    """Rewrite the documents named."""
    for name in sys.argv[1:]:
        document = Path(name)
        text = document.read_text(encoding="utf-8")
        document.write_text(rewritten(text, locale_of(document)), encoding="utf-8")


if __name__ == "__main__":
    main()
