"""Memory in use."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..parsers.linux import meminfo
from ..parsers.macos import memory_pressure
from ..parsers.windows import operating_system
from ..reasons import got

USED = Datum("memory.used_percent", "number", "%", names={"fr": "Mémoire utilisée", "en": "Memory in use"})


def read(target: Target) -> Iterable[Reading]:
    """Memory that programs hold; caches count as free."""
    machine = target.machine
    match machine.system:
        case "windows":
            columns = ("TotalVisibleMemorySize", "FreePhysicalMemory")
            records = powershell.cim(machine, "Win32_OperatingSystem", *columns)
            yield got(USED, operating_system.memory_used_percent(records), "Win32_OperatingSystem")
        case "macos":
            yield got(USED, memory_pressure.parse(machine.run("memory_pressure", "-Q")), "memory_pressure")
        case _:
            yield got(USED, meminfo.parse(machine.read("/proc/meminfo")), "/proc/meminfo")


PROBE = Probe(
    id="memory",
    names={"fr": "Mémoire", "en": "Memory"},
    gives=(USED,),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=10.0,
    read=read,
)
