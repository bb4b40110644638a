"""钉钉: a custom robot of a group (open.dingtalk.com, 自定义机器人), signed where it has a secret.

A message has at most 20,000 bytes; a robot takes 20 a minute.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from gkplan.watch.notify.robot import TextRobot


class DingTalk(TextRobot):
    """A robot in a group of 钉钉; its address holds its token."""

    limit = 20_000
    busy = frozenset({-1, 130101, 410100})

    def signed(self, url: str, secret: str | None, data: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        """With a secret the address says when it was used and proves that the secret is known (加签)."""
        if secret is None:
            return url, data
        timestamp = str(round(self.seconds() * 1000))
        proof = {"timestamp": timestamp, "sign": signature(secret, timestamp)}
        return f"{url}{'&' if '?' in url else '?'}{urlencode(proof)}", data


def signature(secret: str, timestamp: str) -> str:
    """HMAC-SHA256 of the time in milliseconds, a line feed and the secret, keyed by the secret, in Base64."""
    return base64.b64encode(hmac.digest(secret.encode(), f"{timestamp}\n{secret}".encode(), "sha256")).decode()
