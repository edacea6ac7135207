"""Win32_OperatingSystem: memory in use and time since the last true restart."""

from collections.abc import Iterable

from ...reasons import Unread
from .records import Record, moment, number


def _only(records: Iterable[Record]) -> Record:
    record = next(iter(records), None)
    if record is None:
        raise Unread("not_told", "Win32_OperatingSystem")
    return record


def memory_used_percent(records: Iterable[Record]) -> float | None:
    """Memory in use, in percent; None when it is not given.

    >>> memory_used_percent([{"TotalVisibleMemorySize": "8000000", "FreePhysicalMemory": "2000000"}])
    75.0
    """
    record = _only(records)
    total, free = number(record, "TotalVisibleMemorySize"), number(record, "FreePhysicalMemory")
    return 100.0 * (1 - free / total) if total and free is not None else None


def uptime_days(records: Iterable[Record]) -> float | None:
    """Days since the kernel started; a fast start-up does not restart it, so it is not counted as one.

    >>> uptime_days([{"LastBootUpTime": "20260101080000.500000+060", "LocalDateTime": "20260111200000.000000+060"}])
    10.5
    """
    record = _only(records)
    started, now = moment(record, "LastBootUpTime"), moment(record, "LocalDateTime")
    return (now - started).total_seconds() / 86_400 if started and now else None
