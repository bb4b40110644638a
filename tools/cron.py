"""Prove that the crontab line which `gkplan init` writes works: Debian's cron daemon runs it, and mails what it finds.

`make cron`, as root on Debian. Everything happens in mounts of its own (`unshare --mount`): the machine's crontabs, its
running daemons and its mail are not touched. The line is run as it was written but for its schedule, every minute, and
for its beginning, which is a comment; once for today, when the plan of 2016 is long overdue, and once for a day before
anything is due, when there must be no mail at all.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCHEDULE = "30 8 * * 1-5"
SPOOL = Path("/var/spool/cron/crontabs")
SENDMAIL = """\
#!/bin/sh
cat >"{folder}/mail-$$.part" && mv "{folder}/mail-$$.part" "{folder}/mail-$$"
"""
PATIENCE = 150


def main() -> int:
    """Run the proof, within mounts of its own."""
    if "--inside" not in sys.argv:
        return subprocess.run(["unshare", "--mount", sys.executable, __file__, "--inside"], check=False).returncode  # noqa: S607
    with tempfile.TemporaryDirectory() as folder:
        return proof(Path(folder))


def proof(folder: Path) -> int:
    """Install two crontab lines, let the daemon run them, and look at the mail."""
    home, quiet = folder / "政务公开 100%", folder / "quiet"
    command = Path(sys.executable).with_name("gkplan")
    for each in (home, quiet):
        subprocess.run([command, "init", each], check=True, stdout=subprocess.DEVNULL)
    stand_in(folder)
    silent = f"{written_line(quiet)} && touch {quiet}/silent"
    lines = [
        'CONTENT_TYPE="text/plain; charset=UTF-8"',
        written_line(home),
        "GKPLAN_TODAY=2015-12-01",
        silent,
    ]
    spool(lines)
    print("crontab:", *lines, sep="\n  ")
    daemon = subprocess.Popen(["cron", "-f"])  # noqa: S607
    try:
        mails = waited_for(folder, quiet / "silent")
    finally:
        daemon.terminate()
        daemon.wait(10)
    return judged(mails, silent=(quiet / "silent").exists())


def written_line(home: Path) -> str:
    """The line of `check` in a crontab.example, uncommented, for every minute."""
    lines = (home / "crontab.example").read_text(encoding="utf-8").splitlines()
    (line,) = (line.removeprefix("# ") for line in lines if " check " in line and SCHEDULE in line)
    return line.replace(SCHEDULE, "* * * * *", 1)


def stand_in(folder: Path) -> None:
    """A spool, a place for pid files and a sendmail of our own, for this process and its children alone."""
    programs = folder / "sbin"
    shutil.copytree("/usr/sbin", programs, symlinks=True)
    sendmail = programs / "sendmail"
    sendmail.write_text(SENDMAIL.format(folder=folder), encoding="utf-8")
    sendmail.chmod(0o755)
    subprocess.run(["mount", "--bind", programs, "/usr/sbin"], check=True)  # noqa: S607
    for place in (SPOOL, Path("/run"), Path("/etc/cron.d")):
        subprocess.run(["mount", "-t", "tmpfs", "none", place], check=True)  # noqa: S607


def spool(lines: list[str]) -> None:
    """Make these lines root's crontab."""
    path = SPOOL / "root"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    path.chmod(0o600)


def waited_for(folder: Path, silent: Path) -> list[str]:
    """The mails there are once one has come and the silent line has run."""
    ended = time.monotonic() + PATIENCE
    while time.monotonic() < ended:
        if list(folder.glob("mail-*[0-9]")) and silent.exists():
            time.sleep(2)  # a second mail, which must not come, would come now
            break
        time.sleep(0.5)
    return [path.read_text(encoding="utf-8") for path in folder.glob("mail-*[0-9]")]


def judged(mails: list[str], *, silent: bool) -> int:
    """Whether one mail came with what is overdue, in Chinese, and none of the line that had nothing to say."""
    for mail in mails:
        print("mail:", *mail.splitlines()[:14], f"… {len(mail.splitlines())} lines", sep="\n  ")
    print("the line with nothing to say ended with 0:", silent)
    good = (
        len(mails) == 1
        and "\n逾期 2016-03-31 " in mails[0]
        and "Content-Type: text/plain; charset=UTF-8" in mails[0]
        and silent
    )
    print("cron:", "as it should be" if good else "NOT as it should be")
    return 0 if good else 1


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit("make cron needs root, for mounts of its own")
    sys.exit(main())
