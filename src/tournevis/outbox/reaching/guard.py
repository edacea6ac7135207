"""Where this site may be led by an address that somebody typed: to the open Internet, and to what is allowed by name.

An address of the inner network is refused, so that nobody reads through this server what only it can reach (server-side
request forgery, CWE-918). `TOURNEVIS_REACHABLE` lists hosts and networks that are allowed all the same.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from tournevis.people.rules import Refused

PORTS = {"https": 443, "http": 80}
LONGEST = 2000
Address = IPv4Address | IPv6Address
# IPv6 addresses that carry an IPv4 one: NAT64 (RFC 6052) and 6to4 (RFC 3056), with the place of its four bytes.
_CARRIERS = ((ip_network("64:ff9b::/96"), 12), (ip_network("2002::/16"), 2))


class Unreachable(Refused):
    """The address may not be reached from here, or leads nowhere; the message says which."""


@dataclass(frozen=True)
class Target:
    """An address that may be reached, and the one IP address to connect to: a name that moves leads nowhere else."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def target(url: str, *, schemes: Sequence[str] = ("https", "http"), allowed: Iterable[str] | None = None) -> Target:
    """Check `url`, look its host up, and choose the address to connect to.

    Args:
        allowed: hosts and networks that may lie inside; those of `TOURNEVIS_REACHABLE` by default.

    Raises:
        Unreachable: no such scheme; a user name in it; a host that is not found, or that lies inside.
    """
    parts, port = _parts(url, schemes)
    host = (parts.hostname or "").rstrip(".")
    if not host or parts.username is not None or parts.password is not None:
        raise Unreachable(_("This is not an address of the Web without a user name in it."))
    inside = list(settings.REACHABLE if allowed is None else allowed)
    found = _look_up(host, port)
    if not all(host.lower() in inside or _is_open(address, inside) for address in found):
        raise Unreachable(
            _("%(host)s lies in the inner network: an administrator must allow it first.") % {"host": host}
        )
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return Target(parts.scheme, host, port, path, str(found[0]))


def is_open(address: Address) -> bool:
    """Whether an address lies in the open Internet, also when it is wrapped in another one."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_open(address.ipv4_mapped)
        for network, at in _CARRIERS:
            if address in network:
                return is_open(IPv4Address(address.packed[at : at + 4]))
    return address.is_global and not address.is_multicast


def _parts(url: str, schemes: Sequence[str]) -> tuple[SplitResult, int]:
    try:
        if len(url) > LONGEST or any(ord(sign) <= 32 or ord(sign) == 127 for sign in url):
            raise ValueError("a blank or a control sign")
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise Unreachable(_("This is not an address of the Web.")) from error
    if parts.scheme not in schemes:
        words = _("The address must begin with %(schemes)s.")
        raise Unreachable(words % {"schemes": " / ".join(f"{scheme}://" for scheme in schemes)})
    return parts, port


def _look_up(host: str, port: int) -> list[Address]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(_("%(host)s is not found.") % {"host": host}) from error
    return [ip_address(str(row[4][0]).partition("%")[0]) for row in rows]


def _is_open(address: Address, inside: Iterable[str]) -> bool:
    if is_open(address):
        return True
    for text in inside:
        try:
            if address in ip_network(text, strict=False):
                return True
        except ValueError:
            continue  # the name of a host
    return False
