"""Win32_Printer: print queues, and what Windows believes of the printer behind each."""

from collections.abc import Iterable

from .records import Record

# Documents and notes that are printed to a file: no printer of the user's.
VIRTUAL = ("microsoft print to pdf", "microsoft xps document writer", "onenote", "fax")
STATES = {3: "idle", 4: "processing", 5: "processing", 6: "stopped", 7: "unreachable"}
# DetectedErrorState, in the keywords of IPP.
REASONS = {
    2: "none",
    3: "media-low",
    4: "media-empty",
    5: "toner-low",
    6: "toner-empty",
    7: "door-open",
    8: "media-jam",
    9: "offline",
    10: "service-needed",
    11: "output-area-full",
}


def names(records: Iterable[Record]) -> tuple[str, ...]:
    """Names of the real queues.

    >>> names([{"Name": "Microsoft Print to PDF"}, {"Name": "HP Accueil"}])
    ('HP Accueil',)
    """
    found = (str(record.get("Name", "")) for record in records)
    return tuple(name for name in found if name and not any(word in name.lower() for word in VIRTUAL))


def default(records: Iterable[Record]) -> Record | None:
    """The default queue, virtual or not.

    >>> default([{"Name": "A", "Default": False}, {"Name": "B", "Default": True}])["Name"]
    'B'
    """
    return next((record for record in records if record.get("Default")), None)


def state(record: Record) -> str | None:
    """State of the printer in IPP's words; `unreachable` when Windows works offline.

    >>> state({"PrinterStatus": 3}), state({"PrinterStatus": 3, "WorkOffline": True}), state({"PrinterStatus": 2})
    ('idle', 'unreachable', None)
    """
    return "unreachable" if record.get("WorkOffline") else STATES.get(record.get("PrinterStatus", 2))


def reasons(record: Record) -> tuple[str, ...] | None:
    """What hinders it, as IPP keywords; None when Windows does not know.

    >>> reasons({"DetectedErrorState": 8}), reasons({"DetectedErrorState": 0})
    (('media-jam',), None)
    """
    reason = REASONS.get(record.get("DetectedErrorState", 0))
    return (reason,) if reason else None
