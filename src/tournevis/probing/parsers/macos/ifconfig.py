"""`ifconfig -a` of macOS."""

import re
from dataclasses import dataclass

from ...reasons import Unread

TUNNELS = ("utun", "ipsec", "ppp", "tun", "tap")
# Made by the system for itself; their "active" says nothing of a network.
INTERNAL = ("lo", "awdl", "llw", "anpi", "ap", "bridge", "gif", "stf", "p2p", "XHC", "vmnet")


@dataclass(frozen=True)
class Interface:
    """A network interface of a Mac; `active` as its status line says."""

    name: str
    active: bool
    addresses: tuple[str, ...]

    @property
    def tunnel(self) -> bool:
        """Whether a VPN could be behind it."""
        return self.name.startswith(TUNNELS)


def parse(text: str) -> tuple[Interface, ...]:
    """The interfaces that can lead somewhere: cards and tunnels, with their IPv4 addresses.

    >>> parse('''lo0: flags=8049<UP,LOOPBACK,RUNNING,MULTICAST> mtu 16384
    ... \\tinet 127.0.0.1 netmask 0xff000000
    ... en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
    ... \\tether 0c:4d:e9:00:00:01
    ... \\tinet 192.168.1.30 netmask 0xffffff00 broadcast 192.168.1.255
    ... \\tstatus: active
    ... utun0: flags=8051<UP,POINTOPOINT,RUNNING,MULTICAST> mtu 2000
    ... \\tinet6 fe80::1%utun0 prefixlen 64 scopeid 0xc
    ... ''')
    (Interface(name='en0', active=True, addresses=('192.168.1.30',)), \
Interface(name='utun0', active=False, addresses=()))
    """
    blocks = re.split(r"^(?=[A-Za-z]+\d*: flags=)", text, flags=re.MULTILINE)
    found = [_interface(block) for block in blocks if ": flags=" in block]
    if not found:
        raise Unread("garbled", "ifconfig")
    return tuple(interface for interface in found if not interface.name.startswith(INTERNAL))


def _interface(block: str) -> Interface:
    name = block.split(":", 1)[0]
    addresses = tuple(re.findall(r"^\s+inet (\S+)", block, re.MULTILINE))
    status = re.search(r"^\s+status: (\w+)", block, re.MULTILINE)
    return Interface(name, status[1] == "active" if status else bool(addresses), addresses)
