"""`smartctl --json -H -A -i DEVICE`: what a disk says of itself (ATA, NVMe and SCSI)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...reasons import Unread

# Attributes whose raw value counts sectors that are lost or about to be.
REALLOCATED, PENDING, UNCORRECTABLE = 5, 197, 198
# Attributes whose normalised value counts down from 100 as flash wears (vendors differ).
WEAR = (231, 233, 202, 177, 173, 169)
WORN_PERCENT = 90


@dataclass(frozen=True)
class Smart:
    """A disk's health. `state`: ok, warning, failed or unknown; None where the disk does not tell."""

    state: str
    reallocated: int | None
    wear_percent: float | None
    temperature: float | None


def parse(text: str) -> Smart:
    """The disk's health, from ATA attributes, the NVMe log or the SCSI defect list.

    >>> parse('''{"smartctl": {"exit_status": 0}, "smart_status": {"passed": true}, "temperature": {"current": 34},
    ...  "rotation_rate": 7200, "ata_smart_attributes": {"table": [
    ...  {"id": 5, "name": "Reallocated_Sector_Ct", "value": 98, "raw": {"value": 24, "string": "24"}},
    ...  {"id": 197, "name": "Current_Pending_Sector", "value": 100, "raw": {"value": 0, "string": "0"}}]}}''')
    Smart(state='warning', reallocated=24, wear_percent=None, temperature=34.0)

    Raises:
        Unread: the device could not be opened or has no such data; garbled when it is no JSON.
    """
    try:
        report = json.loads(text)
        if "smart_status" not in report and "smartctl" in report:
            _refuse(report)
        return Smart(_state(report), _reallocated(report), _wear(report), _temperature(report))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unread("garbled", f"smartctl: {error}") from None


def _refuse(report: Mapping[str, Any]) -> None:
    words = " ".join(message.get("string", "") for message in report["smartctl"].get("messages", []))
    # Error 5 is how Windows says that access is denied.
    if "permission denied" in words.lower() or words.endswith("Error=5"):
        raise Unread("refused", words)
    if "temperature" not in report:
        raise Unread("not_told", words or "no SMART on this device")


def _state(report: Mapping[str, Any]) -> str:
    passed = report.get("smart_status", {}).get("passed")
    if passed is False or report.get("nvme_smart_health_information_log", {}).get("critical_warning", 0):
        return "failed"
    if _warnings(report):
        return "warning"
    return "ok" if passed else "unknown"


def _warnings(report: Mapping[str, Any]) -> bool:
    raw = _raw(report)
    nvme = report.get("nvme_smart_health_information_log", {})
    return (
        any(raw.get(number, 0) > 0 for number in (REALLOCATED, PENDING, UNCORRECTABLE))
        or (_wear(report) or 0) >= WORN_PERCENT
        or nvme.get("media_errors", 0) > 0
        or nvme.get("available_spare", 100) < nvme.get("available_spare_threshold", 0)
        or (report.get("scsi_grown_defect_list") or 0) > 0
    )


def _raw(report: Mapping[str, Any]) -> dict[int, int]:
    return {line["id"]: int(line["raw"]["value"]) for line in _table(report)}


def _table(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return report.get("ata_smart_attributes", {}).get("table", [])  # type: ignore[no-any-return]


def _reallocated(report: Mapping[str, Any]) -> int | None:
    grown = report.get("scsi_grown_defect_list")
    return _raw(report).get(REALLOCATED, int(grown) if grown is not None else None)


def _wear(report: Mapping[str, Any]) -> float | None:
    used = report.get("nvme_smart_health_information_log", {}).get("percentage_used")
    if used is None:
        used = report.get("scsi_percentage_used_endurance_indicator")
    if used is not None:
        return float(used)
    left = {line["id"]: line["value"] for line in _table(report)}
    known = next((left[number] for number in WEAR if number in left), None)
    return None if known is None or known > 100 else 100.0 - float(known)


def _temperature(report: Mapping[str, Any]) -> float | None:
    celsius = report.get("temperature", {}).get("current")
    return float(celsius) if celsius else None
