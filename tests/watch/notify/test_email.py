"""E-mail, by a real server on this machine."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from socket import create_server
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from gkplan.watch.addresses import MailServer, Security
from gkplan.watch.notify.email import Email
from gkplan.watch.notify.interface import Means, Message, NotAcceptedError
from gkplan.watch.secrets import Secret

USER, PASSWORD = "gk@example.cn", "correct-horse-battery"


class Mailbox:
    """A server's memory: the mails it took, and how it meets recipients and contents, one answer after the other."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], EmailMessage]] = []
        self.recipient: list[str] = []
        self.content: list[str] = []
        self.logins: list[tuple[bytes, bytes]] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take a recipient, or answer as told."""
        if self.recipient:
            return self.recipient.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        """Take a mail over, or answer as told."""
        if self.content:
            return self.content.pop(0)
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.taken.append((envelope.rcpt_tos, mail))
        return "250 taken"

    def authenticate(self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, login: Any) -> AuthResult:
        """Let in who knows the password."""
        assert isinstance(login, LoginPassword)
        self.logins.append((login.login, login.password))
        return AuthResult(success=login.password == PASSWORD.encode(), handled=False)


@pytest.fixture
def mailbox() -> Mailbox:
    """An empty one."""
    return Mailbox()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine by itself alone, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    made += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-days", "2"]
    subprocess.run([*made, "-keyout", str(key), "-out", str(cert)], check=True, capture_output=True)
    return cert, key


def context(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    """What a server shows itself with."""
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(*certificate)
    return shown


@pytest.fixture
def port(mailbox: Mailbox) -> Iterator[int]:
    """A plain server."""
    yield from running(Controller(mailbox, "127.0.0.1", 0, authenticator=mailbox.authenticate, auth_require_tls=False))


def running(controller: Controller) -> Iterator[int]:
    """A server's port, as long as it is used."""
    # The controller asks its own port whether it is up, so a free one must be known before it starts.
    with create_server(("127.0.0.1", 0)) as free:
        controller.port = free.getsockname()[1]
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def mail(port: int, means: Means, security: Security = "none", password: str | None = None) -> Email:
    """A person's mailbox by way of the server at a port."""
    secret = None if password is None else Secret(env="PASSWORD")
    server = MailServer("127.0.0.1", port, security, "政务公开办 <gk@example.cn>", USER if password else None, secret)
    return Email(server, "zhang@example.cn", means._replace(environ={"PASSWORD": password or ""}))


def refused(ours: Email, message: Message) -> str:
    """Why a mail is not accepted."""
    with pytest.raises(NotAcceptedError) as error:
        ours.hand_in(message, message.text, "key")
    assert PASSWORD not in error.value.reason
    return error.value.reason


def test_a_mail_arrives_as_text_and_html(port: int, mailbox: Mailbox, means: Means, message: Message) -> None:
    """The server takes one mail for one person, in both forms, with the office's name and a subject in Chinese."""
    ours = mail(port, means)
    (piece,) = ours.pieces(message)
    ours.hand_in(message, piece, "abc:1/1")
    ((recipients, taken),) = mailbox.taken
    text, html = taken.get_body(("plain",)), taken.get_body(("html",))
    assert text is not None
    assert html is not None
    assert (recipients, taken["To"], taken["Subject"]) == (["zhang@example.cn"], "zhang@example.cn", message.subject)
    assert taken["From"] == "政务公开办 <gk@example.cn>"
    assert (taken["Date"], taken["Auto-Submitted"]) == ("Thu, 01 Dec 2016 08:30:00 +0000", "auto-generated")
    assert (text.get_content().replace("\r\n", "\n"), html.get_content().strip()) == (message.text, message.html)


def test_the_same_key_is_the_same_mail(port: int, mailbox: Mailbox, means: Means, message: Message) -> None:
    """The mail's id follows from its key alone, so that a mailbox can tell one that comes twice."""
    for key in ("abc:1/1", "abc:1/1", "abd:1/1"):
        mail(port, means).hand_in(message, message.text, key)
    first, again, other = (taken["Message-ID"] for _recipients, taken in mailbox.taken)
    assert first == again
    assert other != first
    assert first.endswith("@example.cn>")


def test_who_has_a_password_says_it(port: int, mailbox: Mailbox, means: Means, message: Message) -> None:
    """With user and password the server is logged in to; a wrong one is a refusal that does not show it."""
    mail(port, means, password=PASSWORD).hand_in(message, message.text, "key")
    assert mailbox.logins == [(USER.encode(), PASSWORD.encode())]
    assert refused(mail(port, means, password="wrong-horse"), message).startswith("refused: 535 ")  # noqa: S106
    assert len(mailbox.taken) == 1


def test_a_password_that_is_not_set_is_a_reason(port: int, mailbox: Mailbox, means: Means, message: Message) -> None:
    """Nothing is tried without the password that the addresses name."""
    ours = mail(port, means, password=PASSWORD)
    ours = Email(ours._server, "zhang@example.cn", means)
    assert refused(ours, message) == "PASSWORD is empty or not set"
    assert (mailbox.logins, mailbox.taken) == ([], [])


@pytest.mark.parametrize("where", ["recipient", "content"])
def test_a_refusal_for_good_is_not_argued_with(  # noqa: PLR0917 - what it stands on
    port: int, mailbox: Mailbox, means: Means, waited: list[float], message: Message, where: str
) -> None:
    """5xx is for good, whether of the recipient or of the mail; the server's words are said."""
    setattr(mailbox, where, ["550 5.1.1 no such person"])
    assert refused(mail(port, means), message) == "refused: 550 5.1.1 no such person"
    assert (waited, mailbox.taken) == ([], [])


@pytest.mark.parametrize("where", ["recipient", "content"])
def test_a_refusal_for_the_moment_is_tried_again(  # noqa: PLR0917 - what it stands on
    port: int, mailbox: Mailbox, means: Means, waited: list[float], message: Message, where: str
) -> None:
    """4xx is for the moment: greylisting lets the second attempt in."""
    setattr(mailbox, where, ["451 4.7.1 greylisted"])
    mail(port, means).hand_in(message, message.text, "key")
    assert (waited, len(mailbox.taken)) == ([1], 1)


def test_tls_is_checked(
    mailbox: Mailbox,
    certificate: tuple[Path, Path],
    means: Means,
    message: Message,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A server is trusted by its certificate: known, it gets the mail; unknown, it gets nothing, not the password."""
    secured = Controller(
        mailbox,
        "127.0.0.1",
        0,
        ssl_context=context(certificate),
        auth_require_tls=False,
        authenticator=mailbox.authenticate,
    )
    for port in running(secured):
        assert "CERTIFICATE_VERIFY_FAILED" in refused(mail(port, means, "tls", PASSWORD), message)
        assert mailbox.logins == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        mail(port, means, "tls", PASSWORD).hand_in(message, message.text, "key")
    assert len(mailbox.logins) == len(mailbox.taken) == 1


def test_starttls_is_insisted_on(  # noqa: PLR0917 - what it stands on
    port: int,
    mailbox: Mailbox,
    certificate: tuple[Path, Path],
    means: Means,
    message: Message,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the line is to become secret and does not, nothing is said on it."""
    assert refused(mail(port, means, "starttls", PASSWORD), message) == "SMTPNotSupportedError"
    assert (mailbox.logins, mailbox.taken) == ([], [])
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    secured = Controller(
        mailbox,
        "127.0.0.1",
        0,
        tls_context=context(certificate),
        require_starttls=True,
        authenticator=mailbox.authenticate,
    )
    for secure_port in running(secured):
        mail(secure_port, means, "starttls", PASSWORD).hand_in(message, message.text, "key")
    assert len(mailbox.logins) == len(mailbox.taken) == 1


def test_nobody_at_home_is_a_reason(means: Means, waited: list[float], message: Message) -> None:
    """A port where nothing listens is tried three times."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert refused(mail(port, means), message) == "Connection refused"
    assert waited == [1, 4]


def test_a_silent_server_is_left(hasty: Means, message: Message) -> None:
    """A server that takes the call and says nothing is left after the time of one attempt."""
    with create_server(("127.0.0.1", 0)) as silent:
        ours = Email(mail(silent.getsockname()[1], hasty)._server, "zhang@example.cn", hasty)
        assert refused(ours, message) in {"no answer within 0.5 s", "no answer in time"}


def test_a_time_that_runs_out_is_no_hang_up(hasty: Means, message: Message) -> None:
    """Whether a silent server took the mail is unknown, so it is not tried again, whichever clock runs out first."""
    with create_server(("127.0.0.1", 0)) as silent:
        ours = Email(mail(silent.getsockname()[1], hasty)._server, "zhang@example.cn", hasty)
        with pytest.raises(NotAcceptedError, match="no answer in time") as caught:
            ours._attempt(ours._mail(message, message.text, "key"), None)
    assert not caught.value.passing


def test_a_server_that_hangs_up_after_taking_over_has_taken_over(means: Means, message: Message) -> None:
    """What counts is the answer to the mail: a rude good-bye does not make it come twice."""
    answers = [b"220 hi\r\n", b"250 hi\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n", b"250 taken\r\n"]
    calls: list[int] = []

    def serve() -> None:
        line, _peer = listening.accept()
        calls.append(1)
        with line, line.makefile("rb") as heard:
            for answer in answers:
                line.sendall(answer)
                if answer.startswith(b"354"):
                    while heard.readline() not in {b".\r\n", b""}:
                        pass
                elif answer != answers[-1]:
                    heard.readline()

    with create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=serve, daemon=True)
        thread.start()
        mail(listening.getsockname()[1], means).hand_in(message, message.text, "key")
        thread.join(5)
    assert calls == [1]
