"""`ip -j address`: network interfaces and their addresses."""

import json
from dataclasses import dataclass

from ...reasons import Unread


@dataclass(frozen=True)
class Interface:
    """A network interface. `carrier`: a cable or a radio link is there. `addresses`: IPv4 and global IPv6."""

    name: str
    kind: str
    carrier: bool
    addresses: tuple[str, ...]


def parse(text: str) -> tuple[Interface, ...]:
    """The interfaces except the loopback.

    >>> parse('''[{"ifindex": 1, "ifname": "lo", "flags": ["LOOPBACK", "UP", "LOWER_UP"], "link_type": "loopback"},
    ...  {"ifindex": 2, "ifname": "enp3s0", "flags": ["BROADCAST", "UP", "LOWER_UP"], "link_type": "ether",
    ...   "addr_info": [{"family": "inet", "local": "169.254.7.9", "prefixlen": 16, "scope": "link"},
    ...                 {"family": "inet6", "local": "fe80::1", "prefixlen": 64, "scope": "link"}]}]''')
    (Interface(name='enp3s0', kind='ether', carrier=True, addresses=('169.254.7.9',)),)
    """
    try:
        return tuple(
            Interface(
                item["ifname"],
                str(item.get("link_type", "")),
                "LOWER_UP" in item.get("flags", ()),
                tuple(
                    str(address["local"])
                    for address in item.get("addr_info", ())
                    if address["family"] == "inet" or address.get("scope") == "global"
                ),
            )
            for item in json.loads(text)
            if "LOOPBACK" not in item.get("flags", ())
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unread("garbled", f"ip address: {error}") from None
