"""`sysctl -n kern.boottime`: when a Mac started."""

import re
from datetime import UTC, datetime

from ...reasons import Unread


def parse(text: str) -> datetime:
    """The instant of the start.

    >>> parse("{ sec = 1767250800, usec = 519170 } Thu Jan  1 08:00:00 2026")
    datetime.datetime(2026, 1, 1, 7, 0, tzinfo=datetime.timezone.utc)
    """
    found = re.search(r"sec = (\d+)", text)
    if found is None:
        raise Unread("garbled", "kern.boottime")
    return datetime.fromtimestamp(int(found[1]), UTC)
