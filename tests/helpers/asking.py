"""gkplan asked in this process, and as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gkplan.cli.main import run

COMMAND = Path(sys.executable).with_name("gkplan")
"""The installed command."""


class Asked(NamedTuple):
    """How a run ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The answer, where it is JSON."""
        data: dict[str, Any] = json.loads(self.out)
        return data


class Asker:
    """Asks the command line in this process, with a plan and a day unless the arguments name others."""

    def __init__(self, capsys: pytest.CaptureFixture[str], plan: Path | None = None, today: str = "2016-07-01") -> None:
        self._capsys = capsys
        self.plan = plan
        self.today = today

    def __call__(self, *arguments: str) -> Asked:
        """One run: exit code, stdout and stderr."""
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run(arguments)
        said = self._capsys.readouterr()
        return Asked(int(ended.value.code or 0), said.out, said.err)

    def of(self, command: str, *arguments: str, format_: str = "json") -> Asked:
        """One question to the plan."""
        settled = ["--file", str(self.plan), "--today", self.today, "--format", format_]
        return self(command, *arguments, *settled)

    def json(self, command: str, *arguments: str) -> dict[str, Any]:
        """The answer to one question to the plan, which must be given."""
        asked = self.of(command, *arguments)
        assert (asked.code, asked.err) == (0, "")
        return asked.json


def ask_process(
    *arguments: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    command: Sequence[str] = (str(COMMAND),),
    stdin: str = "",
) -> Asked:
    """Run it as a shell or cron does: nothing in its environment but the path and what is given."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "XDG_CACHE_HOME") if name in os.environ}
    surroundings = {**kept, **(env or {})}
    done = subprocess.run(
        [*command, *arguments],
        input=stdin.encode(),
        capture_output=True,
        cwd=cwd,
        env=surroundings,
        timeout=60,
        check=False,
    )
    return Asked(done.returncode, done.stdout.decode(), done.stderr.decode())
