"""飞书: a custom robot of a group (open.feishu.cn, 自定义机器人), signed where it has a secret.

A message has at most 20 KB, of which the signature takes some; a robot takes 100 a minute and 5 a second. `<at …>` in a
text calls a person.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping
from typing import Any

from gkplan.watch.notify.robot import TextRobot


class Feishu(TextRobot):
    """A robot in a group of 飞书; its address holds its token."""

    limit = 20_000 - 256
    codes = ("code", "StatusCode")
    words = "msg"
    per_minute = 100
    busy = frozenset({11232, 11233})

    def plain(self, text: str) -> str:
        """Nothing in a plan calls anybody."""
        return text.replace("<", "＜")

    def told(self, piece: str) -> dict[str, Any]:
        """The message that says a piece."""
        return {"msg_type": "text", "content": {"text": piece}}

    def signed(self, url: str, secret: str | None, data: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        """With a secret the message says when it was made and proves that the secret is known (签名校验)."""
        if secret is None:
            return url, data
        timestamp = str(int(self.seconds()))
        return url, {"timestamp": timestamp, "sign": signature(secret, timestamp), **data}


def signature(secret: str, timestamp: str) -> str:
    """HMAC-SHA256 of nothing, keyed by the time in seconds, a line feed and the secret, in Base64."""
    return base64.b64encode(hmac.digest(f"{timestamp}\n{secret}".encode(), b"", "sha256")).decode()
