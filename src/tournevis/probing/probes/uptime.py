"""Time since the last true restart."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.macos import boot_time
from ..parsers.windows import operating_system
from ..reasons import Unread, got

DAYS = Datum(
    "system.uptime_days", "number", "d", names={"fr": "Jours depuis le redémarrage", "en": "Days since restart"}
)
DAY = 86_400


def read(target: Target) -> Iterable[Reading]:
    """Days since the kernel started."""
    machine = target.machine
    match machine.system:
        case "windows":
            records = powershell.cim(machine, "Win32_OperatingSystem", "LastBootUpTime", "LocalDateTime")
            yield got(DAYS, operating_system.uptime_days(records), "Win32_OperatingSystem")
        case "macos":
            started = boot_time.parse(machine.run("sysctl", "-n", "kern.boottime"))
            yield got(DAYS, (machine.now() - started).total_seconds() / DAY, "kern.boottime")
        case _:
            yield got(DAYS, _linux(machine), "/proc/uptime")


def _linux(machine: Machine) -> float:
    text = machine.read("/proc/uptime")
    try:
        return float(text.split()[0]) / DAY
    except (IndexError, ValueError):
        raise Unread("garbled", "/proc/uptime") from None


PROBE = Probe(
    id="uptime",
    names={"fr": "Durée depuis le redémarrage", "en": "Time since restart"},
    gives=(DAYS,),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=10.0,
    read=read,
)
