"""Bytes to text, where Chinese documents say the wrong encoding or none."""

from __future__ import annotations

import codecs

from gkplan.plan.findings import N_
from gkplan.readers.doubts import UnreadableError
from gkplan.readers.limits import check_text_size

# The longer marks first: that of UTF-32-LE begins as that of UTF-16-LE does.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COMMON = frozenset(
    "的一在和有不人大中上为工作任务单位部门政府市县区完成时限月年日前底按责任实施推进建设管理公开為單門縣區時責實進設開"
)
"""Characters that a plan is full of: text decoded wrongly has hardly any."""
MOST_BROKEN = 0.001
"""Which part of a text's characters may be beyond reading, each shown as U+FFFD."""


def decoded(data: bytes, declared: str | None = None) -> str:
    """The text of a document's bytes: by its mark, else UTF-8, else GB18030 or what it declares of itself.

    A declaration is never believed alone: pages say gb2312 and are UTF-8, or say nothing. A few broken characters are
    shown as U+FFFD; `UnreadableError` where there are more, where it is no text, or where it is larger than any page.
    """
    check_text_size(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    if b"\0" in data:
        raise _no_text()
    text = _strict(data, "utf-8")
    if text is not None:
        return text
    foreign = _strict(data, "big5hkscs") if declared and declared.lower().startswith("big5") else None
    found = [text for text in (_strict(data, "gb18030"), foreign) if text is not None]
    return max(found, key=_familiar) if found else _least_broken(data)


def _familiar(text: str) -> float:
    """Which part of a text's characters are those that plans are full of."""
    sample = text[:100_000]
    return sum(character in _COMMON for character in sample) / max(len(sample), 1)


def _least_broken(data: bytes) -> str:
    texts = [data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")]
    return _mostly_read(min(texts, key=lambda text: text.count("\ufffd")))


def _lenient(data: bytes, encoding: str) -> str:
    return _mostly_read(data.decode(encoding, errors="replace"))


def _mostly_read(text: str) -> str:
    if "\0" in text or text.count("\ufffd") > MOST_BROKEN * len(text):
        raise _no_text()
    return text


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _no_text() -> UnreadableError:
    return UnreadableError(
        N_("the document is not a text in UTF-8 or GB18030"),
        N_("save it as UTF-8, or give its real format with --from"),
    )
