"""Screens plugged in, and those of them that show nothing."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.linux import xrandr
from ..parsers.macos import displays
from ..parsers.windows import monitors
from ..reasons import Unread, got

CONNECTED = Datum("displays.connected", "number", names={"fr": "Écrans branchés", "en": "Screens connected"})
DISABLED = Datum("displays.disabled", "number", names={"fr": "Écrans désactivés", "en": "Screens disabled"})
CONNECTORS = "/sys/class/drm"


def read(target: Target) -> Iterable[Reading]:
    """Counts of screens, the built-in one included."""
    connected, disabled = {"windows": _windows, "macos": _macos}.get(target.machine.system, _linux)(target.machine)
    yield got(CONNECTED, connected)
    yield got(DISABLED, disabled)


def _linux(machine: Machine) -> tuple[int, int]:
    """By the kernel's connectors; a driver that has none of them is asked through X."""
    screens = _connectors(machine)
    if screens is None:
        screens = list(xrandr.parse(machine.run("xrandr", "--query")).values())
    return len(screens), screens.count(False)


def _connectors(machine: Machine) -> list[bool] | None:
    try:
        names = [name for name in machine.names(CONNECTORS) if name.startswith("card") and "-" in name]
    except Unread:
        return None
    if not names:
        return None
    plugged = [name for name in names if _text(machine, name, "status") == "connected"]
    return [_text(machine, name, "enabled") != "disabled" for name in plugged]


def _text(machine: Machine, connector: str, name: str) -> str:
    try:
        return machine.read(f"{CONNECTORS}/{connector}/{name}").strip()
    except Unread:
        return ""


def _windows(machine: Machine) -> tuple[int, int]:
    present = "Get-PnpDevice -Class Monitor -PresentOnly | Select-Object Name,Status"
    active = powershell.cim(machine, "WmiMonitorID", "InstanceName", "Active", space="root/wmi")
    return monitors.parse(powershell.records(machine, present), active)


def _macos(machine: Machine) -> tuple[int, int]:
    return displays.parse(machine.run("system_profiler", "SPDisplaysDataType"))


PROBE = Probe(
    id="displays",
    names={"fr": "Écrans", "en": "Screens"},
    gives=(CONNECTED, DISABLED),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=15.0,
    read=read,
)
