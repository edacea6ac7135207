"""`top -l 2 -n 5 -o cpu -stats cpu,command`: load and busiest program of a Mac."""

import re

from ...reasons import Unread


def parse(text: str) -> tuple[float, tuple[str, float] | None]:
    """Load of all processors in percent, and the busiest program with its percent of one processor.

    The first sample counts from the start of the machine, so the last one is taken.

    >>> parse('''CPU usage: 50.0% user, 50.0% sys, 0.0% idle
    ... %CPU COMMAND
    ... 0.0  kernel_task
    ... CPU usage: 12.5% user, 7.5% sys, 80.0% idle
    ... %CPU COMMAND
    ... 98.4 Google Chrome He
    ... 3.1  WindowServer
    ... ''')
    (20.0, ('Google Chrome He', 98.4))
    """
    idle = re.findall(r"CPU usage: .*?([\d.]+)% idle", text)
    if not idle:
        raise Unread("garbled", "top")
    last = text.rpartition("CPU usage:")[2]
    lines = re.findall(r"^\s*(\d+(?:\.\d+)?)\s+(\S.*?)\s*$", last, re.MULTILINE)
    ranked = sorted(((name, float(share)) for share, name in lines), key=lambda pair: -pair[1])
    return 100.0 - float(idle[-1]), ranked[0] if ranked else None
