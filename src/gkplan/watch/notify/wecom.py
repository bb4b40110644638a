"""企业微信: the robot of a group (developer.work.weixin.qq.com/document/path/91770).

A text has at most 2,048 bytes of UTF-8; a robot takes 20 messages a minute. `<@userid>` in a text calls a person.
"""

from __future__ import annotations

from gkplan.watch.notify.robot import TextRobot
from gkplan.watch.notify.split import utf8


class WeCom(TextRobot):
    """A robot in a group of 企业微信; its address holds its key."""

    limit = 2048
    busy = frozenset({-1, 45009})

    def plain(self, text: str) -> str:
        """Nothing in a plan calls anybody."""
        return text.replace("<@", "＜@")

    def measure(self, text: str) -> int:
        """The limit is on the text itself."""
        return utf8(text)
