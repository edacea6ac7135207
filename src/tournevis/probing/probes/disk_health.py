"""Health of the disks: the worst of them."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.any import smartctl, smartctl_scan
from ..parsers.any.smartctl import Smart
from ..parsers.macos import drives
from ..parsers.windows import physical_disks
from ..reasons import Unread, got

STATE = Datum("smart.state", "keyword", names={"fr": "Santé du disque", "en": "Health of the disk"})
REALLOCATED = Datum("smart.reallocated", "number", names={"fr": "Secteurs remplacés", "en": "Sectors replaced"})
WEAR = Datum("smart.wear_percent", "number", "%", names={"fr": "Usure du disque", "en": "Wear of the disk"})
TEMPERATURE = Datum(
    "smart.temperature", "number", "Cel", names={"fr": "Température du disque", "en": "Temperature of the disk"}
)
WORST_FIRST = ("failed", "warning", "unknown", "ok")
# smartctl's exit code is a set of bits; only the first two mean that it could not look.
ANY = range(256)


def read(target: Target) -> Iterable[Reading]:
    """The worst state, most replaced sectors, most wear and highest temperature of all disks."""
    machine = target.machine
    disks, source = _by_smartctl(machine, target.options.get("device", ""))
    if not disks and machine.system == "windows":
        columns = "DeviceId,HealthStatus,MediaType,@{n='Wear';e={$r.Wear}},@{n='Temperature';e={$r.Temperature}}"
        script = (
            f"Get-PhysicalDisk | ForEach-Object {{$r=$_|Get-StorageReliabilityCounter; $_|Select-Object {columns}}}"
        )
        disks, source = physical_disks.parse(powershell.records(machine, script)), "Get-PhysicalDisk"
    if not disks and machine.system == "macos":
        text = machine.run("system_profiler", "-xml", "SPSerialATADataType", "SPNVMeDataType")
        disks, source = drives.parse(text), "system_profiler"
    if not disks:
        raise Unread("none_here", "disk that tells its health")
    yield got(STATE, min((disk.state for disk in disks), key=WORST_FIRST.index), source)
    yield got(REALLOCATED, _most(disk.reallocated for disk in disks), source)
    yield got(WEAR, _most(disk.wear_percent for disk in disks), source)
    yield got(TEMPERATURE, _most(disk.temperature for disk in disks), source)


def _by_smartctl(machine: Machine, device: str) -> tuple[tuple[Smart, ...], str]:
    """What smartctl can tell; on other systems than Linux its absence is no reason to give up."""
    try:
        found = ((device, "auto"),) if device else smartctl_scan.parse(machine.run("smartctl", "--scan", "--json"))
    except Unread:
        if machine.system == "linux":
            raise
        return (), ""
    disks, reasons = [], []
    for name, kind in found:
        try:
            text = machine.run("smartctl", "--json", "-H", "-A", "-i", "-d", kind, name, accept=ANY)
            disks.append(smartctl.parse(text))
        except Unread as reason:
            reasons.append(reason)
    if reasons and not disks:
        raise reasons[0]
    return tuple(disks), "smartctl"


def _most(values: Iterable[float | int | None]) -> float | int | None:
    return max((value for value in values if value is not None), default=None)


PROBE = Probe(
    id="disk_health",
    names={"fr": "Santé du disque", "en": "Health of the disk"},
    gives=(STATE, REALLOCATED, WEAR, TEMPERATURE),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=30.0,
    read=read,
    options=("device",),
)
