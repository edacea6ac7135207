"""Get-MpComputerStatus and Get-MpThreatDetection: Microsoft Defender; SecurityCenter2 for other products."""

from collections.abc import Iterable

from .records import Record, number

OLD_DAYS = 7
# ThreatStatusID: 1 detected, 6 quarantine failed, 7 removal failed, 8 allowed, 102 and later: failed actions.
ACTIVE = frozenset({1, 6, 7, 8, 102, 103, 104, 105, 107})


def state(status: Iterable[Record], threats: Iterable[Record], products: Iterable[Record] = ()) -> str:
    """ok, outdated, disabled, absent, detection_active or detection_cleaned.

    >>> state([{"AntivirusEnabled": True, "RealTimeProtectionEnabled": True, "AntivirusSignatureAge": 1}],
    ...       [{"ThreatStatusID": 3, "ThreatName": "Trojan:Win32/Wacatac"}])
    'detection_cleaned'
    >>> state([], [], [{"displayName": "Avast", "productState": 266256}])
    'outdated'
    """
    found = list(threats)
    if any(record.get("ThreatStatusID") in ACTIVE for record in found):
        return "detection_active"
    states = [_defender(record) for record in status] + [_product(record) for record in products]
    # Defender steps back when another product guards: the best of all counts.
    guard = next((word for word in ("ok", "outdated", "disabled") if word in states), "absent")
    return "detection_cleaned" if found and guard == "ok" else guard


def _defender(record: Record) -> str:
    if not (record.get("AntivirusEnabled") and record.get("RealTimeProtectionEnabled")):
        return "disabled"
    return "outdated" if (number(record, "AntivirusSignatureAge") or 0) > OLD_DAYS else "ok"


def _product(record: Record) -> str:
    bits = int(number(record, "productState") or 0)
    if (bits >> 12) & 0xF != 1:
        return "disabled"
    return "outdated" if (bits >> 4) & 0xF else "ok"


def names(threats: Iterable[Record]) -> tuple[str, ...]:
    """Names of what was found, once each.

    >>> names([{"ThreatName": "Virus:DOS/EICAR_Test_File"}, {"ThreatName": "Virus:DOS/EICAR_Test_File"}])
    ('Virus:DOS/EICAR_Test_File',)
    """
    return tuple(dict.fromkeys(str(record["ThreatName"]) for record in threats if record.get("ThreatName")))
