"""`memory_pressure -Q`: memory of a Mac."""

import re

from ...reasons import Unread


def parse(text: str) -> float:
    """Memory in use, in percent.

    >>> parse('''The system has 17179869184 (1048576 pages with a page size of 16384).
    ... System-wide memory free percentage: 38%
    ... ''')
    62.0
    """
    found = re.search(r"free percentage: (\d+)%", text)
    if found is None:
        raise Unread("garbled", "memory_pressure")
    return 100.0 - float(found[1])
