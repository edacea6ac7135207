"""The way to the network, step by step: link, address, gateway, names, Internet, VPN, proxy."""

from collections.abc import Iterable
from typing import Protocol

from tournevis.facts import Datum, Reading

from ..contract import Probe, Target
from ..machine import Machine
from ..reasons import Unread, got, unread
from .network_linux import LinuxNetwork
from .network_macos import MacNetwork
from .network_windows import WindowsNetwork

LINK = Datum("net.link", "boolean", names={"fr": "Liaison réseau", "en": "Network link"})
ADDRESS = Datum("net.address_kind", "keyword", names={"fr": "Adresse IP obtenue", "en": "IP address obtained"})
GATEWAY = Datum("net.gateway", "keyword", names={"fr": "Réponse de la passerelle", "en": "Answer of the gateway"})
DNS = Datum("net.dns", "keyword", names={"fr": "Résolution des noms", "en": "Resolution of names"})
INTERNET = Datum("net.internet", "keyword", names={"fr": "Accès à Internet", "en": "Internet access"})
VPN = Datum("net.vpn", "keyword", names={"fr": "VPN", "en": "VPN"})
PROXY = Datum("net.proxy", "keyword", names={"fr": "Réglage du proxy", "en": "Proxy setting"})

# A name kept for examples (RFC 2606), and public resolvers that answer by address alone.
NAME = "example.com"
PLACES = "1.1.1.1:443,9.9.9.9:443,8.8.8.8:53"


class Network(Protocol):
    """What a system tells of its network."""

    def link(self) -> bool | None: ...
    def addresses(self) -> tuple[str, ...]: ...
    def gateway(self) -> str: ...
    def answers(self, address: str) -> str | None: ...
    def resolves(self, name: str) -> bool: ...
    def vpn(self) -> str: ...
    def proxy(self) -> str: ...


def read(target: Target) -> Iterable[Reading]:
    """Each step on its own, so that one that cannot be read hides no other."""
    network, options = _network(target.machine), target.options
    steps = (
        (LINK, network.link),
        (ADDRESS, lambda: kind(network.addresses())),
        (VPN, network.vpn),
        (PROXY, network.proxy),
        (GATEWAY, lambda: _gateway(network)),
        (DNS, lambda: "ok" if network.resolves(options.get("name", NAME)) else "fail"),
        (INTERNET, lambda: _internet(target.machine, options.get("places", PLACES))),
    )
    for datum, step in steps:
        try:
            yield got(datum, step())
        except Unread as reason:
            yield unread(datum, reason)


def _network(machine: Machine) -> Network:
    match machine.system:
        case "windows":
            return WindowsNetwork(machine)
        case "macos":
            return MacNetwork(machine)
        case _:
            return LinuxNetwork(machine)


def kind(addresses: Iterable[str]) -> str:
    """`none`, `self_assigned` when no server gave an address (RFC 3927), or `normal`.

    >>> kind([]), kind(["169.254.3.7"]), kind(["169.254.3.7", "10.0.0.4"])
    ('none', 'self_assigned', 'normal')
    """
    found = list(addresses)
    if not found:
        return "none"
    return "self_assigned" if all(address.startswith("169.254.") for address in found) else "normal"


def _gateway(network: Network) -> str | None:
    address = network.gateway()
    if not address:
        raise Unread("none_here", "gateway")
    return network.answers(address)


def _internet(machine: Machine, places: str) -> str:
    for place in places.split(","):
        address, _, port = place.strip().rpartition(":")
        if machine.reaches(address.strip("[]"), int(port) if port.isdigit() else 443):
            return "ok"
    return "fail"


PROBE = Probe(
    id="network",
    names={"fr": "Réseau", "en": "Network"},
    gives=(LINK, ADDRESS, GATEWAY, DNS, INTERNET, VPN, PROXY),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=30.0,
    read=read,
    options=("name", "places"),
)
