"""`route -n get default`: the way out of a Mac."""

import re


def parse(text: str) -> str:
    """The gateway's address; empty when there is none.

    >>> parse('''   route to: default
    ... destination: default
    ...        mask: default
    ...     gateway: 192.168.1.254
    ...   interface: en0
    ... ''')
    '192.168.1.254'
    """
    found = re.search(r"^\s*gateway: (\S+)", text, re.MULTILINE)
    return found[1] if found else ""
