"""Modules whose import waits for their first use.

click imports `inspect`, and with it `ast`, `dis` and `tokenize`, to tidy texts of help and to look at frames. A
question does neither, and would spend a tenth of its time on them. `importlib.util.LazyLoader` does not do: up to
Python 3.11 a second import statement counts as a use.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class _Deferred(ModuleType):
    """Stands for a module until something in it is asked for; has all that is in it from then on."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(self.__name__)
        self.__dict__.update(module.__dict__)
        return getattr(module, name)


def defer(name: str) -> None:
    """Let a module be imported only when something in it is asked for, unless it already is imported."""
    if name not in sys.modules:
        stand_in = _Deferred(name)
        stand_in.__spec__ = ModuleSpec(name, None)
        sys.modules[name] = stand_in
