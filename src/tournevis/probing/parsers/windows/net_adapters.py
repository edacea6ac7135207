"""Win32_NetworkAdapterConfiguration and MSFT_NetAdapter: links, addresses, gateways and tunnels."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .records import Record

VPN = re.compile(
    r"vpn|tap-windows|wintun|wireguard|openvpn|anyconnect|fortinet|pangp|globalprotect|juniper|zscaler|tunnel adapter",
    re.IGNORECASE,
)
CONNECTED, DISCONNECTED = 1, 2


@dataclass(frozen=True)
class Links:
    """The network side of a Windows machine. `vpn`: on, off or none; `link`: a physical link is there."""

    link: bool | None
    addresses: tuple[str, ...]
    gateway: str
    vpn: str


def parse(configurations: Iterable[Record], adapters: Iterable[Record] = ()) -> Links:
    """Both classes together; without adapters, an address is taken as the proof of a link.

    >>> parse([{"Description": "Realtek PCIe GbE", "IPEnabled": True, "IPAddress": ("192.168.1.20", "fe80::2"),
    ...         "DefaultIPGateway": ("192.168.1.1",)},
    ...        {"Description": "Fortinet SSL VPN Virtual Ethernet Adapter", "IPEnabled": False}],
    ...       [{"InterfaceDescription": "Realtek PCIe GbE", "HardwareInterface": True, "MediaConnectState": 1}])
    Links(link=True, addresses=('192.168.1.20',), gateway='192.168.1.1', vpn='off')
    """
    real: list[Record] = []
    tunnels: list[Record] = []
    for record in configurations:
        (tunnels if VPN.search(str(record.get("Description", ""))) else real).append(record)
    up = [record for record in real if record.get("IPEnabled")]
    addresses = tuple(address for record in up for address in _texts(record, "IPAddress") if ":" not in address)
    gateway = next((gateway for record in up for gateway in _texts(record, "DefaultIPGateway")), "")
    return Links(_link(adapters, addresses), addresses, gateway, _vpn(tunnels))


def _link(adapters: Iterable[Record], addresses: tuple[str, ...]) -> bool | None:
    states = [record.get("MediaConnectState") for record in adapters if record.get("HardwareInterface")]
    return CONNECTED in states if states else bool(addresses) or None


def _vpn(tunnels: list[Record]) -> str:
    if not tunnels:
        return "none"
    return "on" if any(record.get("IPEnabled") for record in tunnels) else "off"


def _texts(record: Record, key: str) -> tuple[str, ...]:
    value = record.get(key, ())
    return tuple(str(item) for item in value) if isinstance(value, tuple) else (str(value),)
