"""Disks that the system sees."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.macos import drives
from ..reasons import Unread, got

COUNT = Datum("disk.count", "number", names={"fr": "Disques vus", "en": "Disks seen"})
# Made of memory, of files or of other disks; and readers without a medium of their own.
NOT_DISKS = ("loop", "ram", "zram", "dm-", "md", "sr", "fd", "nbd", "drbd")


def read(target: Target) -> Iterable[Reading]:
    """How many disks there are, external ones included."""
    yield got(COUNT, _count(target.machine))


def _count(machine: Machine) -> int:
    match machine.system:
        case "windows":
            return len(powershell.cim(machine, "Win32_DiskDrive", "DeviceID", "Size", where="Size > 0"))
        case "macos":
            return len(drives.drives(machine.run("system_profiler", "-xml", "SPSerialATADataType", "SPNVMeDataType")))
        case _:
            return len(linux_disks(machine))


def linux_disks(machine: Machine) -> tuple[str, ...]:
    """Names of the disks in /sys/block."""
    try:
        names = machine.names("/sys/block")
    except Unread:
        return ()
    return tuple(name for name in names if not name.startswith(NOT_DISKS))


PROBE = Probe(
    id="disk_seen",
    names={"fr": "Disques vus par le système", "en": "Disks that the system sees"},
    gives=(COUNT,),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=15.0,
    read=read,
)
