"""The network as Windows tells it."""

import re
from functools import cached_property

from .. import powershell
from ..machine import Machine
from ..parsers.windows import net_adapters
from ..parsers.windows.net_adapters import Links
from ..reasons import Unread

TRIES = 3
SETTINGS = r"HKCU:\Software\Microsoft\Windows\CurrentVersion\Internet Settings"


class WindowsNetwork:
    """Through CIM classes, Resolve-DnsName and the user's Internet settings."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    @cached_property
    def _links(self) -> Links:
        columns = ("Description", "IPEnabled", "IPAddress", "DefaultIPGateway", "DHCPEnabled")
        space = "root/StandardCimv2"
        configurations = powershell.cim(self.machine, "Win32_NetworkAdapterConfiguration", *columns)
        wanted = ("InterfaceDescription", "HardwareInterface", "MediaConnectState")
        return net_adapters.parse(
            configurations, powershell.cim_or_none(self.machine, "MSFT_NetAdapter", *wanted, space=space)
        )

    def link(self) -> bool | None:
        """Whether a real adapter is connected."""
        return self._links.link

    def addresses(self) -> tuple[str, ...]:
        """IPv4 addresses of the real adapters."""
        return self._links.addresses

    def gateway(self) -> str:
        """The way out."""
        return self._links.gateway

    def answers(self, address: str) -> str | None:
        """Three pings through Win32_PingStatus, whose codes do not depend on the language."""
        if not re.fullmatch(r"[0-9A-Fa-f.:]+", address):
            raise Unread("garbled", "gateway address")
        where = f"Address='{address}' AND Timeout=1000"
        came = 0
        for _ in range(TRIES):
            records = powershell.cim(self.machine, "Win32_PingStatus", "StatusCode", where=where)
            came += any(record.get("StatusCode") == 0 for record in records)
        return "ok" if came == TRIES else "loss" if came else "fail"

    def resolves(self, name: str) -> bool:
        """Whether the name has an address."""
        if not re.fullmatch(r"[\w.-]+", name):
            raise Unread("bad_address", name)
        script = f"Resolve-DnsName -Name {name} -QuickTimeout -ErrorAction SilentlyContinue | Select-Object IPAddress"
        return bool(powershell.records(self.machine, script))

    def vpn(self) -> str:
        """By the adapters that VPN clients install."""
        return self._links.vpn

    def proxy(self) -> str:
        """What the user's programs are told to use."""
        script = f"Get-ItemProperty '{SETTINGS}' | Select-Object ProxyEnable,AutoConfigURL"
        settings = next(iter(powershell.records(self.machine, script)), {})
        if settings.get("AutoConfigURL"):
            return "automatic"
        return "manual" if settings.get("ProxyEnable") == 1 else "none"
