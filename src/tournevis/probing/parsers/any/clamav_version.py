"""`clamscan --version`: the program and the date of its signatures."""

from datetime import UTC, datetime

from ...reasons import Unread


def parse(text: str) -> datetime | None:
    """When the installed signatures were made; None when there are none.

    >>> parse("ClamAV 1.4.3/27850/Wed Dec  3 10:05:39 2025")
    datetime.datetime(2025, 12, 3, 10, 5, 39, tzinfo=datetime.timezone.utc)
    >>> parse("ClamAV 1.4.3")

    Raises:
        Unread: garbled, when it is not ClamAV's line.
    """
    if not text.startswith("ClamAV "):
        raise Unread("garbled", "clamscan --version")
    parts = text.strip().split("/")
    if len(parts) < 3:
        return None
    try:
        return datetime.strptime(parts[2], "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    except ValueError:
        raise Unread("garbled", "clamscan --version") from None
