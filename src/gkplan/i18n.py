"""The languages of the screen: English message ids, with a catalogue for each language in `locale/`.

One gettext domain serves gkplan and click alike (click looks its own words up in the process-wide domain `messages`),
so `use` is called once, by the command line, before the first word is said. JSON never passes through here. Our own
words are looked up in the catalogue itself: the process-wide functions search the disk for it at every word, and import
`locale` to do so.
"""

from __future__ import annotations

import gettext as _gettext
import os
from collections.abc import Mapping, Sequence
from typing import Final, Literal

LANGUAGES: Final = ("en", "zh")
_CATALOGUES: Final = {
    "en": "C",
    "zh": "zh_CN",
}  # the message ids are English: what says C to gettext spares a catalogue
_DOMAIN: Final = "messages"
_FOLDER: Final = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 - every start pays for pathlib


class _Voice:
    """The catalogue in use."""

    says: _gettext.NullTranslations = _gettext.NullTranslations()


def use(lang: str) -> None:
    """Speak a language from here on; gettext reads it from `LANGUAGE`, whatever the locale is."""
    os.environ["LANGUAGE"] = _CATALOGUES[lang]
    _gettext.bindtextdomain(_DOMAIN, _FOLDER)
    _gettext.textdomain(_DOMAIN)
    _Voice.says = _catalogue(_CATALOGUES[lang])


def _catalogue(name: str) -> _gettext.NullTranslations:
    """The catalogue of a name; one that leaves every message as it is where there is none."""
    try:
        with open(os.path.join(_FOLDER, name, "LC_MESSAGES", f"{_DOMAIN}.mo"), "rb") as file:  # noqa: PTH118, PTH123 - as above
            return _gettext.GNUTranslations(file)
    except FileNotFoundError:
        return _gettext.NullTranslations()


def gettext(message: str) -> str:
    """A message in the language in use."""
    return _Voice.says.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """A message about so many things, in the language in use."""
    return _Voice.says.ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """A message that means something else elsewhere, in the language in use."""
    return _Voice.says.pgettext(context, message)


def preferred(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language asked for: `--lang`, else `GKPLAN_LANG`, else the locale's (zh* is Chinese, all else English).

    It is looked for before the arguments are parsed, since help and usage errors speak it too; a value that is no
    language is left for the parser to refuse.
    """
    for asked in (_option(arguments), environ.get("GKPLAN_LANG")):
        if asked in LANGUAGES:
            return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def _option(arguments: Sequence[str]) -> str | None:
    for index, argument in enumerate(arguments):
        if argument == "--":
            return None
        if argument == "--lang":
            return arguments[index + 1] if index + 1 < len(arguments) else None
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def current() -> Literal["en", "zh"]:
    """The language in use."""
    return "zh" if os.environ.get("LANGUAGE") == _CATALOGUES["zh"] else "en"
