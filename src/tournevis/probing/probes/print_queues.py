"""Print queues installed on the machine."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..ipp import client
from ..ipp.address import server
from ..machine import Machine
from ..parsers.windows import printers
from ..reasons import Unread, got

INSTALLED = Datum("queues.installed", "number", names={"fr": "Imprimantes installées", "en": "Printers installed"})
NAMES = Datum("queues.names", "keywords", names={"fr": "Noms des imprimantes", "en": "Names of the printers"})
DEFAULT = Datum("queues.default", "text", names={"fr": "Imprimante par défaut", "en": "Default printer"})


def read(target: Target) -> Iterable[Reading]:
    """The real queues, without those that write files."""
    names, default = (_windows if target.machine.system == "windows" else _cups)(target.machine)
    yield got(INSTALLED, len(names))
    yield got(NAMES, names)
    yield got(DEFAULT, default or None)


def _windows(machine: Machine) -> tuple[tuple[str, ...], str]:
    records = powershell.cim(machine, "Win32_Printer", "Name", "Default")
    default = printers.default(records)
    return printers.names(records), str(default["Name"]) if default else ""


def _cups(machine: Machine) -> tuple[tuple[str, ...], str]:
    place = server(machine)
    try:
        queues = client.queues(place, machine)
    except Unread as reason:
        if reason.code != "none_here":
            raise
        return (), ""
    names = tuple(str(queue["printer-name"][0]) for queue in queues if queue.get("printer-name"))
    try:
        return names, client.default_queue(place, machine)
    except Unread:
        return names, ""


PROBE = Probe(
    id="print_queues",
    names={"fr": "Imprimantes installées", "en": "Printers installed"},
    gives=(INSTALLED, NAMES, DEFAULT),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=15.0,
    read=read,
)
