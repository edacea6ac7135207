"""The network as macOS tells it."""

from functools import cached_property

from ..machine import Machine
from ..parsers.any import ping
from ..parsers.macos import ifconfig, proxies, route, vpn_services


class MacNetwork:
    """Through ifconfig, route, ping, dscacheutil and scutil."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    @cached_property
    def _interfaces(self) -> tuple[ifconfig.Interface, ...]:
        return ifconfig.parse(self.machine.run("ifconfig", "-a"))

    def link(self) -> bool:
        """Whether a card is active."""
        return any(item.active for item in self._interfaces if not item.tunnel)

    def addresses(self) -> tuple[str, ...]:
        """IPv4 addresses of the cards."""
        return tuple(address for item in self._interfaces if not item.tunnel for address in item.addresses)

    def gateway(self) -> str:
        """The way out."""
        return route.parse(self.machine.run("route", "-n", "get", "default", accept=(0, 1)))

    def answers(self, address: str) -> str | None:
        """Three pings."""
        return ping.parse(
            self.machine.run("ping", "-n", "-q", "-c", "3", "-i", "0.3", "-t", "4", address, accept=(0, 2))
        )

    def resolves(self, name: str) -> bool:
        """Whether the name has an address."""
        return bool(self.machine.run("dscacheutil", "-q", "host", "-a", "name", name).strip())

    def vpn(self) -> str:
        """A tunnel with an IPv4 address, or a service that is set up."""
        if any(item.tunnel and item.addresses for item in self._interfaces):
            return "on"
        return vpn_services.parse(self.machine.run("scutil", "--nc", "list"))

    def proxy(self) -> str:
        """What is in force now."""
        return proxies.parse(self.machine.run("scutil", "--proxy"))
