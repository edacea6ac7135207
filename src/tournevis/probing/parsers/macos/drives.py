"""`system_profiler -xml SPSerialATADataType SPNVMeDataType`: the drives built in."""

from ..any.smartctl import Smart
from .plist_items import Item
from .plist_items import parse as items_of

STATES = {"Verified": "ok", "Failing": "failed", "About to fail": "failed"}


def parse(text: str) -> tuple[Smart, ...]:
    """The drives' own verdict; optical drives have none and are left out.

    >>> head = '<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><array><dict><key>_items</key><array>'
    >>> drive = '<dict><key>_name</key><string>APPLE SSD</string><key>bsd_name</key><string>disk0</string>' \\
    ...         '<key>smart_status</key><string>Failing</string></dict>'
    >>> parse(head + drive + '</array></dict></array></plist>')
    (Smart(state='failed', reallocated=None, wear_percent=None, temperature=None),)
    """
    return tuple(Smart(STATES.get(str(item.get("smart_status")), "unknown"), None, None, None) for item in drives(text))


def drives(text: str) -> tuple[Item, ...]:
    """The drives that hold a disk."""
    return tuple(item for item in items_of(text) if "bsd_name" in item and "smart_status" in item)


def kind(text: str) -> str | None:
    """`hdd` when a drive turns, `ssd` when all are flash, None when not told."""
    words = {str(item.get("spsata_medium_type") or _by_bus(item)) for item in drives(text)}
    if "Rotational" in words:
        return "hdd"
    return "ssd" if "Solid State" in words else None


def _by_bus(item: Item) -> str:
    return "Solid State" if any(key.startswith("spnvme") for key in item) else ""
