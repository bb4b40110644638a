"""`report`: one HTML file for a leader, a meeting or a notice board. It asks nothing of any network.

A strict Content-Security-Policy allows the one style sheet and the one script that stand in the page, by their hashes
(CSP Level 3, 2.3.1), and nothing else. Without the script everything is there to read; it only searches and filters.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gkplan import __version__
from gkplan.clean import visible
from gkplan.i18n import current, gettext, ngettext
from gkplan.writers.interface import Extract
from gkplan.writers.report import report

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).with_name("templates")
_LANGUAGES = {"zh": "zh-CN", "en": "en"}


class HtmlWriter:
    """A whole page, in the language in use."""

    def content(self, extract: Extract) -> bytes:
        """The page's bytes."""
        from markupsafe import Markup

        style, script = _text("report.css"), _text("report.js")
        page = (
            _environment()
            .get_template("report.html")
            .render(
                report=report(extract),
                today=extract.book.today.isoformat(),
                lang=_LANGUAGES[current()],
                version=__version__,
                style=Markup(style),  # noqa: S704 - our own files, which the page's policy knows by their hashes
                script=Markup(script),  # noqa: S704 - as above
                policy=_policy(style, script),
            )
        )
        return page.encode("utf-8", "backslashreplace")


def _policy(style: str, script: str) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _text(name: str) -> str:
    """A file of ours as it goes into the page, with bare line feeds whatever the system, as a browser hashes it."""
    return _FOLDER.joinpath(name).read_text(encoding="utf-8").strip()


def _environment() -> Environment:
    """Every word that is filled in is escaped, and what would steer the reading order is shown."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals.update(_=gettext, ngettext=ngettext)
    return environment


def _shown(value: Any) -> Any:
    """What is filled in, harmless to the reader; what is our own markup stays."""
    return visible(value) if type(value) is str else value
