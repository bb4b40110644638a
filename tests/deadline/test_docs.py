"""The page about deadlines is made from the pattern table."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_is_current() -> None:
    """docs/deadlines.md is what the generator makes of the table today."""
    made = runpy.run_path(str(ROOT / "tools" / "deadlines_md.py"))["page"]()

    assert (ROOT / "docs" / "deadlines.md").read_text(encoding="utf-8") == made
