"""`system_profiler -xml SPInstallHistoryDataType`: what was installed on a Mac, and when."""

from datetime import datetime

from .plist_items import parse as items_of

FIRMWARE, SYSTEM = ("firmware", "efi"), ("macos", "security", "xprotect")


def parse(text: str, since: datetime) -> str:
    """The deepest thing that came since then: `firmware`, `driver`, `os` or `none`.

    >>> from datetime import UTC
    >>> head = '<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><array><dict><key>_items</key><array>'
    >>> item = '<dict><key>_name</key><string>macOS 15.7.3</string><key>install_date</key>' \\
    ...        '<date>2026-01-12T08:00:00Z</date></dict>'
    >>> parse(head + item + '</array></dict></array></plist>', datetime(2026, 1, 8, tzinfo=UTC))
    'os'
    """
    names = []
    for item in items_of(text):
        installed = item.get("install_date")
        if isinstance(installed, datetime) and installed.replace(tzinfo=since.tzinfo) >= since:
            names.append(str(item["_name"]).lower())
    for kind, words in (("firmware", FIRMWARE), ("driver", ("driver",)), ("os", SYSTEM)):
        if any(word in name for name in names for word in words):
            return kind
    return "none"
