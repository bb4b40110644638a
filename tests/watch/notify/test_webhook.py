"""Any program that takes JSON."""

from __future__ import annotations

from hashlib import sha256

import pytest
from tests.helpers.services import Behaviour, Reply, service

from gkplan.watch.addresses import Robot
from gkplan.watch.notify.interface import Means, Message, NotAcceptedError
from gkplan.watch.notify.webhook import Webhook, signature
from gkplan.watch.secrets import Secret


def webhook(url: str, means: Means, secret: str | None = None) -> Webhook:
    """A program at an address."""
    environ = {"URL": url, "SECRET": secret or ""}
    robot = Robot("OA", "webhook", Secret(env="URL"), Secret(env="SECRET") if secret else None)
    return Webhook(robot, means._replace(environ=environ))


def test_the_program_gets_all_that_is_said(means: Means, message: Message) -> None:
    """Unit, subject, text and digest come as JSON, whole, with the key that names the message for good."""
    with service(Reply(b"")) as at:
        ours = webhook(at.url + "/in", means)
        (piece,) = ours.pieces(message)
        ours.hand_in(message, piece, "abc:1/1")
    (call,) = at.calls
    assert (call.path, call.data) == (
        "/in",
        {
            "schema": 1,
            "key": "abc:1/1",
            "unit": "市房管局",
            "subject": message.subject,
            "text": message.text,
            "digest": {"unit": "市房管局"},
        },
    )
    assert "X-Gkplan-Signature" not in call.headers


def test_the_body_is_signed(means: Means, message: Message) -> None:
    """With a secret the program can tell who wrote: HMAC-SHA256 of the very bytes, by its definition."""
    with service(Reply(b"thanks", 202)) as at:
        webhook(at.url, means, "k" * 40).hand_in(message, "x", "key")
    (call,) = at.calls
    key = (b"k" * 40).ljust(64, b"\0")
    inner = sha256(bytes(byte ^ 0x36 for byte in key) + call.body).digest()
    outer = sha256(bytes(byte ^ 0x5C for byte in key) + inner).hexdigest()
    assert call.headers["X-Gkplan-Signature"] == f"sha256={outer}"
    assert signature("k" * 40, call.body) == outer


@pytest.mark.parametrize(
    "taken", [Reply(b"OK"), Reply({"errcode": 0}), Reply({"id": 7}, 201), Reply(b"", 204), Reply(b"[]")]
)
def test_any_answer_of_2xx_takes_it(means: Means, message: Message, taken: Behaviour) -> None:
    """A program of one's own need not answer as the big services do."""
    with service(taken) as at:
        webhook(at.url, means).hand_in(message, "x", "key")
    assert len(at.calls) == 1


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (Reply({"errcode": 40001, "errmsg": "no"}), "refused: 40001 no"),
        (Reply(b"", 404), "it answered with HTTP 404"),
        (Reply(b"", 400), "it answered with HTTP 400"),
        (
            Reply(b"", 302, {"Location": "http://127.0.0.1:1/"}),
            "it answered with a redirect (HTTP 302), which is not followed",
        ),
        ("drop", "RemoteDisconnected"),
    ],
)
def test_anything_else_does_not(means: Means, message: Message, behaviour: Behaviour, reason: str) -> None:
    """An `errcode`, another status and a broken line are no acceptance."""
    with service(behaviour) as at, pytest.raises(NotAcceptedError) as error:
        webhook(at.url, means).hand_in(message, "x", "key")
    assert error.value.reason == reason
