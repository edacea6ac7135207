"""Windows Update through its COM objects: what waits, what failed, what came lately."""

from collections.abc import Iterable

from .records import Record, number

FAILED, IN_PROGRESS = (4, 5), 1
FIRMWARE = ("firmware", "bios", "uefi")
DRIVER = ("driver", "pilote", " - display", " - net", "extension")


def pending(records: Iterable[Record]) -> int | None:
    """How many updates wait, from the one record of the search; None when it gave none.

    >>> pending([{"Pending": 3, "Installing": False}])
    3
    """
    record = next(iter(records), None)
    count = number(record, "Pending") if record else None
    return None if count is None else int(count)


def state(summary: Iterable[Record], history: Iterable[Record]) -> str:
    """`installing`, `failing` (the latest try failed), `pending` or `ok`.

    >>> state([{"Pending": 1}], [{"Title": "2026-01 Cumulative Update", "ResultCode": 4}])
    'failing'
    """
    records, tries = list(summary), list(history)
    if any(record.get("Installing") for record in records) or (tries and tries[0].get("ResultCode") == IN_PROGRESS):
        return "installing"
    if tries and tries[0].get("ResultCode") in FAILED:
        return "failing"
    return "pending" if pending(records) else "ok"


def recent(history: Iterable[Record]) -> str:
    """The deepest thing that was updated: `firmware`, `driver`, `os` or `none`.

    >>> recent([{"Title": "2026-01 Cumulative Update for Windows 11", "ResultCode": 2},
    ...         {"Title": "Intel Corporation - Display - 31.0.101.2134", "ResultCode": 2}])
    'driver'
    """
    titles = [str(record.get("Title", "")).lower() for record in history if record.get("ResultCode") == 2]
    for name, words in (("firmware", FIRMWARE), ("driver", DRIVER)):
        if any(word in title for title in titles for word in words):
            return name
    return "os" if titles else "none"
