"""Text from a plan made safe to show: what would steer a terminal or turn the reading order is shown, never run.

Steering are the C0 and C1 controls (ECMA-48), the bidirectional formatting characters (UAX #9) and those of no width;
with them go the surrogates and noncharacters that no XML may hold (XML 1.0, 2.2).
"""

from __future__ import annotations

import re

_STEERING = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def visible(text: str) -> str:
    r"""The text with each steering character written as its JSON escape (`\\u001b`); line feeds and tabs stay.

    Applied to JSON it changes no value, only how the characters inside strings are written.
    """
    if text.replace("\n", "").isprintable():  # no steering character is; most texts spare the pattern and its compiling
        return text
    return re.sub(_STEERING, lambda found: f"\\u{ord(found[0]):04x}", text)
