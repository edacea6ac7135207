"""Win32_LogicalDisk: drive letters and their room."""

from collections.abc import Iterable

from ..any.df import Room
from .records import Record, number

FIXED = 3
READABLE_ONLY = 1


def parse(records: Iterable[Record]) -> tuple[Room, ...]:
    """Room of the fixed drives; removable, network and optical ones are left out.

    >>> parse([{"DeviceID": "C:", "DriveType": 3, "FileSystem": "NTFS", "Size": "1000", "FreeSpace": "50"},
    ...        {"DeviceID": "D:", "DriveType": 5}, {"DeviceID": "Z:", "DriveType": 4, "Size": 9, "FreeSpace": 9}])
    (Room(device='C:', type='NTFS', used=950, free=50, mount='C:'),)
    """
    rooms = []
    for record in records:
        size, free = number(record, "Size"), number(record, "FreeSpace")
        if record.get("DriveType") == FIXED and size and free is not None:
            name = str(record.get("DeviceID", ""))
            rooms.append(Room(name, str(record.get("FileSystem", "")), int(size - free), int(free), name))
    return tuple(rooms)


def read_only(records: Iterable[Record]) -> frozenset[str]:
    """Letters of the drives that can only be read.

    >>> sorted(read_only([{"DeviceID": "C:", "Access": 0}, {"DeviceID": "E:", "Access": 1}]))
    ['E:']
    """
    return frozenset(str(record.get("DeviceID")) for record in records if record.get("Access") == READABLE_ONLY)
