"""Evidence given on the command line: what kind it is, and the file's SHA-256 or copy."""

from __future__ import annotations

import re
from hashlib import file_digest, sha256
from pathlib import Path

from gkplan.cli.exit_codes import ExitCode, Refusal
from gkplan.i18n import gettext as _
from gkplan.plan.files import write_new

FOLDER = "evidence"
_URL = re.compile(r"[a-z][a-z0-9+.-]*://[^ ]+", re.IGNORECASE)
_FILE_NAME = re.compile(r".*[/\\].*|.*\.[A-Za-z0-9]{1,5}")


def piece(given: str, home: Path, *, copy: bool) -> dict[str, str]:
    """A URL, a file with its SHA-256, or a document's number; refuses what looks like a file and is none.

    A file's path is kept relative to the plan's folder where it lies within; `copy` puts a copy into `evidence/`.
    """
    if _URL.fullmatch(given):
        return {"url": given}
    path = Path(given)
    if path.is_file():
        if copy:
            kept, digest = _copied(path, home)
            return {"file": _relative(kept, home), "sha256": digest}
        return {"file": _relative(path, home), "sha256": _digest(path)}
    if path.exists() or _FILE_NAME.fullmatch(given):
        raise Refusal(
            _("{path} is no file.").format(path=given),
            _("Hint: evidence is a file that is there, a URL, or a document's number."),
            ExitCode.UNAVAILABLE,
        )
    return {"doc": given}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _copied(path: Path, home: Path) -> tuple[Path, str]:
    """The copy of a file under its digest's first digits and its name, and the digest of what was copied.

    One that is there already is the same file.
    """
    content = path.read_bytes()
    digest = sha256(content).hexdigest()
    copy = home / FOLDER / f"{digest[:12]}-{path.name}"
    copy.parent.mkdir(exist_ok=True)
    if not copy.exists():
        write_new(copy, content)
    return copy, digest


def _relative(path: Path, home: Path) -> str:
    try:
        return path.resolve().relative_to(home.resolve()).as_posix()
    except ValueError:
        return path.resolve().as_posix()
