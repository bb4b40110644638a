"""Draw the pictures of README again: the report in Chromium, and the timeline on a terminal.

`make pictures` does. An office that has marked some of the plan of 2016 as done is made up in a folder that goes away.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path

from PIL import Image
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text
from tools.browser import Browser, browsing

HOME = Path(__file__).parents[1]
PICTURES = HOME / "docs/pictures"
TODAY = "2016-10-10"
WIDTH = 80
COLOURS = 128
LANGUAGES = {"": "en", ".zh-CN": "zh"}
_SCREEN = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; background: #16191d; color: #d8dde3 }}
pre {{ margin: 0; padding: 16px 20px; font: 15px/22px "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace }}
i {{ font-style: normal; display: inline-block; text-align: center }} .c1 {{ width: 1ch }} .c2 {{ width: 2ch }}
</style><pre>{said}</pre>"""
_MARKS: Sequence[Sequence[str]] = (
    ("3.1", "done", "--on", "2016-06-28"),
    ("10.5", "done", "--on", "2016-07-15"),
    ("2.2", "done", "--all-units", "--on", "2016-07-29"),
    ("15.1", "done", "--all-units", "--on", "2016-03-30"),
    ("15.2", "done", "--all-units", "--on", "2016-06-12"),
    ("15.3", "submitted", "--all-units", "--on", "2016-07-30"),
    ("2.7@2016-Q1..2016-Q3", "done", "--all-units", "--on", "2016-03-31"),
    ("18.5@2016-W01..2016-W38", "done", "--all-units", "--on", "2016-01-03"),
    ("20.3", "done", "--on", "2016-09-29"),
)


def main() -> None:
    """Draw all pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        office = Path(folder)
        _gkplan(office, "init", ".")
        for mark in _MARKS:
            _gkplan(office, "mark", *mark, "--by", "office")
        with browsing(office / "chromium") as browser:
            for suffix, lang in LANGUAGES.items():
                _save(_report(browser, office, lang), f"report{suffix}.png")
                _save(_terminal(browser, office, lang), f"timeline{suffix}.png")


def _report(browser: Browser, office: Path, lang: str) -> bytes:
    page = office / f"{lang}.html"
    _gkplan(office, "report", "-o", str(page), "--today", TODAY, "--lang", lang)
    browser.size(1180, 900)
    browser.open(page.as_uri())
    return browser.picture()


def _terminal(browser: Browser, office: Path, lang: str) -> bytes:
    """A terminal's screen, every character in its column, with fonts of this machine alone."""
    asked = ("timeline", "--today", TODAY, "--lang", lang, "--format", "table")
    said = _gkplan(office, *asked, "--task", "2", "--task", "15", "--task", "18", "--task", "20")
    page = office / "terminal.html"
    page.write_text(_SCREEN.format(said="".join(drawn(said))), encoding="utf-8")
    browser.size(820, 600)
    browser.open(page.as_uri())
    browser.size(820, int(browser.value("document.documentElement.scrollHeight")))
    return browser.picture()


def drawn(said: str) -> Iterator[str]:
    """What was said in colour, as HTML."""
    for segment in Console(width=WIDTH, force_terminal=True, color_system="truecolor").render(Text.from_ansi(said)):
        style = segment.style or Style()
        ink = "" if style.color is None else f"color:{style.color.get_truecolor(SVG_EXPORT_THEME).hex};"
        weight = ("font-weight:bold;" if style.bold else "") + ("opacity:.6;" if style.dim else "")
        cells = (f"<i class=c{cell_len(each)}>{escape(each)}</i>" if each != "\n" else each for each in segment.text)
        yield f'<span style="{ink}{weight}">{"".join(cells)}</span>'


def _gkplan(office: Path, *arguments: str) -> str:
    """What gkplan says in an office's folder, in colour."""
    settings = {"COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GKPLAN_", "NO_COLOR"))}
    command = [sys.executable, "-m", "gkplan", *arguments]
    done = subprocess.run(command, cwd=office, env={**kept, **settings}, capture_output=True, check=True)
    return done.stdout.decode()


def _save(png: bytes, name: str) -> None:
    """A picture with few colours, small enough to keep in the repository."""
    with Image.open(BytesIO(png)) as picture:
        picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(PICTURES / name, optimize=True)


if __name__ == "__main__":
    main()
