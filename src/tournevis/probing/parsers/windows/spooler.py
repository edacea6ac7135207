"""Win32_Service of the spooler, with the number of its crashes in the last hour."""

from collections.abc import Iterable

from .records import Record, number

CRASHES = 2


def parse(records: Iterable[Record]) -> str | None:
    """`running`, `stopped`, or `restarting` when it keeps crashing; None when there is no spooler.

    >>> parse([{"Name": "Spooler", "State": "Running", "Crashes": 0}])
    'running'
    >>> parse([{"Name": "Spooler", "State": "Running", "Crashes": 5}])
    'restarting'
    """
    record = next(iter(records), None)
    if record is None:
        return None
    if (number(record, "Crashes") or 0) >= CRASHES:
        return "restarting"
    return "running" if str(record.get("State", "")).lower() in ("running", "start pending") else "stopped"
