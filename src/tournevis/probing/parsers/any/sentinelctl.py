"""`sentinelctl status`: SentinelOne on Linux and macOS."""

import re

from ...reasons import Unread

INFECTED = re.compile(r"^\s*Infected:?\s+yes", re.IGNORECASE | re.MULTILINE)
STATE = re.compile(r"^\s*(?:Agent state|Agent Operational State|Protection):?\s{2,}(\w+)", re.MULTILINE)


def parse(text: str) -> str:
    """The antivirus's state: ok, disabled or detection_active.

    >>> parse('''Agent version: 23.4.2.14
    ... Agent state      Enabled
    ... Anti Tamper                      On
    ... ''')
    'ok'
    >>> parse('''Agent
    ...    Agent Operational State:           enabled
    ...    Protection:                        disabled
    ...    Infected:                          no
    ... ''')
    'disabled'
    """
    states = [state.lower() for state in STATE.findall(text)]
    if not states:
        raise Unread("garbled", "sentinelctl")
    if INFECTED.search(text):
        return "detection_active"
    return "ok" if all(state == "enabled" for state in states) else "disabled"
