"""Documents that wait in the machine's print queues."""

from collections.abc import Iterable, Iterator
from typing import Any

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..ipp import client, waiting
from ..ipp.address import server
from ..ipp.message import Attributes
from ..ipp.printer import STATES
from ..machine import Machine
from ..parsers.any.jobs import Jobs
from ..parsers.windows import print_jobs
from ..reasons import Unread, got

PENDING = Datum("jobs.pending", "number", names={"fr": "Documents en attente", "en": "Documents waiting"})
OLDEST = Datum("jobs.oldest_minutes", "number", "min", names={"fr": "Attente la plus longue", "en": "Longest wait"})
BLOCKED = Datum("jobs.blocked", "boolean", names={"fr": "Document bloqué", "en": "Document blocked"})


def read(target: Target) -> Iterable[Reading]:
    """All queues together; blocked when in one of them a document does not leave though the printer could print."""
    found = list((_windows if target.machine.system == "windows" else _cups)(target.machine))
    ages = [jobs.oldest_minutes for jobs, _ in found if jobs.oldest_minutes is not None]
    yield got(PENDING, sum(jobs.pending for jobs, _ in found))
    yield got(BLOCKED, any(blocked for _, blocked in found))
    yield got(OLDEST, max(ages, default=None))


def _windows(machine: Machine) -> Iterator[tuple[Jobs, bool]]:
    records = powershell.cim(machine, "Win32_PrintJob", "JobId", "StatusMask", "TimeSubmitted")
    jobs = print_jobs.parse(records, machine.now())
    yield jobs, jobs.held or (jobs.oldest_minutes or 0.0) >= waiting.STALE_MINUTES


def _cups(machine: Machine) -> Iterator[tuple[Jobs, bool]]:
    place = server(machine)
    try:
        queues = client.queues(place, machine)
    except Unread as reason:
        if reason.code != "none_here":
            raise
        return
    waiting_jobs = client.jobs(place, machine)
    for queue in queues:
        name, state = _first(queue, "printer-name"), STATES.get(_first(queue, "printer-state"), "")
        mine = [job for job in waiting_jobs if str(_first(job, "job-printer-uri")).rpartition("/")[2] == name]
        jobs = waiting.summary(mine, _first(queue, "printer-up-time"))
        yield jobs, waiting.blocked(jobs, state)


def _first(attributes: Attributes, name: str) -> Any:
    return next(iter(attributes.get(name, ())), None)


PROBE = Probe(
    id="print_jobs",
    names={"fr": "Documents en attente d'impression", "en": "Documents waiting to print"},
    gives=(PENDING, OLDEST, BLOCKED),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=15.0,
    read=read,
)
