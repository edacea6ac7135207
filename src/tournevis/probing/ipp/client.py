"""The few IPP operations that looking at printers takes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..machine import Machine
from ..reasons import Unread
from .address import Address
from .decode import decode
from .encode import encode
from .message import Attributes, Group, Message, Operation, Tag, Typed
from .transport import post

PRINTER_ATTRIBUTES = (
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
    "printer-is-accepting-jobs",
    "printer-name",
    "printer-info",
    "printer-location",
    "printer-make-and-model",
    "printer-up-time",
    "queued-job-count",
    "marker-levels",
    "marker-names",
    "marker-types",
    "printer-supply",
    "printer-supply-description",
    "document-format-supported",
    "device-uri",
)
JOB_ATTRIBUTES = ("job-id", "job-state", "job-state-reasons", "job-name", "time-at-creation", "job-printer-uri")
VERSION_NOT_SUPPORTED = 0x0503
NOT_FOUND = 0x0406
NOT_AUTHORISED = (0x0401, 0x0402, 0x0403)


def printer_attributes(address: Address, machine: Machine) -> Attributes:
    """What the printer says of itself (Get-Printer-Attributes)."""
    wanted = _keywords(PRINTER_ATTRIBUTES)
    answer = _ask(Operation.GET_PRINTER_ATTRIBUTES, address, machine, {"requested-attributes": wanted})
    found = next(answer.of(Tag.PRINTER), None)
    if not found:
        raise Unread("garbled", "IPP: no printer in the answer")
    return found


def jobs(address: Address, machine: Machine) -> tuple[Attributes, ...]:
    """The jobs that are not done, first come first (Get-Jobs); of all queues when asked of the server."""
    extra = {
        "which-jobs": (Typed(Tag.KEYWORD, "not-completed"),),
        "requested-attributes": _keywords(JOB_ATTRIBUTES),
    }
    return tuple(_ask(Operation.GET_JOBS, address, machine, extra).of(Tag.JOB))


def queues(machine_server: Address, machine: Machine) -> tuple[Attributes, ...]:
    """The print queues of a CUPS server."""
    wanted = _keywords(("printer-name", "printer-state", "printer-up-time", "printer-is-accepting-jobs"))
    answer = _ask(Operation.CUPS_GET_PRINTERS, machine_server, machine, {"requested-attributes": wanted}, no_queue=True)
    return tuple(answer.of(Tag.PRINTER))


def default_queue(machine_server: Address, machine: Machine) -> str:
    """Name of the CUPS server's default queue; empty when there is none."""
    wanted = _keywords(("printer-name",))
    answer = _ask(Operation.CUPS_GET_DEFAULT, machine_server, machine, {"requested-attributes": wanted}, no_queue=True)
    return str(next(answer.of(Tag.PRINTER), {}).get("printer-name", ("",))[0])


def print_document(address: Address, machine: Machine, document: bytes, mime: str, title: str) -> int:
    """Sends a document to be printed; the number of its job (Print-Job)."""
    extra = {
        "requesting-user-name": (Typed(Tag.NAME, "tournevis"),),
        "job-name": (Typed(Tag.NAME, title),),
        "document-format": (Typed(Tag.MIME_TYPE, mime),),
    }
    answer = _ask(Operation.PRINT_JOB, address, machine, extra, data=document)
    number = next(answer.of(Tag.JOB), {}).get("job-id", (None,))[0]
    if not isinstance(number, int):
        raise Unread("garbled", "IPP: no job in the answer")
    return number


def job(address: Address, machine: Machine, number: int) -> Attributes:
    """One job as it stands (Get-Job-Attributes)."""
    extra = {"job-id": (Typed(Tag.INTEGER, number),), "requested-attributes": _keywords(JOB_ATTRIBUTES)}
    return next(_ask(Operation.GET_JOB_ATTRIBUTES, address, machine, extra).of(Tag.JOB), {})


def cancel(address: Address, machine: Machine, number: int) -> None:
    """Takes a job of ours back (Cancel-Job)."""
    extra = {"job-id": (Typed(Tag.INTEGER, number),), "requesting-user-name": (Typed(Tag.NAME, "tournevis"),)}
    _ask(Operation.CANCEL_JOB, address, machine, extra)


def _keywords(words: Sequence[str]) -> tuple[Typed, ...]:
    return tuple(Typed(Tag.KEYWORD, word) for word in words)


def _ask(
    operation: Operation,
    address: Address,
    machine: Machine,
    extra: Mapping[str, tuple[Typed, ...]],
    data: bytes = b"",
    no_queue: bool = False,
) -> Message:
    head = {
        "attributes-charset": (Typed(Tag.CHARSET, "utf-8"),),
        "attributes-natural-language": (Typed(Tag.NATURAL_LANGUAGE, "en"),),
    }
    if not no_queue:
        head["printer-uri"] = (Typed(Tag.URI, address.uri),)
    # RFC 8011, 4.1.5: the target comes right after charset and language, job-id right after the target.
    request = Message(operation, (Group(Tag.OPERATION, {**head, **extra}),), data=data)
    answer = decode(post(address, encode(request), machine))
    if answer.code == VERSION_NOT_SUPPORTED:
        answer = decode(post(address, encode(replace(request, version=(1, 1))), machine))
    return _checked(answer)


def _checked(answer: Message) -> Message:
    if answer.code < 0x0100:
        return answer
    if answer.code in NOT_AUTHORISED:
        raise Unread("refused", f"IPP status 0x{answer.code:04x}")
    if answer.code == NOT_FOUND:
        # So does a CUPS server without any queue answer when it is asked for its queues.
        raise Unread("none_here", "no such print queue")
    words = next(answer.of(Tag.OPERATION), {}).get("status-message", ("",))[0]
    raise Unread("device_error", f"IPP status 0x{answer.code:04x} {words}".strip())
