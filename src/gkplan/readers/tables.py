"""Which of a document's tables are the plan's, and what stands before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gkplan.plan.findings import N_
from gkplan.readers.columns import Field, squeezed
from gkplan.readers.doubts import Doubt, UnknownHeadingError
from gkplan.readers.grid import Grid
from gkplan.readers.headings import FALLBACKS, Headings, continued, headings
from gkplan.readers.heads import under_heads
from gkplan.readers.limits import check_columns
from gkplan.readers.lines import Line, table_lines

_LEAST = 2
"""A table of fewer rows or columns lays something out and is not worth a word."""
_SHOWN = 60


def all_lines(grids: Sequence[Grid], mapped: Mapping[str, Field], doubts: list[Doubt]) -> list[Line]:
    """The lines of every table of the plan, in order; tables of something else are left out and said so.

    `UnknownHeadingError` where `mapped` speaks of a heading that no table of the plan has.
    """
    lines: list[Line] = []
    headed = _headed(grids, mapped, doubts)
    _check_mapped(headed, mapped)
    for grid, found in zip(grids, headed, strict=True):
        if found:
            check_columns(len(grid.rows[0]))
            lines.extend(under_heads(list(table_lines(grid, found, doubts)), doubts))
        elif len(grid.rows) >= _LEAST and len(grid.rows[0]) >= _LEAST:
            words = " ".join(cell.text for cell in grid.rows[0] if cell.origin == "own")
            doubts.append(Doubt("table-left-out", None, grid.rows[0][0].line, words[:_SHOWN], grid.place))
    return lines


def _check_mapped(headed: Sequence[Headings | None], mapped: Mapping[str, Field]) -> None:
    printed = dict.fromkeys(word for found in headed if found for row in found.printed for word in row if word)
    for heading in mapped:
        if printed and squeezed(heading) not in printed:
            raise UnknownHeadingError(
                N_("--map speaks of {heading}, and no column has that heading"),
                N_("there are: {headings}"),
                heading=heading,
                headings="、".join(printed),
            )


def paragraphs_before(grids: Sequence[Grid], mapped: Mapping[str, Field]) -> tuple[str, ...]:
    """The paragraphs before the plan's first table, among them a title that is printed within it above its headings."""
    before: list[str] = []
    for grid, found in zip(grids, _headed(grids, mapped, []), strict=True):
        before.extend(grid.before)
        if found:
            within = [list(dict.fromkeys(cell.text for cell in row if cell.text)) for row in grid.rows[: found.start]]
            before.extend(["", *(words[0] for words in within if len(words) == 1)] if any(within) else [])
            return tuple(before)
    return tuple(before)


def _headed(grids: Sequence[Grid], mapped: Mapping[str, Field], doubts: list[Doubt]) -> list[Headings | None]:
    """The headings of each table; None for tables of something else.

    Where no table names work, units and time, those that lack one of them are taken, with a doubt.
    """
    for lacking in (None, *FALLBACKS):
        said: list[Doubt] = []
        found = _found(grids, mapped, lacking, said)
        if any(found):
            doubts.extend(said)
            return found
    return [None] * len(grids)


def _found(
    grids: Sequence[Grid], mapped: Mapping[str, Field], lacking: Field | None, doubts: list[Doubt]
) -> list[Headings | None]:
    found: list[Headings | None] = []
    last: Headings | None = None
    for grid in grids:
        own = headings(grid, mapped, lacking=lacking)
        if own and lacking:
            line = grid.rows[own.start][0].line
            doubts.append(Doubt(f"no-{lacking}-column", None, line, " ".join(own.words), grid.place))
        if own is None and last is not None and (last := continued(grid, last)):
            doubts.append(Doubt("continued", None, grid.rows[0][0].line, grid.rows[0][0].text, grid.place))
        last = own or last
        found.append(last if grid.rows else None)
    return found
