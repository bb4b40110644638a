"""Problems in data are values: a finding has a code, a place and the words to say it; all are collected at once."""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["error", "warning"]


class Kind(NamedTuple):
    """What all findings of one code share: level, title and hint, as templates that `Finding.params` fill."""

    level: Level
    title: str
    hint: str


class Finding(NamedTuple):
    """疑点: one problem in a plan, at `file:line:col` (both from 1; columns count characters)."""

    code: str
    file: str
    line: int
    col: int
    params: dict[str, str]

    @property
    def level(self) -> Level:
        """`error`: no answer is given; `warning`: look at it."""
        return KINDS[self.code].level

    @property
    def title(self) -> str:
        """What is wrong, in English."""
        return KINDS[self.code].title.format_map(self.params)

    @property
    def hint(self) -> str:
        """What to do, in English."""
        return KINDS[self.code].hint.format_map(self.params)


KINDS: dict[str, Kind] = {}
