"""What an inventory already tells, in the words of the probes: the cheapest way to know is not to look again.

The form is that of GLPI's inventory format (JSON), which its agent and others send.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tournevis.facts import Reading

from .parsers.any.df import Room
from .probes import antivirus, battery, disk, displays, keyboards, print_queues
from .reasons import got

SOURCE = "inventory"
MEBIBYTE = 1024 * 1024
Item = Mapping[str, Any]


def readings(content: Mapping[str, Any]) -> tuple[Reading, ...]:
    """The data that an inventory's `content` holds; parts that are absent or make no sense give none.

    >>> [(reading.name, reading.value) for reading in readings(
    ...     {"drives": [{"type": "/", "filesystem": "ext4", "total": 1000, "free": 20}]})]
    [('disk.free_percent', 2.0), ('disk.free_bytes', 20971520), ('disk.mount', '/')]
    """
    return tuple(
        reading
        for part in (_drives, _batteries, _antivirus, _printers, _monitors, _inputs)
        for reading in part(content)
    )


def _items(content: Mapping[str, Any], name: str) -> list[Item]:
    part = content.get(name)
    return [item for item in part if isinstance(item, Mapping)] if isinstance(part, list) else []


def _drives(content: Mapping[str, Any]) -> Iterator[Reading]:
    rooms = [room for item in _items(content, "drives") if (room := _room(item))]
    if rooms:
        fullest = min(rooms, key=lambda room: room.free_percent)
        yield got(disk.FREE_PERCENT, fullest.free_percent, SOURCE)
        yield got(disk.FREE_BYTES, fullest.free, SOURCE)
        yield got(disk.MOUNT, fullest.mount or None, SOURCE)


def _room(item: Item) -> Room | None:
    total, free, kind = item.get("total"), item.get("free"), str(item.get("filesystem", ""))
    if not isinstance(total, int) or not isinstance(free, int) or not 0 <= free <= total or total == 0:
        return None
    if kind.lower() in disk.NOT_DISKS:
        return None
    # Windows tells the letter, the others the mount point as the "type".
    mount = str(item.get("letter") or item.get("type") or item.get("volumn") or "")
    return Room(str(item.get("volumn", "")), kind, (total - free) * MEBIBYTE, free * MEBIBYTE, mount)


def _batteries(content: Mapping[str, Any]) -> Iterator[Reading]:
    batteries = _items(content, "batteries")
    if not batteries:
        return
    yield got(battery.PRESENT, True, SOURCE)
    pairs = [(_amount(item.get("real_capacity")), _amount(item.get("capacity"))) for item in batteries]
    known = [(now, new) for now, new in pairs if now and new]
    if known:
        health = 100.0 * sum(now for now, _ in known) / sum(new for _, new in known)
        yield got(battery.HEALTH, min(100.0, health), SOURCE)


def _amount(value: Any) -> float:
    """A capacity, whether it was sent as a number or as digits; 0 when unknown."""
    try:
        return max(float(value), 0.0)
    except (TypeError, ValueError):
        return 0.0


def _antivirus(content: Mapping[str, Any]) -> Iterator[Reading]:
    products = _items(content, "antivirus")
    if products:
        states = [_guard(item) for item in products]
        yield got(antivirus.STATE, next(word for word in ("ok", "outdated", "disabled") if word in states), SOURCE)


def _guard(item: Item) -> str:
    if not item.get("enabled", False):
        return "disabled"
    return "ok" if item.get("uptodate", True) else "outdated"


def _printers(content: Mapping[str, Any]) -> Iterator[Reading]:
    if "printers" in content:
        names = tuple(str(item["name"]) for item in _items(content, "printers") if item.get("name"))
        yield got(print_queues.INSTALLED, len(names), SOURCE)
        yield got(print_queues.NAMES, names, SOURCE)


def _monitors(content: Mapping[str, Any]) -> Iterator[Reading]:
    if monitors := _items(content, "monitors"):
        yield got(displays.CONNECTED, len(monitors), SOURCE)


def _inputs(content: Mapping[str, Any]) -> Iterator[Reading]:
    if inputs := _items(content, "inputs"):
        yield got(keyboards.COUNT, sum(_is_keyboard(item) for item in inputs), SOURCE)


def _is_keyboard(item: Item) -> bool:
    # The "type" says keyboard of every button and loudspeaker, so only names are looked at.
    words: Iterable[str] = (str(item.get(key, "")).lower() for key in ("caption", "description", "name"))
    return any("keyboard" in word or "clavier" in word for word in words)
