"""Modules that wait for their first use."""

from __future__ import annotations

import subprocess
import sys

DEFERRED = "import sys; from gkplan.cli.deferred import defer; defer('colorsys'); import colorsys\n"


def ran(code: str) -> str:
    """What a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_a_deferred_module_loads_nothing() -> None:
    """However often it is imported or looked for, it waits until a name is asked for; from then on it is all there."""
    waiting = (
        "import colorsys as again; from importlib.util import find_spec; assert find_spec('colorsys') is not None\n"
        "print('rgb_to_hsv' in vars(colorsys), again.rgb_to_hsv(1, 0, 0), 'rgb_to_hsv' in vars(colorsys))"
    )
    assert ran(DEFERRED + waiting) == "False (0.0, 1.0, 1) True"


def test_who_imports_it_later_gets_the_module_itself() -> None:
    """What stood for it is gone from the table of modules, and has the very same things in it."""
    later = (
        "found = colorsys.rgb_to_hsv\nimport colorsys as itself\nprint(itself is colorsys, itself.rgb_to_hsv is found)"
    )
    assert ran(DEFERRED + later) == "False True"


def test_what_a_deferred_module_lacks_is_missing() -> None:
    """A name that the module does not have is an AttributeError, as ever."""
    assert ran(DEFERRED + "print(hasattr(colorsys, 'no'))") == "False"


def test_a_loaded_module_stays() -> None:
    """What is loaded already is left alone."""
    assert ran("import colorsys as before\n" + DEFERRED + "print(colorsys is before)") == "True"


def test_others_may_use_it_after_the_command_line_began() -> None:
    """With the command line loaded, those who do use `inspect` find it: dataclasses, and click's own help."""
    code = (
        "import gkplan.cli.main, dataclasses, click, inspect\n"
        "@dataclasses.dataclass\nclass Pair:\n    left: int\n    right: int = 2\n"
        "print(inspect.signature(Pair), click.Command('x', help='  a\\n  b').get_short_help_str())"
    )
    assert ran(code) == "(left: int, right: int = 2) -> None a b"
