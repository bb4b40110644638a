"""What stands before a plan's table: its title, and the year its dates are of."""

from __future__ import annotations

import re
from collections.abc import Sequence

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ATTACHED = re.compile(r"附[件表][ \t\u3000]*[\d一二三四五六七八九]*[ \t\u3000]*[:：][ \t\u3000]*(?P<title>\S.*)")
_NO_TITLE = re.compile(
    r"附[件表]?[ \t\u3000]*\d*[:：]?"
    r"|[（(].*[）)]"
    r"|(?:填报|制表|填表|报送|联系|单位|密级|日期|时间)[^:：]*[:：].*"
    r"|[\d〇○零一二三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
    r"|.*[。；：:]"
)


def title(before: Sequence[str]) -> str:
    """The title among the paragraphs before the table (blank ones part blocks): the last block, its lines joined.

    附件1, notes in brackets, 填报单位：… and sentences of a covering letter are none of it. 附件：… names the title
    where nothing stands below it. Empty where there is none.
    """
    block: list[str] = []
    for line in map(str.strip, reversed(before)):
        attached = _ATTACHED.fullmatch(line)
        if attached:
            return "".join(reversed(block)) or attached["title"]
        if line and not _NO_TITLE.fullmatch(line):
            block.append(line)
        elif block:
            break
    return "".join(reversed(block))


def year(before: Sequence[str]) -> int | None:
    """The year that the title names, else the first that the paragraphs before the table name."""
    found = _YEAR.search(title(before)) or _YEAR.search("\n".join(before))
    return int(found[0]) if found else None
