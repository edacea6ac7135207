"""`system_profiler -xml TYPE`: property lists of nested `_items`."""

import plistlib
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers.expat import ExpatError

from ...reasons import Unread

Item = Mapping[str, Any]


def parse(text: str) -> tuple[Item, ...]:
    """Every item at every depth, the outer one before what it holds.

    >>> head = '<?xml version="1.0" encoding="UTF-8"?><plist version="1.0">'
    >>> [item["_name"] for item in parse(head + '''<array><dict><key>_items</key><array>
    ...  <dict><key>_name</key><string>USB 3.1 Bus</string><key>_items</key><array>
    ...   <dict><key>_name</key><string>Magic Keyboard</string></dict></array></dict>
    ...  </array></dict></array></plist>''')]
    ['USB 3.1 Bus', 'Magic Keyboard']

    Raises:
        Unread: garbled, when it is no property list.
    """
    try:
        loaded = plistlib.loads(text.strip().encode())
    except (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise Unread("garbled", f"property list: {error}") from None
    return tuple(_below(loaded))


def _below(node: Any) -> Iterator[Item]:
    for part in node if isinstance(node, list) else []:
        if isinstance(part, dict):
            if "_name" in part:
                yield part
            yield from _below(part.get("_items"))
