"""The network as Linux tells it."""

from functools import cached_property

from ..machine import Machine
from ..parsers.any import ping
from ..parsers.linux import ip_addresses, ip_neighbours, ip_routes, nmcli_connections
from ..reasons import Unread

VIRTUAL = ("docker", "veth", "br-", "virbr", "vmnet", "lxc", "lxd", "cni", "flannel", "ifb", "dummy", "sit")
TUNNELS = ("tun", "tap", "wg", "ppp", "ipsec", "vpn", "tailscale", "nordlynx", "proton", "gpd")
PROXY_MODES = {"manual": "manual", "auto": "automatic", "none": "none"}


class LinuxNetwork:
    """Through iproute2, ping, getent and, where they are there, NetworkManager and GNOME's settings."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    @cached_property
    def _interfaces(self) -> tuple[ip_addresses.Interface, ...]:
        found = ip_addresses.parse(self.machine.run("ip", "-j", "address"))
        return tuple(interface for interface in found if not interface.name.startswith(VIRTUAL))

    @property
    def _cards(self) -> list[ip_addresses.Interface]:
        return [interface for interface in self._interfaces if not interface.name.startswith(TUNNELS)]

    def link(self) -> bool:
        """Whether a cable or a radio link is there."""
        return any(card.carrier for card in self._cards)

    def addresses(self) -> tuple[str, ...]:
        """Addresses of the real cards."""
        return tuple(address for card in self._cards for address in card.addresses)

    def gateway(self) -> str:
        """The way out."""
        return ip_routes.parse(self.machine.run("ip", "-j", "route", "show", "default"))

    def answers(self, address: str) -> str | None:
        """Three pings; without the tool, what the kernel remembers."""
        try:
            return ping.parse(
                self.machine.run("ping", "-n", "-q", "-c", "3", "-i", "0.3", "-W", "1", address, accept=(0, 1))
            )
        except Unread as reason:
            if reason.code != "tool_missing":
                raise
        return ip_neighbours.parse(self.machine.run("ip", "-j", "neigh", "show", address))

    def resolves(self, name: str) -> bool:
        """Whether the name has an address."""
        return bool(self.machine.run("getent", "ahosts", name, accept=(0, 2)).strip())

    def vpn(self) -> str:
        """By interface name first, then as NetworkManager knows it."""
        if any(item.name.startswith(TUNNELS) and item.addresses for item in self._interfaces):
            return "on"
        try:
            return nmcli_connections.parse(self.machine.run("nmcli", "-t", "-f", "TYPE,ACTIVE", "connection", "show"))
        except Unread:
            return "none"

    def proxy(self) -> str:
        """From the environment, then from the desktop's settings."""
        names = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")
        if any(self.machine.variable(name) for name in names):
            return "manual"
        try:
            mode = self.machine.run("gsettings", "get", "org.gnome.system.proxy", "mode")
        except Unread:
            return "none"
        return PROXY_MODES.get(mode.strip().strip("'"), "none")
