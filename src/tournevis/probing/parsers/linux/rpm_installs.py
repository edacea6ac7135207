"""`rpm -qa --queryformat '%{INSTALLTIME} %{NAME}\\n'`: what was installed, and when (Fedora, Red Hat, SUSE)."""

from datetime import datetime


def parse(text: str, since: datetime) -> tuple[str, ...]:
    """Packages installed since then.

    >>> from datetime import UTC
    >>> parse('''1767000000 bash
    ... 1768200000 kernel-core
    ... ''', since=datetime(2026, 1, 8, tzinfo=UTC))
    ('kernel-core',)
    """
    rows = (line.split() for line in text.splitlines())
    return tuple(row[1] for row in rows if len(row) == 2 and row[0].isdigit() and int(row[0]) >= since.timestamp())
