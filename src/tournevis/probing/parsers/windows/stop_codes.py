"""Stop codes (blue screens) of the system log: what each kind points at."""

import re
from collections.abc import Iterable

from .records import Record

# Hexadecimal codes by what most often causes them; from Microsoft's public reference of bug checks.
DISK = frozenset({0x24, 0x7A, 0x77, 0x7B, 0xED, 0xF4, 0x12B, 0xEF, 0x23, 0x98, 0xC00002E2, 0xC0000218, 0x8B})
MEMORY = frozenset({0x1A, 0x50, 0x4E, 0x19, 0xC2, 0x2E, 0x127, 0x7F, 0x109, 0x124, 0xC5, 0x41, 0xFC})
DRIVER = frozenset(
    {0xA, 0xD1, 0x9F, 0x116, 0x117, 0x119, 0x133, 0x3B, 0x7E, 0x1E, 0x8E, 0xC4, 0xC9, 0xD5, 0xE6, 0xEA, 0x10D}
    | {0x113, 0x139, 0x1CA, 0xF7, 0xFE, 0x10E, 0xD8, 0xD0, 0xD3, 0x144}
)
CODE = re.compile(r"0x([0-9a-fA-F]{1,8})")


def kind(code: int) -> str:
    """What a stop code points at: `disk`, `memory`, `driver`, or `various`.

    >>> kind(0x7A), kind(0x1A), kind(0x116), kind(0xE2)
    ('disk', 'memory', 'driver', 'various')
    """
    known = (("disk", DISK), ("memory", MEMORY), ("driver", DRIVER))
    return next((name for name, codes in known if code in codes), "various")


def parse(records: Iterable[Record]) -> str:
    """What the stops of the period have in common; `none` when there was none, `various` when they differ.

    >>> parse([{"Message": "The computer has rebooted from a bugcheck.  The bugcheck was: 0x0000007a (0x01, 0x02)."}])
    'disk'
    >>> parse([{"Code": 26}, {"Code": 278}])
    'various'
    """
    kinds = set()
    for record in records:
        match = CODE.search(str(record.get("Message", "")))
        code = int(match[1], 16) if match else record.get("Code")
        if isinstance(code, int) and code > 0:
            kinds.add(kind(code))
    if not kinds:
        return "none"
    return kinds.pop() if len(kinds) == 1 else "various"
