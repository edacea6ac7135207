"""MSFT_PhysicalDisk with its reliability counters: health, kind and wear of disks."""

from collections.abc import Iterable
from typing import Any

from ..any.smartctl import WORN_PERCENT, Smart
from .records import Record, number

STATES = {0: "ok", 1: "warning", 2: "failed"}
WORDS = {"healthy": 0, "warning": 1, "unhealthy": 2}
KINDS = {3: "hdd", 4: "ssd", "HDD": "hdd", "SSD": "ssd"}


def parse(records: Iterable[Record]) -> tuple[Smart, ...]:
    """The health of each disk, as Windows judges it (and worn flash as we do).

    >>> parse([{"DeviceId": "0", "HealthStatus": 0, "MediaType": 4, "Wear": 94, "Temperature": 41},
    ...        {"DeviceId": "1", "HealthStatus": "Unhealthy"}])
    (Smart(state='warning', reallocated=None, wear_percent=94.0, temperature=41.0), \
Smart(state='failed', reallocated=None, wear_percent=None, temperature=None))
    """
    return tuple(_smart(record) for record in records)


def _smart(record: Record) -> Smart:
    status: Any = record.get("HealthStatus")
    code: Any = WORDS.get(status.lower()) if isinstance(status, str) else status
    state = STATES.get(code, "unknown")
    wear = number(record, "Wear")
    if state == "ok" and (wear or 0) >= WORN_PERCENT:
        state = "warning"
    return Smart(state, None, wear, number(record, "Temperature") or None)


def kind(records: Iterable[Record]) -> str | None:
    """`hdd` when a disk turns, `ssd` when all are flash, None when Windows does not know.

    >>> kind([{"MediaType": 4}]), kind([{"MediaType": 4}, {"MediaType": "HDD"}]), kind([{"MediaType": 0}])
    ('ssd', 'hdd', None)
    """
    kinds = {KINDS.get(record.get("MediaType", 0)) for record in records} - {None}
    return "hdd" if "hdd" in kinds else kinds.pop() if kinds else None
