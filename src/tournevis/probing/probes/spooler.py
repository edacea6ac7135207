"""The print service."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..ipp import client
from ..ipp.address import server
from ..machine import Machine
from ..parsers.linux import unit_state
from ..parsers.windows import spooler
from ..reasons import Unread, got

STATE = Datum("spooler.state", "keyword", names={"fr": "Service d'impression", "en": "Print service"})
# It spoke, if only to say that it has no default queue or that we may not ask.
SPOKE = ("none_here", "device_error", "garbled")
CRASHES = (
    "(Get-WinEvent -ErrorAction SilentlyContinue -FilterHashtable "
    "@{LogName='System';ProviderName='Service Control Manager';Id=7031,7034;StartTime=(Get-Date).AddHours(-1)}"
    " | Where-Object {$_.Properties[0].Value -match 'spool|impression'} | Measure-Object).Count"
)


def read(target: Target) -> Iterable[Reading]:
    """`running` when it answers; else what the system's service manager says of it."""
    machine = target.machine
    yield got(STATE, _windows(machine) if machine.system == "windows" else _cups(machine))


def _windows(machine: Machine) -> str:
    where = "Get-CimInstance Win32_Service -Filter \"Name='Spooler'\""
    state = spooler.parse(
        powershell.records(machine, f"{where} | Select-Object Name,State,@{{n='Crashes';e={{{CRASHES}}}}}")
    )
    if state is None:
        raise Unread("none_here", "Spooler")
    return state


def _cups(machine: Machine) -> str:
    try:
        client.default_queue(server(machine), machine)
    except Unread as reason:
        if reason.code not in SPOKE:
            return _as_managed(machine)
    return "running"


def _as_managed(machine: Machine) -> str:
    """The state by systemd, or by whether CUPS is installed at all."""
    try:
        text = machine.run("systemctl", "show", "cups.service", "-p", "LoadState,ActiveState,SubState")
        state = unit_state.parse(text)
    except Unread:
        state = "stopped" if _installed(machine) else "absent"
    if state == "absent":
        raise Unread("none_here", "CUPS")
    return state


def _installed(machine: Machine) -> bool:
    try:
        return "cupsd" in machine.names("/usr/sbin")
    except Unread:
        return False


PROBE = Probe(
    id="spooler",
    names={"fr": "Service d'impression", "en": "Print service"},
    gives=(STATE,),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=15.0,
    read=read,
)
