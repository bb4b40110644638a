"""Secrets: read from a variable or from a file that only its owner may read, and kept out of every word said."""

from __future__ import annotations

import base64
import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, quote_plus

from gkplan.clean import visible
from gkplan.i18n import gettext as _

_SIZE_LIMIT = 4096
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_SHORT = 4  # what is shorter is no secret, and masking it would garble every message
_TELLING = 12  # the words in an address that anybody knows, such as `webhook`, are shorter
_LONGEST = 200
_PARTING = re.compile(r"[/?&=#]")


class Secret(NamedTuple):
    """Where a secret is: the name of a variable, or a file, relative to the folder of the addresses."""

    env: str | None = None
    file: str | None = None


class NoSecretError(Exception):
    """A secret can't be had: why, without a word of it."""


def reveal(secret: Secret, folder: Path, environ: Mapping[str, str]) -> str:
    """The secret itself; raises `NoSecretError`. On POSIX a file that others may read is refused, as ssh does."""
    value = environ.get(secret.env, "") if secret.env is not None else _content(folder / (secret.file or ""))
    if not value.strip():
        where = secret.env if secret.env is not None else secret.file
        raise NoSecretError(_("{where} is empty or not set").format(where=where))
    return value.strip()


def masked(words: str, secrets: Iterable[str]) -> str:
    """Words of somebody else's on one line, cut short, with every secret in them blotted out, however it is written."""
    for secret in sorted({form for each in secrets for form in _forms(each)}, key=len, reverse=True):
        words = words.replace(secret, "***")
    words = " ".join(visible(words).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _content(path: Path) -> str:
    try:
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            if os.name == "posix" and about.st_mode & _OTHERS:
                raise NoSecretError(_("others may read {path}; allow its owner alone: chmod 600").format(path=path))
            return file.read(_SIZE_LIMIT).decode()
    except UnicodeDecodeError:
        raise NoSecretError(_("{path} is not text").format(path=path)) from None
    except OSError as error:
        raise NoSecretError(f"{error.strerror}: {path}") from error


def _forms(secret: str) -> Iterable[str]:
    """A secret as it may come back: as it is, quoted for a URL, in Base64; of an address also the parts that tell."""
    for part in (secret, *(part for part in _PARTING.split(secret) if len(part) >= _TELLING)):
        if len(part) > _SHORT:
            yield from {part, quote(part, safe=""), quote_plus(part), base64.b64encode(part.encode()).decode()}
