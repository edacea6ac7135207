"""Names in /Library/Logs/DiagnosticReports: panics of a Mac."""

import re
from collections.abc import Iterable
from datetime import date

PANIC = re.compile(r"(\d{4}-\d{2}-\d{2})-\d+.*\.panic$")


def parse(names: Iterable[str], since: date) -> int:
    """How many panics there were since then.

    >>> parse(["Kernel-2026-01-12-093000.panic", "Safari-2026-01-12-101010.ips", "Kernel-2025-06-01-093000.panic"],
    ...       date(2025, 12, 15))
    1
    """
    days = (match[1] for name in names if (match := PANIC.search(name)))
    return sum(1 for day in days if day >= since.isoformat())
