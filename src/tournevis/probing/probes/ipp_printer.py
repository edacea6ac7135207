"""A printer: by its address, as a queue of the machine, or the machine's default printer."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..ipp import address as addresses
from ..ipp import client, waiting
from ..ipp.address import Address
from ..ipp.printer import Printer, describe
from ..machine import Machine
from ..parsers.windows import printers
from ..reasons import Unread, got, unread

STATE = Datum("printer.state", "keyword", names={"fr": "État de l'imprimante", "en": "State of the printer"})
REASONS = Datum("printer.reasons", "keywords", names={"fr": "Motifs donnés", "en": "Reasons given"})
ACCEPTING = Datum("printer.accepting", "boolean", names={"fr": "Accepte les documents", "en": "Accepts documents"})
PENDING = Datum("printer.jobs_pending", "number", names={"fr": "Documents en attente", "en": "Documents waiting"})
BLOCKED = Datum("printer.jobs_blocked", "boolean", names={"fr": "Document bloqué", "en": "Document blocked"})
SUPPLY = Datum("printer.supply_lowest_percent", "number", "%", names={"fr": "Encre la plus basse", "en": "Lowest ink"})
MESSAGE = Datum("printer.message", "text", names={"fr": "Message de l'imprimante", "en": "The printer's message"})
NAME = Datum("printer.name", "text", names={"fr": "Nom de l'imprimante", "en": "Name of the printer"})
MODEL = Datum("printer.model", "text", names={"fr": "Modèle de l'imprimante", "en": "Model of the printer"})
SILENT = ("unreachable", "slow")


def read(target: Target) -> Iterable[Reading]:
    """State, reasons and supplies as the printer tells them, then its jobs."""
    machine = target.machine
    if target.kind == "local" and machine.system == "windows":
        yield from _windows(machine)
        return
    place = addresses.parse(_address(target), machine)
    try:
        printer = describe(client.printer_attributes(place, machine))
    except Unread as reason:
        if reason.code in SILENT and target.kind == "device":
            # That it does not answer is known, and tells much; the rest is not known.
            yield got(STATE, "unreachable", place.uri)
        raise
    yield from _told(printer, place.uri)
    yield from _jobs(place, machine, printer)


def _address(target: Target) -> str:
    """The device, the queue asked for, or the default queue (the only one counts as such)."""
    named = target.address or target.options.get("queue", "")
    if named or target.kind == "device":
        return named
    place = addresses.server(target.machine)
    try:
        default = client.default_queue(place, target.machine)
    except Unread as reason:
        if reason.code != "none_here":
            raise
        default = ""
    if default:
        return default
    queues = client.queues(place, target.machine)
    if len(queues) != 1:
        raise Unread("none_here", "default printer")
    return str(queues[0]["printer-name"][0])


def _told(printer: Printer, source: str) -> Iterable[Reading]:
    yield got(STATE, printer.state, source)
    yield got(REASONS, printer.reasons, source)
    yield got(ACCEPTING, printer.accepting, source)
    yield got(SUPPLY, printer.supply_lowest_percent, source)
    yield got(MESSAGE, printer.message or None, source)
    yield got(NAME, printer.name or None, source)
    yield got(MODEL, printer.model or None, source)


def _jobs(place: Address, machine: Machine, printer: Printer) -> Iterable[Reading]:
    try:
        jobs = waiting.summary(client.jobs(place, machine), printer.up_time)
    except Unread as reason:
        # Some printers show their jobs to nobody, but count them.
        yield got(PENDING, printer.queued, place.uri)
        yield unread(BLOCKED, reason, place.uri)
        return
    yield got(PENDING, jobs.pending, place.uri)
    yield got(BLOCKED, waiting.blocked(jobs, printer.state), place.uri)


def _windows(machine: Machine) -> Iterable[Reading]:
    columns = ("Name", "Default", "DriverName", "PrinterStatus", "DetectedErrorState", "WorkOffline")
    record = printers.default(powershell.cim(machine, "Win32_Printer", *columns))
    if record is None:
        raise Unread("none_here", "default printer")
    yield got(STATE, printers.state(record), "Win32_Printer")
    yield got(REASONS, printers.reasons(record), "Win32_Printer")
    yield got(NAME, str(record["Name"]), "Win32_Printer")
    yield got(MODEL, record.get("DriverName"), "Win32_Printer")


PROBE = Probe(
    id="ipp_printer",
    names={"fr": "Imprimante", "en": "Printer"},
    gives=(STATE, REASONS, ACCEPTING, PENDING, BLOCKED, SUPPLY, MESSAGE, NAME, MODEL),
    systems=frozenset({"network", "linux", "windows", "macos"}),
    timeout=15.0,
    read=read,
    options=("queue",),
)
