"""/sys/class/power_supply: batteries and mains."""

from collections.abc import Iterable, Mapping

from ..any.battery import Battery

Supply = Mapping[str, str]


def parse(supplies: Iterable[Supply]) -> Battery:
    """The machine's own supplies; a mouse's battery (scope Device) is left out.

    >>> parse([{"type": "Mains", "online": "1"},
    ...        {"type": "Battery", "present": "1", "status": "Charging",
    ...         "energy_full": "31000000", "energy_full_design": "50000000"},
    ...        {"type": "Battery", "scope": "Device", "capacity": "40", "status": "Discharging"}])
    Battery(present=True, health_percent=62.0, charging=True, on_mains=True)
    """
    own = [supply for supply in supplies if supply.get("scope", "System") != "Device"]
    batteries = [supply for supply in own if supply.get("type") == "Battery" and supply.get("present", "1") == "1"]
    mains = [supply.get("online") == "1" for supply in own if supply.get("type") in ("Mains", "USB")]
    discharging = any(supply.get("status") == "Discharging" for supply in batteries)
    return Battery(
        present=bool(batteries),
        health_percent=_health(batteries),
        charging=any(supply.get("status") == "Charging" for supply in batteries) if batteries else None,
        on_mains=any(mains) if mains else not discharging if batteries else None,
    )


def _health(batteries: Iterable[Supply]) -> float | None:
    now = new = 0.0
    for supply in batteries:
        for unit in ("energy", "charge"):
            full, design = supply.get(f"{unit}_full", ""), supply.get(f"{unit}_full_design", "")
            if full.isdigit() and design.isdigit() and int(design) > 0:
                now, new = now + int(full), new + int(design)
                break
    return min(100.0, 100.0 * now / new) if new else None
