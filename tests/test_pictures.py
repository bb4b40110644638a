"""The pictures that the documents show, and how a screen of the terminal is drawn for them."""

from __future__ import annotations

import re
from pathlib import Path

from tools.pictures import LANGUAGES, PICTURES, drawn

ROOT = Path(__file__).parents[1]
LARGEST = 100_000


def test_every_picture_is_shown_and_small() -> None:
    """No picture lies about that no document shows, none shown is missing, and none is too large for a repository."""
    kept = {path.name for path in PICTURES.iterdir()}
    shown = {
        name for path in ROOT.glob("README*.md") for name in re.findall(r"\(docs/pictures/(.*?)\)", path.read_text())
    }
    assert kept == shown == {f"{name}{suffix}.png" for name in ("report", "timeline") for suffix in LANGUAGES}
    assert all(path.stat().st_size < LARGEST for path in PICTURES.iterdir())


def test_each_character_takes_its_columns() -> None:
    """Chinese two, all else one; words are escaped, and colour and weight are kept."""
    assert "".join(drawn("\x1b[1ma月<\x1b[0m")) == (
        '<span style="font-weight:bold;"><i class=c1>a</i><i class=c2>月</i><i class=c1>&lt;</i></span>'
        '<span style="">\n</span>'
    )
