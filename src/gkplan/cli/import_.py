"""`gkplan import`: a published document into a plan, and what to look at in it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import Any, NamedTuple

import click

from gkplan.clean import visible
from gkplan.cli.exit_codes import ExitCode, Refusal
from gkplan.cli.help import Option
from gkplan.cli.opened import refuse
from gkplan.cli.options import FileName, IsoDate, lang_option, make
from gkplan.cli.output import STDOUT
from gkplan.i18n import gettext as _
from gkplan.i18n import ngettext
from gkplan.plan.model import Plan
from gkplan.readers.columns import FIELDS, Field
from gkplan.readers.doubts import DOUBTS, Doubt, UnknownHeadingError, UnreadableError
from gkplan.readers.interface import READERS, Draft, Wishes, read_bytes

_STDIN = "-"
_LONGEST = 120
"""How many characters of its words a doubt shows."""
_MANY = 2_000
"""From how many tasks on a terminal sees how far the reading is."""


class Mapping(click.ParamType[tuple[str, str]]):
    """A column's heading and its field: `责任科室=units`."""

    name = "mapping"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The heading and the field; a usage error where the field is none."""
        heading, _equals, field = value.rpartition("=")
        if not heading.strip() or field not in FIELDS:
            said = _("{value!r} maps no column; write it as 列名=field, where field is one of {fields}.")
            self.fail(said.format(value=value, fields=", ".join(FIELDS)), param, ctx)
        return heading, field


class Target(NamedTuple):
    """The plan to be updated: its path, its bytes when it was read, and the plan."""

    path: Path
    content: bytes
    plan: Plan


def command() -> click.Command:
    """`gkplan import`."""
    return make(
        "import",
        import_,
        _("Read a published document into a plan; what to look at in it is said on stderr."),
        [
            click.Argument(["file"], type=FileName(), metavar="FILE"),
            Option(
                ["-o", "--output"],
                type=FileName(),
                metavar="PLAN",
                help=_("Write the plan to this file, which must not exist yet (default: standard output)."),
            ),
            Option(
                ["--from", "format_"],
                type=click.Choice(list(READERS)),
                help=_("The document's format (default: as its content and its name say)."),
            ),
            Option(
                ["--map", "mapped"],
                type=Mapping(),
                multiple=True,
                metavar="列名=FIELD",
                help=_("What a column is: {fields}. May be repeated.").format(fields=", ".join(FIELDS)),
            ),
            Option(["--year"], type=click.IntRange(1949, 2200), help=_("The plan's year (default: the title's).")),
            Option(["--issued"], type=IsoDate(), metavar="DATE", help=_("The day on which the plan was issued.")),
            Option(
                ["--update"],
                type=FileName(),
                metavar="PLAN",
                help=_("Bring this plan up to date: show the difference, keep ids, reviews, corrections and units."),
            ),
            Option(["--yes"], is_flag=True, help=_("With --update: write the plan without asking.")),
            Option(["--strict"], is_flag=True, help=_("End with 1 where a doubt is left; the plan is written.")),
            lang_option(),
        ],
        epilog=_("For example: gkplan import 分工方案.docx -o plan.yaml"),
    )


class Asked(NamedTuple):
    """The options, by their names."""

    output: str | None
    format_: str | None
    mapped: Sequence[tuple[str, Field]]
    year: int | None
    issued: date | None
    update: str | None
    yes: bool
    strict: bool


def import_(file: str, **options: Any) -> int:
    """Read the document, say the doubts, write the plan; the exit code."""
    asked = Asked(**options)
    asked = asked._replace(output=None if asked.output == STDOUT else asked.output)
    _must_make_sense(file, asked)
    target = _target(asked.update) if asked.update is not None else None
    draft = _read(file, asked.format_, Wishes(asked.year, asked.issued, dict(asked.mapped)))
    if target is not None:
        from gkplan.readers.update import updated

        draft = updated(target.plan, draft)
    content = _checked(draft.plan)
    _say_doubts(file, draft)
    _put(content, asked, target)
    return ExitCode.FOUND if asked.strict and draft.doubts else ExitCode.OK


def _must_make_sense(file: str, asked: Asked) -> None:
    """Refuse before anything is read what can't end well."""
    if file == _STDIN and asked.format_ is None:
        raise click.UsageError(_("A document from stdin needs --from: {formats}.").format(formats=", ".join(READERS)))
    if asked.yes and asked.update is None:
        raise click.UsageError(_("--yes is for --update."))
    if asked.output is not None:
        _must_be_free(Path(asked.output))


def _must_be_free(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise Refusal(
            _("{path} is there already, and nothing was written.").format(path=path),
            _("Hint: choose another name, or bring the plan up to date with --update {path}.").format(path=path),
            ExitCode.UNAVAILABLE,
        )


def _target(update: str) -> Target:
    """The plan to be updated; refuses one with an error in it."""
    from gkplan.plan.load import load_bytes

    content = Path(update).read_bytes()
    loaded = load_bytes(content, update)
    if loaded.plan is None:
        refuse(loaded.findings)
    return Target(Path(update), content, loaded.plan)


def _read(file: str, format_: str | None, wishes: Wishes) -> Draft:
    """The draft of a document; refuses one that can't be read, with why and what to do."""
    from gkplan.readers.limits import MOST_BYTES

    if file == _STDIN:
        data, name = sys.stdin.buffer.read(MOST_BYTES + 1), "stdin"
    else:
        with Path(file).open("rb") as stream:
            data, name = stream.read(MOST_BYTES + 1), Path(file).name
    try:
        return read_bytes(data, name, format_=format_, wishes=wishes, watch=_watched)
    except UnreadableError as error:
        hint = _(error.hint).format(**error.params) if error.hint else ""
        raise Refusal(
            f"{file}: {_(error.message).format(**error.params)}",
            _("Hint: {hint}").format(hint=hint) if hint else "",
            ExitCode.USAGE if isinstance(error, UnknownHeadingError) else ExitCode.UNAVAILABLE,
        ) from error


def _watched(tasks: Sequence[Any]) -> Iterable[Any]:
    """The tasks; where they are many, a terminal sees how far the reading is."""
    return _with_bar(tasks) if len(tasks) >= _MANY and _is_watched() else tasks


def _is_watched() -> bool:
    return sys.stderr.isatty()


def _with_bar(tasks: Sequence[Any]) -> Iterator[Any]:
    with click.progressbar(tasks, label=_("Reading deadlines"), file=sys.stderr) as bar:
        yield from bar


def _checked(plan: Plan) -> bytes:
    """The plan as its file, which is valid whatever the document held."""
    from gkplan.plan.dump import dump
    from gkplan.plan.load import load_bytes

    content = dump(plan).encode()
    loaded = load_bytes(content, _("the plan read"))
    if loaded.plan is None:
        refuse(loaded.findings)
    return content


def _say_doubts(file: str, draft: Draft) -> None:
    """Each doubt in a line on stderr, and how much was read."""
    for doubt in sorted(draft.doubts, key=_position):
        click.echo(visible(doubt_line(file, doubt)), err=True)
    rows = sum(1 for _row in draft.plan.rows())
    said = [
        ngettext("{count} task", "{count} tasks", len(draft.plan.tasks)).format(count=len(draft.plan.tasks)),
        ngettext("{count} row", "{count} rows", rows).format(count=rows),
        ngettext("{count} unit", "{count} units", len(draft.plan.units)).format(count=len(draft.plan.units)),
        ngettext("{count} doubt", "{count} doubts", len(draft.doubts)).format(count=len(draft.doubts)),
    ]
    click.echo(visible(f"{file}: {' · '.join(said)}"), err=True)


def _position(doubt: Doubt) -> tuple[int, int, int]:
    return doubt.place.page or 0, doubt.place.table or 0, doubt.line


def doubt_line(file: str, doubt: Doubt) -> str:
    """Where a doubt stands, why it is one, and the words: `plan.docx 表1 行5 [2.7] …：…`."""
    words = doubt.words if len(doubt.words) <= _LONGEST else f"{doubt.words[:_LONGEST]}…"
    words = "\\n".join(words.splitlines())
    row = f" [{doubt.row}]" if doubt.row else ""
    why = _(DOUBTS[doubt.code])
    said = _("{why}: {words}").format(why=why, words=words) if words else why
    return f"{_where(file, doubt)}{row} {said}"


def _where(file: str, doubt: Doubt) -> str:
    place = doubt.place
    if not any(place):
        return f"{file}:{doubt.line}:" if doubt.line else f"{file}:"
    parts = [
        _("page {number}").format(number=place.page) if place.page else "",
        _("sheet {name}").format(name=place.sheet) if place.sheet else "",
        _("table {number}").format(number=place.table) if place.table else "",
        _("row {number}").format(number=doubt.line) if doubt.line else "",
    ]
    return f"{file}: {' '.join(filter(None, parts))}:"


def _put(content: bytes, asked: Asked, target: Target | None) -> None:
    """Write the plan where it was asked for; with --update the difference goes to stdout first."""
    from gkplan.plan.files import write_new

    if target is not None:
        click.echo(_difference(target, content), nl=False)
    if asked.output is not None:
        write_new(Path(asked.output), content)
        click.echo(_("{path} was written.").format(path=asked.output), err=True)
    elif target is None:
        click.echo(content.decode(), nl=False)
    elif target.content != content:
        _update(target, content, yes=asked.yes)


def _difference(target: Target, content: bytes) -> str:
    before, after = (text.decode("utf-8-sig").splitlines(keepends=True) for text in (target.content, content))
    return _shown(unified_diff(before, after, str(target.path), f"{target.path} (new)"))


def _shown(lines: Iterable[str]) -> str:
    """Lines with nothing in them that a terminal would act on."""
    return "".join(f"{visible(line.rstrip())}\n" for line in lines)


def _update(target: Target, content: bytes, *, yes: bool) -> None:
    """Write the plan over the one before: when asked to, or when a person at a terminal says so."""
    from gkplan.plan.files import write_over

    asked = yes or (sys.stdin.isatty() and click.confirm(_("Write this to {path}?").format(path=target.path), err=True))
    if not asked:
        click.echo(_("Nothing was written; --yes writes it, -o writes it elsewhere."), err=True)
        return
    if target.path.read_bytes() != target.content:
        raise Refusal(
            _("{path} has changed since it was read, and nothing was written.").format(path=target.path),
            _("Hint: run the command again."),
            ExitCode.UNAVAILABLE,
        )
    write_over(target.path.resolve(), content)  # a link stays a link
    click.echo(_("{path} was written.").format(path=target.path), err=True)
