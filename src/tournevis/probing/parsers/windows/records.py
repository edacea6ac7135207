"""CIM objects as PowerShell's ConvertTo-Json or `wmic … /format:list` print them."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from ...reasons import Unread

Record = Mapping[str, Any]
WMI_DATE = re.compile(r"^(\d{14})\.\d{6}([+-]\d{3})$")
JSON_DATE = re.compile(r"^/Date\((-?\d+)\)/$")


def parse(text: str) -> tuple[Record, ...]:
    """The objects; empty values are left out. One object alone, a list, and no output at all are all usual.

    >>> parse('{"DeviceID":"C:","Size":100,"VolumeName":null}')
    ({'DeviceID': 'C:', 'Size': 100},)
    >>> parse('''
    ...
    ... DeviceID=C:
    ... Size=100
    ... Compressed=FALSE
    ... Nothing=
    ... Addresses={"10.0.0.7","fe80::1"}
    ...
    ...
    ... DeviceID=D:
    ... ''')
    ({'DeviceID': 'C:', 'Size': 100, 'Compressed': False, 'Addresses': ('10.0.0.7', 'fe80::1')}, {'DeviceID': 'D:'})

    Raises:
        Unread: garbled, when it is neither.
    """
    text = text.strip("\ufeff \r\n")
    if not text:
        return ()
    return _from_json(text) if text[0] in "[{" else _from_list(text)


def _from_json(text: str) -> tuple[Record, ...]:
    try:
        loaded = json.loads(text)
    except ValueError as error:
        raise Unread("garbled", f"JSON: {error}") from None
    items = loaded if isinstance(loaded, list) else [loaded]
    if not all(isinstance(item, dict) for item in items):
        raise Unread("garbled", "JSON: not a list of objects")
    return tuple({key: _plain(value) for key, value in item.items() if value is not None} for item in items)


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _from_list(text: str) -> tuple[Record, ...]:
    records: list[dict[str, Any]] = []
    for block in re.split(r"(?:\r?\n){2,}", text):
        pairs = (line.split("=", 1) for line in block.splitlines() if re.match(r"^\w+=", line))
        if record := {key: _value(raw) for key, raw in pairs if raw.strip()}:
            records.append(record)
    if not records:
        raise Unread("garbled", "neither JSON nor name=value lines")
    return tuple(records)


def _value(raw: str) -> Any:
    raw = raw.strip()
    if raw in ("TRUE", "FALSE"):
        return raw == "TRUE"
    if re.fullmatch(r"-?\d{1,20}", raw):
        return int(raw)
    if raw.startswith("{") and raw.endswith("}") and not re.fullmatch(r"\{[0-9A-Fa-f-]{36}\}", raw):
        return tuple(_value(part.strip('"')) for part in re.split(r'(?<="),(?=")|(?<=\d),(?=\d)', raw[1:-1]))
    return raw.replace("&amp;", "&")


def number(record: Record, key: str) -> float | None:
    """The value as a number, whether it came as a number or as digits; None when it is not there."""
    try:
        return None if record.get(key) is None else float(record[key])
    except (TypeError, ValueError):
        raise Unread("garbled", f"{key}: not a number") from None


def moment(record: Record, key: str) -> datetime | None:
    """The value as an instant, from WMI's, PowerShell 5's or ISO form; None when it is not there.

    >>> moment({"t": "20130822204218.500000+120"}, "t"), moment({"t": "/Date(1700000000000)/"}, "t")
    (datetime.datetime(2013, 8, 22, 20, 42, 18, tzinfo=datetime.timezone(datetime.timedelta(seconds=7200))), \
datetime.datetime(2023, 11, 14, 22, 13, 20, tzinfo=datetime.timezone.utc))
    """
    value = record.get(key)
    if isinstance(value, Mapping):  # PowerShell 5 adds members to some dates
        value = value.get("DateTime") or value.get("value")
    if value is None:
        return None
    text = str(value)
    if match := WMI_DATE.match(text):
        zone = timezone(timedelta(minutes=int(match[2])))
        return datetime.strptime(match[1], "%Y%m%d%H%M%S").replace(tzinfo=zone)
    if match := JSON_DATE.match(text):
        return datetime.fromtimestamp(int(match[1]) / 1000, UTC)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise Unread("garbled", f"{key}: not a date") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
