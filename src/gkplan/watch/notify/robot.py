"""What the robots have in common: their addresses are secrets, and an answer with 200 may still be a refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gkplan.i18n import gettext as _
from gkplan.watch.addresses import Robot
from gkplan.watch.notify.interface import Means, Message, NotAcceptedError
from gkplan.watch.notify.patience import insist
from gkplan.watch.notify.post import answered, encoded, post, refusal
from gkplan.watch.notify.split import pieces
from gkplan.watch.secrets import NoSecretError, reveal


class TextRobot:
    """A robot that writes text to a group. A kind of robot says how, and what its service answers."""

    limit: int
    """How many bytes a piece may have, as `measure` counts them."""
    codes: tuple[str, ...] = ("errcode",)
    """Where an answer has its code, the first there is; 0 is taken, all else refused."""
    words = "errmsg"
    busy: frozenset[int] = frozenset()
    """The codes that say: not now."""
    per_minute = 20

    def __init__(self, robot: Robot, means: Means) -> None:
        self._robot = robot
        self._means = means

    def pieces(self, message: Message) -> Sequence[str]:
        """The message's text, as plain text of the service, in as many pieces as its limit asks."""
        return pieces(self.plain(message.text), self.limit, self.measure)

    def hand_in(self, message: Message, piece: str, key: str) -> None:  # noqa: ARG002 - a robot is told text alone
        """Post a piece, and read from the answer whether it was taken."""
        url, secret = self._revealed()
        secrets = [url, *([secret] if secret else [])]

        def attempt() -> None:
            address, data = self.signed(url, secret, self.told(piece))
            content = post(address, encoded(data), timeout=self._means.timeout, secrets=secrets, headers={})
            answer = answered(content)
            code = next((answer[name] for name in self.codes if name in answer), None)
            if not isinstance(code, int) or isinstance(code, bool):
                raise NotAcceptedError(_("its answer can't be understood"))
            if code != 0:
                raise refusal(code, answer.get(self.words), secrets, passing=code in self.busy)

        self._means.pace.wait(url, self.per_minute)
        insist(self._means, attempt)

    def plain(self, text: str) -> str:
        """Text in which nothing means more to the service than what it says."""
        return text

    def measure(self, text: str) -> int:
        """How much of the limit a text takes: here, the bytes of its message."""
        return len(encoded(self.told(text)))

    def told(self, piece: str) -> dict[str, Any]:
        """The message that says a piece."""
        return {"msgtype": "text", "text": {"content": piece}}

    def signed(self, url: str, secret: str | None, data: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        """Address and message as they are sent; here as they are."""
        del secret
        return url, data

    def seconds(self) -> float:
        """Now, in seconds since 1970."""
        return self._means.now().timestamp()

    def _revealed(self) -> tuple[str, str | None]:
        robot, means = self._robot, self._means
        try:
            url = reveal(robot.url, means.folder, means.environ)
            return url, None if robot.secret is None else reveal(robot.secret, means.folder, means.environ)
        except NoSecretError as error:
            raise NotAcceptedError(str(error)) from None
