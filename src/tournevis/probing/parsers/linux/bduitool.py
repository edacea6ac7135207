"""`bduitool get ps`: Bitdefender on Linux."""

import re

from ...reasons import Unread


def parse(text: str) -> str:
    """The antivirus's state: ok, outdated or disabled.

    >>> parse('''Product version: 7.0.4.1000
    ... New security content available: yes
    ... Features:
    ...   - Antimalware status: On
    ... ''')
    'outdated'
    """
    guarded = re.search(r"Antimalware status:\s*(\w+)", text)
    if guarded is None:
        raise Unread("garbled", "bduitool")
    if guarded[1].lower() != "on":
        return "disabled"
    return "outdated" if re.search(r"New security content available:\s*yes", text) else "ok"
