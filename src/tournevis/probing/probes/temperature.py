"""The hottest place in the machine."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.windows.records import number
from ..reasons import Unread, got

HIGHEST = Datum(
    "temperature.max", "number", "Cel", names={"fr": "Température la plus haute", "en": "Highest temperature"}
)
# Sensors that are not wired up show 0, -273 or 255.
PLAUSIBLE = range(5, 125)


def read(target: Target) -> Iterable[Reading]:
    """The highest plausible temperature of all sensors."""
    machine = target.machine
    celsius = _windows(machine) if machine.system == "windows" else list(_linux(machine))
    real = [value for value in celsius if int(value) in PLAUSIBLE]
    if not real:
        raise Unread("none_here", "temperature sensor")
    yield got(HIGHEST, max(real))


def _linux(machine: Machine) -> Iterable[float]:
    for folder, ending in (("/sys/class/thermal", "temp"), ("/sys/class/hwmon", "_input")):
        for device in _names(machine, folder):
            for name in _names(machine, f"{folder}/{device}"):
                if name.startswith("temp") and name.endswith(ending):
                    yield from _millidegrees(machine, f"{folder}/{device}/{name}")


def _names(machine: Machine, folder: str) -> tuple[str, ...]:
    try:
        return machine.names(folder)
    except Unread:
        return ()


def _millidegrees(machine: Machine, path: str) -> Iterable[float]:
    try:
        yield int(machine.read(path)) / 1000
    except (Unread, ValueError):
        return


def _windows(machine: Machine) -> list[float]:
    records = powershell.cim(machine, "MSAcpi_ThermalZoneTemperature", "CurrentTemperature", space="root/wmi")
    # In tenths of a kelvin.
    return [kelvin / 10 - 273.15 for record in records if (kelvin := number(record, "CurrentTemperature"))]


PROBE = Probe(
    id="temperature",
    names={"fr": "Température", "en": "Temperature"},
    gives=(HIGHEST,),
    systems=frozenset({"linux", "windows"}),
    timeout=10.0,
    read=read,
)
