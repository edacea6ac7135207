"""/proc/meminfo: memory in use."""

from ...reasons import Unread


def parse(text: str) -> float:
    """Memory in use, in percent; what the kernel would give back at once counts as free.

    >>> parse('''MemTotal:        8000000 kB
    ... MemFree:          300000 kB
    ... MemAvailable:    2000000 kB
    ... ''')
    75.0
    """
    sizes = {}
    for line in text.splitlines():
        name, _, rest = line.partition(":")
        words = rest.split()
        if words and words[0].isdigit():
            sizes[name] = int(words[0])
    if not sizes.get("MemTotal") or "MemAvailable" not in sizes:
        raise Unread("garbled", "/proc/meminfo")
    return 100.0 * (1 - sizes["MemAvailable"] / sizes["MemTotal"])
