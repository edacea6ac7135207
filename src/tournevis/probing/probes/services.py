"""Services that should run and have failed."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.linux import unit_list
from ..parsers.macos import launchd_jobs
from ..parsers.windows import services
from ..reasons import got

FAILED = Datum("services.failed", "number", names={"fr": "Services en échec", "en": "Services that failed"})
NAMES = Datum("services.failed_names", "keywords", names={"fr": "Noms des services", "en": "Names of the services"})


def read(target: Target) -> Iterable[Reading]:
    """How many there are and which."""
    names = _names(target.machine)
    yield got(FAILED, len(names))
    yield got(NAMES, names)


def _names(machine: Machine) -> tuple[str, ...]:
    match machine.system:
        case "windows":
            columns = ("Name", "StartMode", "State", "ExitCode")
            return services.parse(powershell.cim(machine, "Win32_Service", *columns))
        case "macos":
            return launchd_jobs.parse(machine.run("launchctl", "list"))
        case _:
            return failed_units(machine)


def failed_units(machine: Machine) -> tuple[str, ...]:
    """Units of systemd in the state "failed"."""
    return unit_list.parse(machine.run("systemctl", "list-units", "--failed", "--plain", "--no-legend", "--no-pager"))


PROBE = Probe(
    id="services",
    names={"fr": "Services en échec", "en": "Services that failed"},
    gives=(FAILED, NAMES),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=15.0,
    read=read,
)
