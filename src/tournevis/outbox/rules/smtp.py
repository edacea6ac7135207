"""The line to the mail server."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from types import TracebackType

from tournevis.outbox.models import Message
from tournevis.people.models import Installation

TIMEOUT = 20  # seconds, for the connection and each answer


class Unreachable(Exception):
    """The server cannot be talked to at all: wrong name or port, refused, silent, its certificate or our name wrong."""


class Line:
    """A connection to the mail server of `settings`, opened at the first message, closed at the end."""

    def __init__(self, settings: Installation) -> None:
        self.settings = settings
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Line:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._hang_up()

    def send(self, message: Message) -> None:
        """Hand `message` to the server.

        Raises:
            Unreachable: no talk is possible.
            smtplib.SMTPException: the server answered, and did not take it; see `answer`.
        """
        server = self._server or self._connect()
        try:
            server.send_message(compose(message, self.settings))
        except smtplib.SMTPServerDisconnected as error:
            self._hang_up()
            raise Unreachable(f"the connection was cut: {error}") from error
        except smtplib.SMTPException:
            # The next message starts on a clean line.
            self._hang_up()
            raise
        except (OSError, UnicodeError) as error:
            self._hang_up()
            raise Unreachable(f"{type(error).__name__}: {error}") from error

    def _connect(self) -> smtplib.SMTP:
        settings = self.settings
        security = Installation.Security
        try:
            if settings.smtp_security == security.TLS:
                server: smtplib.SMTP = smtplib.SMTP_SSL(
                    settings.smtp_host, settings.smtp_port, timeout=TIMEOUT, context=ssl.create_default_context()
                )
            else:
                server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT)
            self._server = server
            if settings.smtp_security == security.STARTTLS:
                server.starttls(context=ssl.create_default_context())
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password.reveal())
        except smtplib.SMTPException as error:
            self._hang_up()
            code, words = answer(error)
            raise Unreachable(f"{code} {words}".strip()) from error
        except (OSError, UnicodeError) as error:
            self._hang_up()
            raise Unreachable(f"{type(error).__name__}: {error}") from error
        return server

    def _hang_up(self) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        try:
            server.quit()
        except (smtplib.SMTPException, OSError):
            server.close()


def compose(message: Message, settings: Installation) -> EmailMessage:
    """`message` as a mail; the Message-ID is kept from one attempt to the next."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = formataddr((settings.service_name, settings.mail_sender))
    mail["To"] = reachable(message.to)
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = message.message_id
    # No answering machine answers a notice (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.body_text)
    if message.body_html:
        mail.add_alternative(message.body_html, subtype="html")
    return mail


def reachable(address: str) -> str:
    """`address` with the letters of its domain as every mail server takes them (RFC 5890).

    >>> reachable("ana@exämple.org")
    'ana@xn--exmple-cua.org'
    """
    name, _at, domain = address.rpartition("@")
    return address if domain.isascii() else f"{name}@{domain.encode('idna').decode()}"


def answer(error: smtplib.SMTPException) -> tuple[int, str]:
    """The code and words of the server in `error`; code 0 when it gave none."""
    code: int
    words: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()), (0, b""))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        code, words = 0, str(error)
    return code, words.decode(errors="replace") if isinstance(words, bytes) else str(words)
