"""Win32_VideoController: graphics cards and their drivers."""

from collections.abc import Iterable

from .records import Record

BASIC = ("microsoft basic", "standard vga", "carte graphique vga standard")
REMOTE = ("remote display", "mirage driver", "dameware", "virtual display")


def parse(records: Iterable[Record]) -> str | None:
    """`ok`, `error` (the device manager shows a fault) or `basic` (no maker's driver); None without a card.

    >>> parse([{"Name": "Intel(R) UHD Graphics 620", "ConfigManagerErrorCode": 43}])
    'error'
    >>> parse([{"Name": "Microsoft Basic Display Adapter", "ConfigManagerErrorCode": 0}])
    'basic'
    """
    cards = [record for record in records if not any(word in _name(record) for word in REMOTE)]
    if not cards:
        return None
    if any(record.get("ConfigManagerErrorCode") not in (0, None) for record in cards):
        return "error"
    return "basic" if all(any(word in _name(record) for word in BASIC) for record in cards) else "ok"


def _name(record: Record) -> str:
    return str(record.get("Name", "")).lower()
