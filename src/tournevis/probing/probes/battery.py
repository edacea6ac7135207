"""Battery and mains."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.any.battery import Battery
from ..parsers.linux import power_supplies
from ..parsers.macos import power
from ..parsers.windows import batteries
from ..reasons import Unread, got

HEALTH = Datum("battery.health_percent", "number", "%", names={"fr": "Santé de la batterie", "en": "Battery health"})
PRESENT = Datum("battery.present", "boolean", names={"fr": "Batterie présente", "en": "Battery present"})
CHARGING = Datum("battery.charging", "boolean", names={"fr": "Batterie en charge", "en": "Battery charging"})
MAINS = Datum("power.on_mains", "boolean", names={"fr": "Branché au secteur", "en": "On mains power"})
SUPPLIES = "/sys/class/power_supply"
FIELDS = (
    *("type", "scope", "online", "present", "status"),
    *("energy_full", "energy_full_design", "charge_full", "charge_full_design"),
)


def read(target: Target) -> Iterable[Reading]:
    """What a full charge holds against when new, and what feeds the machine now."""
    battery = {"windows": _windows, "macos": _macos}.get(target.machine.system, _linux)(target.machine)
    yield got(PRESENT, battery.present)
    yield got(HEALTH, battery.health_percent)
    yield got(CHARGING, battery.charging)
    yield got(MAINS, battery.on_mains)


def _linux(machine: Machine) -> Battery:
    try:
        names = machine.names(SUPPLIES)
    except Unread:
        names = ()
    supplies = []
    for name in names:
        supply = {}
        for field in FIELDS:
            try:
                supply[field] = machine.read(f"{SUPPLIES}/{name}/{field}").strip()
            except Unread:
                continue
        supplies.append(supply)
    return power_supplies.parse(supplies)


def _windows(machine: Machine) -> Battery:
    return batteries.parse(
        powershell.cim(machine, "Win32_Battery", "BatteryStatus"),
        powershell.cim_or_none(machine, "BatteryFullChargedCapacity", "FullChargedCapacity", space="root/wmi"),
        powershell.cim_or_none(machine, "BatteryStaticData", "DesignedCapacity", space="root/wmi"),
    )


def _macos(machine: Machine) -> Battery:
    return power.parse(machine.run("system_profiler", "SPPowerDataType"))


PROBE = Probe(
    id="battery",
    names={"fr": "Batterie et secteur", "en": "Battery and mains"},
    gives=(HEALTH, PRESENT, CHARGING, MAINS),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=15.0,
    read=read,
)
