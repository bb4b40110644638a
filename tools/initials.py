"""Print the pinyin initials of names, for the `initials` of a plan's units: `python tools/initials.py 市房管局`.

Needs pypinyin, a tool of development: a plan keeps the initials, so that no look-up depends on it.
"""

from __future__ import annotations

import re
import sys
from itertools import product

from pypinyin import Style, pinyin

# Only characters that people read two ways in the names of offices; of the others a dictionary's rare readings
# (区 as a surname) would be noise.
OFTEN_READ_TWICE = frozenset("行长重调还传")
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]")


def initials(name: str) -> list[str]:
    """The initials of a name's Chinese characters, its usual reading first."""
    characters = _NOT_HAN.sub("", name)
    usual = pinyin(characters, style=Style.FIRST_LETTER)
    letters = [_readings(character, first[0]) for character, first in zip(characters, usual, strict=True)]
    return list(dict.fromkeys("".join(chosen) for chosen in product(*letters)))


def _readings(character: str, usual: str) -> list[str]:
    if character not in OFTEN_READ_TWICE:
        return [usual]
    return list(dict.fromkeys([usual, *pinyin(character, style=Style.FIRST_LETTER, heteronym=True)[0]]))


if __name__ == "__main__":
    for word in sys.argv[1:]:
        print(word, *initials(word))
