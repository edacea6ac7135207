"""Where a printer or a print server is."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from ..machine import Machine
from ..reasons import Unread

PORT = 631
PORTS = {"ipp": PORT, "ipps": PORT, "http": 80, "https": 443}
SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd")


@dataclass(frozen=True)
class Address:
    """An IPP endpoint. `socket` is the path of a local socket, used in place of host and port."""

    host: str
    port: int = PORT
    path: str = "/"
    secure: bool = False
    socket: str = ""

    @property
    def uri(self) -> str:
        """The `printer-uri` to send; a server looks at the path only."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'ipps' if self.secure else 'ipp'}://{host}:{self.port}{self.path}"

    def at(self, path: str) -> "Address":
        """Another path of the same server."""
        return Address(self.host, self.port, path, self.secure, self.socket)


def parse(text: str, machine: Machine) -> Address:
    """The endpoint that an address names: `ipp://`, `ipps://`, `http(s)://`, or a queue of the machine's server.

    >>> from ..recorded import RecordedMachine
    >>> parse("ipp://printer.example.org/ipp/print", RecordedMachine()).uri
    'ipp://printer.example.org:631/ipp/print'
    >>> parse("HP_Accueil", RecordedMachine(variables={"CUPS_SERVER": "print.example.org:8631"})).uri
    'ipp://print.example.org:8631/printers/HP_Accueil'

    Raises:
        Unread: bad_address, when it is none of these.
    """
    if "://" not in text:
        if not re.fullmatch(r"[^\s/#?\\'\"]{1,127}", text):
            raise Unread("bad_address", text)
        return server(machine).at(f"/printers/{quote(text)}")
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Unread("bad_address", text) from None
    if parts.scheme not in PORTS or not host or not re.fullmatch(r"[\w.:%-]+", host):
        raise Unread("bad_address", text)
    path = quote(unquote(parts.path)) or "/ipp/print"
    return Address(host, port or PORTS[parts.scheme], path, parts.scheme in ("ipps", "https"))


def server(machine: Machine) -> Address:
    """The machine's print server, as CUPS_SERVER says or where CUPS listens by itself."""
    named = machine.variable("CUPS_SERVER")
    if named.startswith("/"):
        return Address("localhost", socket=named)
    if named:
        host, _, port = named.split("/")[0].rpartition(":")
        return Address(host, int(port)) if host and port.isdigit() else Address(named.split("/")[0])
    for path in SOCKETS:
        folder, _, name = path.rpartition("/")
        try:
            if name in machine.names(folder):
                return Address("localhost", socket=path)
        except Unread:
            continue
    return Address("localhost")
