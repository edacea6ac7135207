"""One request to a checked address: to the very IP that was checked, no redirect followed, time and size limited."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .guard import Target, Unreachable

TIMEOUT = 15.0  # seconds, for the connection and each wait
MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class Answer:
    """What the other side said; a redirect is an answer like any other, and is not followed."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Pinned(http.client.HTTPSConnection):
    """Connects to one IP address, and shows the certificate of the host's name to be checked."""

    def __init__(self, to: Target, timeout: float) -> None:
        self._context = ssl.create_default_context()
        super().__init__(to.host, to.port, timeout=timeout, context=self._context)
        self._address = to.address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)


class _Plain(http.client.HTTPConnection):
    """Connects to one IP address."""

    def __init__(self, to: Target, timeout: float) -> None:
        super().__init__(to.host, to.port, timeout=timeout)
        self._address = to.address

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)


def send(
    to: Target, method: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None, timeout: float = TIMEOUT
) -> Answer:
    """Send one request and read its answer, at most `MOST_BYTES` of it.

    Raises:
        Unreachable: no connection, no certificate that holds, or no answer in time.
    """
    line = _Pinned(to, timeout) if to.scheme == "https" else _Plain(to, timeout)
    try:
        line.request(method, to.path, body or None, dict(headers or {}))
        answer = line.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read(MOST_BYTES))
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        why = f"{type(error).__name__}: {error}"
        raise Unreachable(_("%(host)s does not answer: %(why)s") % {"host": to.host, "why": why[:300]}) from error
    finally:
        line.close()
