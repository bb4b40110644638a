"""Occurrences of one rule that belong together for a reader: weekly and daily ones in a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from gkplan.deadline.rules import Recurring
from gkplan.ledger.state import Tally


def _state(each: Tally) -> object:
    return each.state


def folded(tallies: Sequence[Tally], alike: Callable[[Tally], object] = _state) -> Iterator[Sequence[Tally]]:
    """Each occurrence by itself, but runs of a row's weekly or daily ones that are alike, where the first stands."""
    frequent: dict[tuple[str, int], list[Tally]] = {}
    for each in filter(_frequent, tallies):
        frequent.setdefault((each.occurrence.row.id, each.occurrence.rule_no), []).append(each)
    runs = [list(run) for fold in frequent.values() for _like, run in groupby(fold, key=alike)]
    begun_by = {run[0].occurrence.id: run for run in runs}
    for each in tallies:
        if not _frequent(each):
            yield [each]
        elif run := begun_by.get(each.occurrence.id):
            yield run


def _frequent(each: Tally) -> bool:
    rule = each.occurrence.rule
    return isinstance(rule, Recurring) and rule.freq in {"daily", "weekly"}
