"""PnP devices of the class Monitor against WmiMonitorID: screens plugged in and screens that show."""

from collections.abc import Iterable

from .records import Record


def parse(present: Iterable[Record], active: Iterable[Record]) -> tuple[int, int]:
    """How many screens are connected, and how many of them show nothing.

    >>> parse([{"Name": "Dell P2419H"}, {"Name": "Integrated Monitor"}], [{"InstanceName": "A", "Active": True}])
    (2, 1)
    """
    showing = sum(1 for record in active if record.get("Active", True))
    connected = max(sum(1 for _ in present), showing)
    return connected, connected - showing
