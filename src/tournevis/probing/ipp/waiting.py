"""What the jobs of an IPP printer mean."""

from collections.abc import Iterable

from ..parsers.any.jobs import Jobs
from .message import Attributes

PENDING, HELD, PROCESSING, STOPPED = 3, 4, 5, 6
# A job that still waits after this while its printer is idle is stuck, whatever its state says.
STALE_MINUTES = 5.0


def summary(jobs: Iterable[Attributes], up_time: int | None) -> Jobs:
    """The jobs together; ages are counted on the printer's own clock (`printer-up-time`).

    >>> summary([{"job-state": (4,), "time-at-creation": (1000,)}, {"job-state": (3,), "time-at-creation": (1300,)}],
    ...         up_time=1600)
    Jobs(pending=2, oldest_minutes=10.0, held=True)
    """
    states, ages = [], []
    for job in jobs:
        states.append(next(iter(job.get("job-state", ())), None))
        created = next(iter(job.get("time-at-creation", ())), None)
        if isinstance(created, int) and created > 0 and up_time and up_time >= created:
            ages.append((up_time - created) / 60)
    return Jobs(len(states), max(ages, default=None), any(state in (HELD, STOPPED) for state in states))


def blocked(jobs: Jobs, printer_state: str) -> bool:
    """Whether a job does not come out though the printer itself is well.

    >>> blocked(Jobs(1, 0.5, held=True), "idle"), blocked(Jobs(1, 30.0, held=False), "idle")
    (True, True)
    >>> blocked(Jobs(1, 30.0, held=True), "stopped"), blocked(Jobs(1, 30.0, held=False), "processing")
    (False, False)
    """
    if printer_state == "stopped" or not jobs.pending:
        return False
    return jobs.held or (printer_state == "idle" and (jobs.oldest_minutes or 0.0) >= STALE_MINUTES)
