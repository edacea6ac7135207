"""IPP over HTTP: one request, one answer, within the probe's time."""

import http.client
import socket
import ssl

from ..machine import Machine
from ..reasons import Unread
from .address import Address

CAP = 4_000_000
PATIENCE = 10.0


class _LocalSocket(http.client.HTTPConnection):
    """HTTP over the local socket of a print server."""

    def __init__(self, path: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self.socket_path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.socket_path)


def post(address: Address, body: bytes, machine: Machine) -> bytes:
    """What the server answers to an IPP request.

    Raises:
        Unread: unreachable, refused, slow, too much, or a device error (with the HTTP status).
    """
    connection = _open(address, min(PATIENCE, machine.seconds_left()))

    def close() -> None:
        # Closing alone would not wake a thread that reads.
        if connection.sock:
            connection.sock.shutdown(socket.SHUT_RDWR)

    machine.on_stop(close)
    try:
        connection.request(
            "POST", address.path, body, {"Content-Type": "application/ipp", "Accept-Encoding": "identity"}
        )
        response = connection.getresponse()
        _check(response.status)
        return _take(response, machine)
    except TimeoutError:
        raise Unread("slow", address.host) from None
    except ssl.SSLError as error:
        raise Unread("device_error", f"TLS: {error.reason}") from None
    except PermissionError:
        raise Unread("refused", address.socket) from None
    except (ConnectionError, socket.gaierror, FileNotFoundError, OSError) as error:
        raise Unread("unreachable", f"{address.host}: {error.strerror or error}") from None
    except http.client.HTTPException as error:
        raise Unread("garbled", f"HTTP: {type(error).__name__}") from None
    finally:
        connection.close()


def _open(address: Address, timeout: float) -> http.client.HTTPConnection:
    if address.socket:
        return _LocalSocket(address.socket, timeout)
    if address.secure:
        # Printers sign their own certificates; nothing secret is sent, and what is read is only looked at.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return http.client.HTTPSConnection(address.host, address.port, timeout=timeout, context=context)
    return http.client.HTTPConnection(address.host, address.port, timeout=timeout)


def _check(status: int) -> None:
    if status in (401, 403):
        raise Unread("refused", f"HTTP {status}")
    if status != 200:
        raise Unread("device_error", f"HTTP {status}")


def _take(response: http.client.HTTPResponse, machine: Machine) -> bytes:
    kept = bytearray()
    while chunk := response.read1(65_536):
        kept += chunk
        if len(kept) > CAP:
            raise Unread("too_much", "IPP")
        machine.seconds_left()
    return bytes(kept)
