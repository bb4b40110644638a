"""Who owes, told from the names of units alone: what a snapshot is compiled with, and asked for again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping


def obligors(names: Iterable[str], closed: Mapping[str, Collection[str]]) -> set[str]:
    """Who owes what falls on some units: of each closed group its members, also where one of them is such a group."""
    found = set(names)
    if closed.keys().isdisjoint(found):  # as nearly always
        return found
    groups: set[str] = set()
    while new := (closed.keys() & found) - groups:
        groups |= new
        found.update(*(closed[name] for name in new))
    return found - groups
