"""电子邮件: handed to the office's mail server, one mail for each address, as text and as HTML."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from hashlib import sha256

from gkplan.i18n import gettext as _
from gkplan.watch.addresses import MailServer
from gkplan.watch.notify.interface import Means, Message, NotAcceptedError
from gkplan.watch.notify.patience import insist
from gkplan.watch.secrets import NoSecretError, masked, reveal


class Email:
    """One person's mailbox, by way of the office's server."""

    def __init__(self, server: MailServer, address: str, means: Means) -> None:
        self._server = server
        self._address = address
        self._means = means

    def pieces(self, message: Message) -> Sequence[str]:
        """A mail is whole."""
        return [message.text]

    def hand_in(self, message: Message, piece: str, key: str) -> None:
        """Hand the mail to the server; it is accepted when the server has taken it over."""
        mail = self._mail(message, piece, key)
        password = self._password()
        insist(self._means, lambda: self._attempt(mail, password))

    def _attempt(self, mail: EmailMessage, password: str | None) -> None:
        try:
            smtp = self._connected()
            try:
                if self._server.user is not None and password is not None:
                    smtp.login(self._server.user, password)
                smtp.send_message(mail)
            finally:
                _part_from(smtp)
        except smtplib.SMTPRecipientsRefused as error:
            refused: tuple[int, bytes] = next(iter(error.recipients.values()))
            raise _refused(*refused, password) from None
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, error.smtp_error, password) from None
        except (smtplib.SMTPException, OSError) as error:
            if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
                # smtplib calls it a hang-up when its time runs out; whether the mail was taken is unknown
                raise NotAcceptedError(_("no answer in time")) from None
            said = str(getattr(error, "strerror", None) or type(error).__name__)
            passing = isinstance(error, smtplib.SMTPServerDisconnected) or not isinstance(error, smtplib.SMTPException)
            raise NotAcceptedError(masked(said, [password or ""]), passing=passing) from None

    def _connected(self) -> smtplib.SMTP:
        server, timeout = self._server, self._means.timeout
        if server.security == "tls":
            return smtplib.SMTP_SSL(server.host, server.port, timeout=timeout, context=ssl.create_default_context())
        smtp = smtplib.SMTP(server.host, server.port, timeout=timeout)
        if server.security == "starttls":
            try:
                smtp.starttls(context=ssl.create_default_context())
            except BaseException:
                smtp.close()
                raise
        return smtp

    def _mail(self, message: Message, piece: str, key: str) -> EmailMessage:
        """The mail, with an id that follows from its key, so that a mailbox can tell one that comes twice."""
        domain = parseaddr(self._server.sender)[1].partition("@")[2]
        mail = EmailMessage()
        mail["From"] = self._server.sender
        mail["To"] = self._address
        mail["Subject"] = message.subject
        mail["Date"] = format_datetime(self._means.now())
        mail["Message-ID"] = f"<{sha256(key.encode()).hexdigest()[:32]}@{domain}>"
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine is to answer
        mail.set_content(piece)
        mail.add_alternative(message.html, subtype="html")
        return mail

    def _password(self) -> str | None:
        password = self._server.password
        try:
            return None if password is None else reveal(password, self._means.folder, self._means.environ)
        except NoSecretError as error:
            raise NotAcceptedError(str(error)) from None


def _part_from(smtp: smtplib.SMTP) -> None:
    """Say good-bye and hang up: what the server has taken over is sent, whatever it says to that."""
    with suppress(smtplib.SMTPException, OSError):
        smtp.putcmd("quit")
    smtp.close()


def _refused(code: int, words: bytes | str, password: str | None) -> NotAcceptedError:
    """What the server said; 4xx is for the moment (RFC 5321, 4.2.1)."""
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    reason = masked(f"{code} {said}", [password or ""])
    return NotAcceptedError(_("refused: {words}").format(words=reason), passing=400 <= code < 500)
