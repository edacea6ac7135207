"""`system_profiler SPPowerDataType`: battery and charger."""

import re

from ..any.battery import Battery
from .profiler_text import parse as tree_of
from .profiler_text import walk


def parse(text: str) -> Battery:
    """The battery; its health is told by Apple silicon only, elsewhere the capacity when new is not given.

    >>> parse('''Power:
    ...
    ...     Battery Information:
    ...
    ...       Charge Information:
    ...           Fully Charged: No
    ...           Charging: Yes
    ...       Health Information:
    ...           Condition: Normal
    ...           Maximum Capacity: 87 %
    ...
    ...     AC Charger Information:
    ...
    ...       Connected: Yes
    ... ''')
    Battery(present=True, health_percent=87.0, charging=True, on_mains=True)
    """
    tree = tree_of(text)
    battery = next(walk(tree, "Battery Information"), None)
    charger = next(walk(tree, "AC Charger Information"), {})
    connected = charger.get("Connected")
    if battery is None or battery.get("Battery Installed") == "No":
        return Battery(present=False, health_percent=None, charging=None, on_mains=True)
    charge = next(walk(battery, "Charge Information"), {})
    capacity = re.match(r"(\d+)", next(walk(battery, "Health Information"), {}).get("Maximum Capacity", ""))
    return Battery(
        present=True,
        health_percent=float(capacity[1]) if capacity else None,
        charging=charge.get("Charging") == "Yes" if "Charging" in charge else None,
        on_mains=connected == "Yes" if connected else None,
    )
