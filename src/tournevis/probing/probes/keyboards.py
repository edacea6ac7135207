"""Keyboards that the system sees."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.linux import input_devices
from ..parsers.macos import plist_items
from ..reasons import got

COUNT = Datum("keyboards.count", "number", names={"fr": "Claviers vus", "en": "Keyboards seen"})


def read(target: Target) -> Iterable[Reading]:
    """How many devices have letters."""
    yield got(COUNT, _count(target.machine))


def _count(machine: Machine) -> int:
    match machine.system:
        case "windows":
            return len(powershell.cim(machine, "Win32_Keyboard", "DeviceID"))
        case "macos":
            items = plist_items.parse(machine.run("system_profiler", "-xml", "SPUSBDataType", "SPBluetoothDataType"))
            names = [str(item["_name"]) for item in items]
            # A hub built into a keyboard bears its name, but is none.
            return sum(1 for name in names if "Keyboard" in name and not name.startswith("Hub in "))
        case _:
            return len(input_devices.parse(machine.read("/proc/bus/input/devices")))


PROBE = Probe(
    id="keyboards",
    names={"fr": "Claviers", "en": "Keyboards"},
    gives=(COUNT,),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=15.0,
    read=read,
)
