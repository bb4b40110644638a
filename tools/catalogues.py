"""The catalogues of `src/gkplan/locale/`: every message of gkplan and of click, in both languages.

`python tools/catalogues.py` extracts the messages anew, keeps the translations there are, fills the English ones in,
drops what is no longer said, and compiles. It names every message that has no translation and then ends with 1.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HOME = Path(__file__).parents[1]
LOCALE = HOME / "src/gkplan/locale"
LANGUAGES = ("en", "zh_CN")
# Where messages are looked for. click looks its own up in the same domain, so they are translated with ours.
SOURCES = {"gkplan": HOME / "src/gkplan", "click": Path(click.__file__).parent}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def template() -> Catalog:
    """Every message that can be said, untranslated."""
    found = _catalogue(None)
    for name, folder in SOURCES.items():
        for file, _line, ids, _comments, context in extract_from_dir(folder, METHODS, keywords=KEYWORDS):
            found.add(ids, locations=[(f"{name}/{file}", 0)], context=context)
    return found


def stored(language: str) -> Catalog:
    """A catalogue as it lies in the repository; empty where there is none yet."""
    path = po_file(language)
    if not path.exists():
        return _catalogue(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def renewed(language: str, messages: Catalog) -> Catalog:
    """A catalogue of exactly these messages, with the translations there are; English says what stands in the code."""
    before, after = stored(language), _catalogue(language)
    for message in sorted(_said(messages), key=lambda message: (str(message.id), message.context or "")):
        known = before.get(message.id, message.context)
        string = message.id if language == "en" else known.string if known else ""
        after.add(message.id, string, locations=sorted(set(message.locations)), context=message.context)
    return after


def po_text(catalogue: Catalog) -> bytes:
    """A catalogue as a .po file, without line numbers, so that it changes only when a message does."""
    out = io.BytesIO()
    write_po(out, catalogue, width=120, include_lineno=False)
    return out.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """A catalogue compiled, as gettext reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> Iterator[str]:
    """The messages that a catalogue does not say."""
    for message in _said(catalogue):
        strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        if not strings or not all(strings):
            yield str(message.id)


def po_file(language: str) -> Path:
    """Where a catalogue lies."""
    return LOCALE / language / "LC_MESSAGES/messages.po"


def main() -> int:
    """Renew every catalogue; 1 where something is left to translate."""
    messages, missing = template(), 0
    for language in LANGUAGES:
        catalogue, path = renewed(language, messages), po_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po_text(catalogue))
        path.with_suffix(".mo").write_bytes(mo_bytes(catalogue))
        for text in untranslated(catalogue):
            print(f"{path.relative_to(HOME)}: {text}")
            missing += 1
    return 1 if missing else 0


class _Undated(Catalog):
    """A catalogue whose header depends on nothing but its language."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What gettext needs to know."""
        return [
            ("Project-Id-Version", "gkplan"),
            ("Language", str(self.locale_identifier or "")),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def _catalogue(language: str | None) -> Catalog:
    comment = "# Words of gkplan and of click. Renewed by `make catalogues`; translations are kept."
    return _Undated(locale=language, header_comment=comment, fuzzy=False)


def _said(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


if __name__ == "__main__":
    sys.exit(main())
