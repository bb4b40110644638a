"""`-o`: where a made file goes. It is opened late and written whole, and nothing is lost that was there before."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gkplan.cli.exit_codes import ExitCode, Refusal
from gkplan.cli.help import Option
from gkplan.cli.options import Parameters
from gkplan.i18n import gettext as _

STDOUT = "-"
EXTRA_LIBRARIES = frozenset({"docx", "icalendar", "jinja2", "markupsafe", "xlsxwriter"})
"""What `pip install 'gkplan[export]'` brings, by the names of its modules."""


def output_options() -> Parameters:
    """`-o` and `--force`; they arrive as `output` and `force`."""
    return [
        Option(
            ["-o", "--output"],
            metavar="FILE",
            required=True,
            help=_("Write this file, whole or not at all; - is standard output."),
        ),
        Option(["--force"], is_flag=True, help=_("Write over a file that is there.")),
    ]


@contextmanager
def needing_extra(what: str) -> Iterator[None]:
    """Where a library of the extra `export` is not installed: refuse, saying what `what` needs and how to get it."""
    try:
        yield
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in EXTRA_LIBRARIES:
            raise
        raise Refusal(
            _("{what} needs a library that is not installed: {library}").format(what=what, library=library),
            _("Hint: pip install 'gkplan[export]'"),
            ExitCode.UNAVAILABLE,
        ) from error


def check_output(output: str, *, force: bool, kept: Iterable[Path] = ()) -> None:
    """Refuse, before any work is done, what could not be written in the end.

    `kept` are files that not even `force` may write over: the plan, and what stands beside it.
    """
    if output == STDOUT:
        return
    path = Path(output)
    if not path.name or output.endswith("/") or path.is_dir():
        raise _refused(_("{path} is a folder."), output, _("Hint: name the file in it."))
    if not path.parent.is_dir():
        raise _refused(_("There is no folder {path}."), str(path.parent), _("Hint: make it first, or choose another."))
    if not (path.exists() or path.is_symlink()):
        return
    if any(path.exists() and each.exists() and path.samefile(each) for each in kept):
        raise _refused(_("{path} is what is answered from; it is never written over."), output)
    if not path.is_file():
        raise _refused(_("{path} is there already, and it is no ordinary file."), output)
    if not force:
        raise _refused(_("{path} is there already, and nothing was written."), output, _taken())


def deliver(content: bytes, output: str, *, force: bool) -> None:
    """Write a whole file, or to standard output; refuses where that can't be done, the old file untouched."""
    from gkplan.plan.files import write_new, write_over

    if output == STDOUT:
        _print(content)
        return
    path = Path(output)
    try:
        if force:
            write_over(path.resolve(), content)  # a link stays a link
        else:
            write_new(path, content)
    except FileExistsError as error:
        raise _refused(_("{path} is there already, and nothing was written."), output, _taken()) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise _refused(_("{path} can't be written ({why})."), output, why=why) from error


def _print(content: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _taken() -> str:
    return _("Hint: --force writes over it.")


def _refused(message: str, path: str, hint: str = "", *, why: str = "") -> Refusal:
    return Refusal(message.format(path=path, why=why), hint, ExitCode.UNAVAILABLE)
