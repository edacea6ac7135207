"""How the last start went, and what has gone wrong since."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.linux import kernel_log
from ..parsers.macos import panic_reports
from ..parsers.windows import services, stop_codes
from ..reasons import Unread, got, unread
from .kernel import errors
from .services import failed_units

LAST_OK = Datum("boot.last_ok", "boolean", names={"fr": "Dernier démarrage complet", "en": "Last start was complete"})
FAILED = Datum("boot.failed_units", "number", names={"fr": "Éléments en échec", "en": "Units that failed"})
ERRORS = Datum("boot.recent_errors", "keyword", names={"fr": "Erreurs récentes", "en": "Recent errors"})
PERIOD_DAYS = 30
Steps = tuple[tuple[Datum, Callable[[], bool | int | str | None]], ...]
COMPLETE = {"running": True, "degraded": True, "maintenance": False}
STOPS = (
    "Get-WinEvent -ErrorAction SilentlyContinue -FilterHashtable "
    f"@{{LogName='System';Id=1001;StartTime=(Get-Date).AddDays(-{PERIOD_DAYS})}}"
    " | Where-Object {$_.ProviderName -match 'WER-SystemErrorReporting'} | Select-Object Message"
)
# Kernel-Power 41: the machine started again without having been shut down.
UNCLEAN = (
    "Get-WinEvent -ErrorAction SilentlyContinue -FilterHashtable @{LogName='System';Id=41;"
    "ProviderName='Microsoft-Windows-Kernel-Power';StartTime=(Get-CimInstance Win32_OperatingSystem).LastBootUpTime}"
    " | Select-Object Id"
)


def read(target: Target) -> Iterable[Reading]:
    """Each on its own, since they come from different logs."""
    machine = target.machine
    steps = {"windows": _windows, "macos": _macos}.get(machine.system, _linux)(machine)
    for datum, step in steps:
        try:
            yield got(datum, step())
        except Unread as reason:
            yield unread(datum, reason)


def _linux(machine: Machine) -> Steps:
    return (
        (LAST_OK, lambda: COMPLETE.get(_system_state(machine))),
        (FAILED, lambda: len(failed_units(machine))),
        (ERRORS, lambda: kernel_log.parse(errors(machine, PERIOD_DAYS))),
    )


def _system_state(machine: Machine) -> str:
    # Ends with 1 for everything but "running".
    return machine.run("systemctl", "is-system-running", accept=range(5)).strip()


def _windows(machine: Machine) -> Steps:
    columns = ("Name", "StartMode", "State", "ExitCode")
    return (
        (LAST_OK, lambda: not powershell.records(machine, UNCLEAN)),
        (FAILED, lambda: len(services.parse(powershell.cim(machine, "Win32_Service", *columns)))),
        (ERRORS, lambda: stop_codes.parse(powershell.records(machine, STOPS))),
    )


def _macos(machine: Machine) -> Steps:
    def panics() -> str:
        since = (machine.now() - timedelta(days=PERIOD_DAYS)).date()
        return "various" if panic_reports.parse(machine.names("/Library/Logs/DiagnosticReports"), since) else "none"

    return ((ERRORS, panics),)


PROBE = Probe(
    id="boot_facts",
    names={"fr": "Démarrage et erreurs récentes", "en": "Start-up and recent errors"},
    gives=(LAST_OK, FAILED, ERRORS),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=30.0,
    read=read,
)
