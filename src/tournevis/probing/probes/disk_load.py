"""How busy the disks are, and of which kind the busiest is."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.linux import diskstats
from ..parsers.macos import drives
from ..parsers.windows import physical_disks
from ..parsers.windows.records import number
from ..reasons import Unread, got
from .disk_seen import linux_disks

BUSY = Datum("disk.busy_percent", "number", "%", names={"fr": "Occupation du disque", "en": "Load of the disk"})
KIND = Datum("disk.kind", "keyword", names={"fr": "Type de disque", "en": "Kind of disk"})
SAMPLE_SECONDS = 1.0


def read(target: Target) -> Iterable[Reading]:
    """Share of a second during which the busiest disk worked, and whether it turns."""
    match target.machine.system:
        case "windows":
            yield from _windows(target.machine)
        case "macos":
            yield got(KIND, drives.kind(_profile(target.machine)), "system_profiler")
        case _:
            yield from _linux(target.machine)


def _linux(machine: Machine) -> Iterable[Reading]:
    disks = linux_disks(machine)
    if not disks:
        raise Unread("none_here", "disk")
    before = diskstats.parse(machine.read("/proc/diskstats"))
    machine.pause(SAMPLE_SECONDS)
    after = diskstats.parse(machine.read("/proc/diskstats"))
    worked = {disk: after[disk] - before[disk] for disk in disks if disk in before and disk in after}
    if not worked:
        raise Unread("not_told", "/proc/diskstats")
    busiest = max(worked, key=lambda disk: worked[disk])
    yield got(BUSY, min(100.0, worked[busiest] / (10 * SAMPLE_SECONDS)), "/proc/diskstats")
    turns = machine.read(f"/sys/block/{busiest}/queue/rotational").strip()
    yield got(KIND, {"0": "ssd", "1": "hdd"}.get(turns), "/sys/block")


def _windows(machine: Machine) -> Iterable[Reading]:
    name = "Win32_PerfFormattedData_PerfDisk_PhysicalDisk"
    records = powershell.cim(machine, name, "Name", "PercentIdleTime", where="Name <> '_Total'")
    idle = [share for record in records if (share := number(record, "PercentIdleTime")) is not None]
    yield got(BUSY, 100.0 - min(min(idle), 100.0) if idle else None, name)
    space = "root/Microsoft/Windows/Storage"
    disks = powershell.cim_or_none(machine, "MSFT_PhysicalDisk", "DeviceId", "MediaType", space=space)
    yield got(KIND, physical_disks.kind(disks), "MSFT_PhysicalDisk")


def _profile(machine: Machine) -> str:
    return machine.run("system_profiler", "-xml", "SPSerialATADataType", "SPNVMeDataType")


PROBE = Probe(
    id="disk_load",
    names={"fr": "Occupation du disque", "en": "Load of the disk"},
    gives=(BUSY, KIND),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=15.0,
    read=read,
)
