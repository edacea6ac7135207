"""What proves a remedy: a page that comes out, a probe that reads as it should, a scan that finds nothing."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from tournevis.facts import Outcome, Reading

from .contract import Target
from .ipp import address as addresses
from .ipp import client
from .ipp.address import Address
from .ipp.printer import Printer, describe
from .local import LocalMachine
from .machine import Machine
from .page import choose
from .reasons import Unread
from .running import run

Verdict = Literal["yes", "no", "unknown"]
POLL_SECONDS = 0.3
COMPLETED, ABORTED, CANCELLED = 9, 8, 7
HELD, STOPPED = 4, 6


@dataclass(frozen=True)
class Verified:
    """Whether the remedy is proved. `because`: what was seen, in English, as of a reading."""

    verdict: Verdict
    because: str
    readings: tuple[Reading, ...] = ()


def page_printed(target: Target, lines: Sequence[str], seconds: float = 60.0) -> Verified:
    """Prints a test page and waits for its job to be done.

    The page is the proof: reasons such as `media-jam` may stay after the printer works. A page that does not come out
    is taken back, so that it does not surprise anybody later.

    Args:
        target: a printer's address or a queue's name.
        lines: the words of the page.
        seconds: how long to wait.
    """
    machine: Machine = target.machine
    if isinstance(machine, LocalMachine):
        machine = machine.within(seconds + 10)
    try:
        place = addresses.parse(target.address, machine)
        printer = describe(client.printer_attributes(place, machine))
        if printer.accepting is False:
            return Verified("no", f"the printer takes no documents: {printer.message}".rstrip(": "))
        mime, document = choose(printer.formats, lines)
        number = client.print_document(place, machine, document, mime, lines[0] if lines else "Test")
    except Unread as reason:
        verdict: Verdict = "no" if reason.code == "unreachable" else "unknown"
        return Verified(verdict, str(reason))
    return _await(place, machine, number, seconds)


def _await(place: Address, machine: Machine, number: int, seconds: float) -> Verified:
    until = time.monotonic() + seconds
    seen = Verified("unknown", "slow")
    while time.monotonic() < until:
        try:
            seen = _judge(client.job(place, machine, number), describe(client.printer_attributes(place, machine)))
        except Unread as reason:
            seen = Verified("unknown", str(reason))
        if seen.because == "printed" or seen.verdict == "no":
            break
        time.sleep(POLL_SECONDS)
    if seen.because != "printed":
        _take_back(place, machine, number)
    return seen


def _judge(job: Any, printer: Printer) -> Verified:
    """What the job and its printer say together; `unknown` while it may still come out."""
    state = next(iter(job.get("job-state", ())), None)
    if state == COMPLETED:
        return Verified("yes", "printed")
    reasons = ", ".join(printer.reasons)
    if state in (ABORTED, CANCELLED):
        return Verified("no", f"the page was given up ({reasons})")
    if state in (HELD, STOPPED):
        return Verified("no", f"the page is held back ({reasons})")
    if printer.state == "stopped":
        return Verified("no", f"the printer is stopped ({reasons})")
    return Verified("unknown", f"slow: the page has not come out yet ({reasons})")


def _take_back(place: Address, machine: Machine, number: int) -> None:
    try:
        client.cancel(place, machine, number)
    except Unread:
        # It ended by itself meanwhile, or the printer is gone: there is nothing to take back.
        return


def reads_as(probe_id: str, target: Target, datum: str, expected: Callable[[Reading], bool]) -> Verified:
    """Reads a probe again and asks whether the datum is as it should be once the fault is gone."""
    readings = run(probe_id, target)
    reading = next((reading for reading in readings if reading.name == datum), None)
    if reading is None or reading.outcome is not Outcome.VALUE:
        return Verified("unknown", reading.because if reading else "not_told", readings)
    words = f"{datum} = {reading.value} {reading.unit}".rstrip()
    return Verified("yes" if expected(reading) else "no", words, readings)


def scan_is_clean(target: Target, folder: str, signatures: str = "") -> Verified:
    """Scans a folder again with the antivirus; proved when nothing is found."""
    options = {**target.options, "folder": folder, "signatures": signatures}
    again = replace(target, options={name: value for name, value in options.items() if value})
    return reads_as("antivirus", again, "antivirus.detections", lambda reading: reading.value == 0)
