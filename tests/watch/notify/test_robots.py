"""The robots against services that listen: 企业微信, 钉钉, 飞书."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.helpers.services import FEISHU_TAKEN, TAKEN, Behaviour, Reply, Service, service

from gkplan.watch.addresses import Robot
from gkplan.watch.notify.dingtalk import DingTalk
from gkplan.watch.notify.feishu import Feishu
from gkplan.watch.notify.interface import Means, Message, NotAcceptedError
from gkplan.watch.notify.robot import TextRobot
from gkplan.watch.notify.wecom import WeCom
from gkplan.watch.secrets import Secret

TOKEN, SECRET = "0a1b2c3d-token-4e5f", "SEC0123456789abcdef"


@dataclass
class Kind:
    """A kind of robot, and how its service answers."""

    make: type[TextRobot]
    path: str
    taken: Mapping[str, Any]
    code: str
    words: str
    busy: int


KINDS = [
    Kind(WeCom, f"/cgi-bin/webhook/send?key={TOKEN}", TAKEN, "errcode", "errmsg", 45009),
    Kind(DingTalk, f"/robot/send?access_token={TOKEN}", TAKEN, "errcode", "errmsg", 130101),
    Kind(Feishu, f"/open-apis/bot/v2/hook/{TOKEN}", FEISHU_TAKEN, "code", "msg", 11232),
]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.make.__name__)
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each kind of robot."""
    found: Kind = request.param
    return found


def robot(kind: Kind, at: Service, means: Means, *, signed: bool = False) -> TextRobot:
    """A robot whose address and secret are in variables."""
    secret = Secret(env="SECRET") if signed else None
    environ = {"URL": at.url + kind.path, "SECRET": SECRET}
    return kind.make(Robot("群", "any", Secret(env="URL"), secret), means._replace(environ=environ))


def refused(kind: Kind, means: Means, message: Message, *behaviours: Behaviour) -> tuple[str, int]:
    """Why a message is not accepted, and after how many calls."""
    with service(*behaviours) as at:
        with pytest.raises(NotAcceptedError) as error:
            robot(kind, at, means, signed=True).hand_in(message, "提醒", "key")
        assert TOKEN not in error.value.reason
        assert SECRET not in error.value.reason
        return error.value.reason, len(at.calls)


def test_a_message_is_text_in_which_nobody_is_called(kind: Kind, means: Means, message: Message) -> None:
    """The service gets JSON with plain text; what would call people is only shown."""
    with service(Reply(kind.taken)) as at:
        ours = robot(kind, at, means)
        (piece,) = ours.pieces(message)
        ours.hand_in(message, piece, "key")
    (call,) = at.calls
    text = call.data["content"]["text"] if kind.make is Feishu else call.data["text"]["content"]
    assert (call.path, call.data.get("msgtype", call.data.get("msg_type"))) == (kind.path, "text")
    assert call.headers["Content-Type"] == "application/json; charset=utf-8"
    assert "市房管局工作提醒" in call.body.decode()
    calling = {WeCom: ["<@"], Feishu: ["<at", "<@"], DingTalk: []}[kind.make]  # 钉钉 calls by a field of its own
    assert not any(words in text for words in calling)
    assert "all" in text


def test_a_refusal_with_200_is_a_refusal(kind: Kind, means: Means, message: Message) -> None:
    """What counts is the code in the answer; it is said, and not argued with."""
    reason, calls = refused(kind, means, message, Reply({kind.code: 93000, kind.words: "invalid webhook url"}))
    assert (reason, calls) == ("refused: 93000 invalid webhook url", 1)


def test_a_service_that_echoes_secrets_is_not_quoted(kind: Kind, means: Means, message: Message) -> None:
    """Address and secret are blotted out of the service's own words, in whatever form they come back."""
    echo = f"bad token {TOKEN} for {SECRET} {base64.b64encode(SECRET.encode()).decode()}"
    reason, _calls = refused(kind, means, message, Reply({kind.code: 1, kind.words: echo}))
    assert reason == "refused: 1 bad token *** for *** ***"


def test_a_busy_service_is_asked_again(kind: Kind, means: Means, waited: list[float], message: Message) -> None:
    """A code that says “not now” is followed by a second attempt."""
    with service(Reply({kind.code: kind.busy, kind.words: "busy"}), Reply(kind.taken)) as at:
        robot(kind, at, means).hand_in(message, "提醒", "key")
    assert (len(at.calls), waited) == (2, [1])


@pytest.mark.parametrize("first", ["drop", Reply(status=503), Reply(status=429)])
def test_a_broken_line_is_tried_again(kind: Kind, means: Means, message: Message, first: Behaviour) -> None:
    """A connection that breaks and a service that is overloaded are met with patience."""
    with service(first, Reply(kind.taken)) as at:
        robot(kind, at, means).hand_in(message, "提醒", "key")
    assert len(at.calls) == 2


def test_patience_ends(kind: Kind, means: Means, waited: list[float], message: Message) -> None:
    """After three attempts it is said that the message was not accepted."""
    assert refused(kind, means, message, "drop") == ("RemoteDisconnected", 3)
    assert waited == [1, 4]
    assert refused(kind, means, message, Reply(status=502)) == ("it answered with HTTP 502", 3)


@pytest.mark.parametrize("silence", ["hang", "drip"])
def test_silence_is_bounded(kind: Kind, hasty: Means, message: Message, silence: Behaviour) -> None:
    """A service that never answers, or a byte at a time, is left after the time for one attempt, and for good."""
    reason, calls = refused(kind, hasty, message, silence)
    assert reason in {"no answer within 0.5 s", "no answer in time"}
    assert calls <= 1  # none where the service is too slow to see that it is asked


@pytest.mark.parametrize(
    "nonsense",
    [b"", b"<html>login</html>", b"[]", b"0", b"\xff\xfe", b'{"ok": true}', b'{"errcode": "0", "code": "0"}'],
)
def test_nonsense_is_no_acceptance(kind: Kind, means: Means, message: Message, nonsense: bytes) -> None:
    """An answer that does not say 0 in so many words, such as a login page, is none."""
    assert refused(kind, means, message, Reply(nonsense)) == ("its answer can't be understood", 1)


def test_an_endless_answer_is_not_read_to_its_end(kind: Kind, means: Means, message: Message) -> None:
    """Only so much of an answer is read, and what is cut off is nonsense."""
    endless = json.dumps({"pad": "x" * 2_000_000, kind.code: 0}).encode()
    assert refused(kind, means, message, Reply(endless))[0] == "its answer can't be understood"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(kind: Kind, means: Means, message: Message, status: int) -> None:
    """Who sends us elsewhere is not obeyed: the message and its token would go there."""
    with service(Reply(kind.taken)) as elsewhere:
        reply = Reply(b"", status, {"Location": elsewhere.url + "/"})
        reason, calls = refused(kind, means, message, reply)
        assert elsewhere.calls == []
    assert (reason, calls) == (f"it answered with a redirect (HTTP {status}), which is not followed", 1)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.cn/" + TOKEN, "its address is none of http or https"),
        ("file:///etc/passwd", "its address is none of http or https"),
        ("http://127.0.0.1:notaport/" + TOKEN, "InvalidURL"),
        ("http://127.0.0.1:1/a b" + TOKEN, "InvalidURL"),
        ("http://[", "ValueError"),
        ("http://127.0.0.1:1/" + TOKEN, "Connection refused"),
    ],
)
def test_a_bad_address_is_said_without_being_shown(means: Means, message: Message, url: str, reason: str) -> None:
    """Whatever is wrong with an address, it is not part of what is said."""
    ours = WeCom(Robot("群", "wecom", Secret(env="URL"), None), means._replace(environ={"URL": url}))
    with pytest.raises(NotAcceptedError) as error:
        ours.hand_in(message, "提醒", "key")
    assert error.value.reason == reason


def test_a_missing_secret_is_a_reason(kind: Kind, means: Means, message: Message) -> None:
    """Where a variable is not set nothing is sent, and its name is said."""
    ours = kind.make(Robot("群", "any", Secret(env="ROBOT_URL"), None), means)
    with pytest.raises(NotAcceptedError, match=r"^ROBOT_URL is empty or not set$"):
        ours.hand_in(message, "提醒", "key")


def hmac_by_definition(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA256 as RFC 2104 defines it, without the library that the product uses."""
    key = (sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
    inner = sha256(bytes(byte ^ 0x36 for byte in key) + message).digest()
    return sha256(bytes(byte ^ 0x5C for byte in key) + inner).digest()


def test_dingtalk_is_signed_in_the_address(means: Means, message: Message) -> None:
    """The address has the time in milliseconds and the signature of it, quoted so that no plus becomes a space."""
    with service(Reply(TAKEN)) as at:
        robot(KINDS[1], at, means, signed=True).hand_in(message, "提醒", "key")
    asked = parse_qs(urlsplit(at.calls[0].path).query)
    stamp = str(int(means.now().timestamp() * 1000))
    expected = base64.b64encode(hmac_by_definition(SECRET.encode(), f"{stamp}\n{SECRET}".encode())).decode()
    assert asked == {"access_token": [TOKEN], "timestamp": [stamp], "sign": [expected]}


def test_feishu_is_signed_in_the_message(means: Means, message: Message) -> None:
    """The message has the time in seconds and the signature, which is of nothing, keyed by time and secret."""
    with service(Reply(FEISHU_TAKEN)) as at:
        robot(KINDS[2], at, means, signed=True).hand_in(message, "提醒", "key")
    stamp = str(int(means.now().timestamp()))
    expected = base64.b64encode(hmac_by_definition(f"{stamp}\n{SECRET}".encode(), b"")).decode()
    assert {name: at.calls[0].data[name] for name in ("timestamp", "sign")} == {"timestamp": stamp, "sign": expected}


def test_feishus_older_answer_counts_too(means: Means, message: Message) -> None:
    """Where there is no `code`, the older `StatusCode` says whether it was taken."""
    with service(Reply({"StatusCode": 0, "StatusMessage": "success"})) as at:
        robot(KINDS[2], at, means).hand_in(message, "提醒", "key")
    assert refused(KINDS[2], means, message, Reply({"StatusCode": 19024}))[0].startswith("refused: 19024")


def test_long_messages_keep_the_services_limits(kind: Kind, means: Means, message: Message) -> None:
    """Each piece is within the limit as the service counts it: 企业微信 2,048 bytes of text, others 20,000 in all."""
    long = message._replace(text="提醒\n" + '1. 公开"检查"情况\\并予以通报。\n' * 3_000)
    with service(Reply(kind.taken)) as at:
        ours = robot(kind, at, means, signed=True)
        found = ours.pieces(long)
        for piece in found[:3]:
            ours.hand_in(long, piece, "key")
    assert len(found) > 5
    if kind.make is WeCom:
        assert all(1500 < len(call.data["text"]["content"].encode()) <= 2048 for call in at.calls)
    else:
        assert all(15_000 < len(call.body) <= 20_000 for call in at.calls)


def test_a_group_is_not_flooded(kind: Kind, means: Means, waited: list[float], message: Message) -> None:
    """Robots of one address share its minute: 企业微信 and 钉钉 take 20 messages, 飞书 100."""
    share = 100 if kind.make is Feishu else 20
    with service(Reply(kind.taken)) as at:
        for _ in range(share):
            robot(kind, at, means).hand_in(message, "提醒", "key")
        assert waited == []
        robot(kind, at, means).hand_in(message, "提醒", "key")
    assert waited == [60]
