"""Win32_Battery with root/wmi's BatteryFullChargedCapacity and BatteryStaticData."""

from collections.abc import Iterable

from ..any.battery import Battery
from .records import Record, number

# Win32_Battery.BatteryStatus: 1 discharging, 2 on mains, 3 full, 6 to 9 charging, 4 and 5 low on battery.
ON_MAINS = (2, 3, 6, 7, 8, 9)
CHARGING = (6, 7, 8, 9)


def parse(batteries: Iterable[Record], full: Iterable[Record] = (), design: Iterable[Record] = ()) -> Battery:
    """The batteries taken together; without one the machine lives on the mains.

    >>> parse([{"BatteryStatus": 6}], [{"FullChargedCapacity": 28000}], [{"DesignedCapacity": 50000}])
    Battery(present=True, health_percent=56.0, charging=True, on_mains=True)
    >>> parse([])
    Battery(present=False, health_percent=None, charging=None, on_mains=True)
    """
    states = [record.get("BatteryStatus") for record in batteries]
    if not states:
        return Battery(present=False, health_percent=None, charging=None, on_mains=True)
    return Battery(
        present=True,
        health_percent=_health(full, design),
        charging=any(state in CHARGING for state in states),
        on_mains=any(state in ON_MAINS for state in states),
    )


def _health(full: Iterable[Record], design: Iterable[Record]) -> float | None:
    now = sum(number(record, "FullChargedCapacity") or 0 for record in full)
    new = sum(number(record, "DesignedCapacity") or 0 for record in design)
    return min(100.0, 100.0 * now / new) if now and new else None
