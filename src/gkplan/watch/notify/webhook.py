"""Any program that takes JSON by HTTP: `{"schema", "key", "unit", "subject", "text", "digest"}`.

With a secret, the header `X-Gkplan-Signature: sha256=…` has the HMAC-SHA256 of the body in hex. Any answer of 2xx takes
the message, unless it is a JSON object with an `errcode` that is not 0. `key` names the message for good: who has seen
it has seen the message.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Sequence

from gkplan import SCHEMA
from gkplan.watch.notify.interface import Message
from gkplan.watch.notify.patience import insist
from gkplan.watch.notify.post import encoded, post, refusal
from gkplan.watch.notify.robot import TextRobot


class Webhook(TextRobot):
    """A program that takes JSON."""

    def pieces(self, message: Message) -> Sequence[str]:
        """A program takes it whole."""
        return [message.text]

    def hand_in(self, message: Message, piece: str, key: str) -> None:
        """Post the message."""
        url, secret = self._revealed()
        body = encoded(
            {
                "schema": SCHEMA,
                "key": key,
                "unit": message.unit,
                "subject": message.subject,
                "text": piece,
                "digest": message.data,
            }
        )
        headers = {} if secret is None else {"X-Gkplan-Signature": f"sha256={signature(secret, body)}"}
        secrets = [url, *([secret] if secret else [])]

        def attempt() -> None:
            code, words = _verdict(post(url, body, timeout=self._means.timeout, secrets=secrets, headers=headers))
            if code != 0:
                raise refusal(code, words, secrets)

        insist(self._means, attempt)


def signature(secret: str, body: bytes) -> str:
    """HMAC-SHA256 of a body, in hex."""
    return hmac.digest(secret.encode(), body, "sha256").hex()


def _verdict(content: bytes) -> tuple[object, object]:
    """The code and the words of an answer that has them."""
    try:
        answer = json.loads(content)
    except ValueError:
        return 0, ""
    return (answer.get("errcode", 0), answer.get("errmsg")) if isinstance(answer, dict) else (0, "")
