"""`ip -j neigh show ADDRESS`: whether a neighbour answered lately."""

import json

from ...reasons import Unread

ANSWERS = {"REACHABLE": "ok", "DELAY": "ok", "FAILED": "fail", "INCOMPLETE": "fail"}


def parse(text: str) -> str | None:
    """`ok`, `fail`, or None when the kernel has not asked it for a while.

    >>> parse('[{"dst": "192.168.1.1", "dev": "enp3s0", "lladdr": "00:11:22:33:44:55", "state": ["REACHABLE"]}]')
    'ok'
    >>> parse('[{"dst": "192.168.1.1", "dev": "enp3s0", "lladdr": "00:11:22:33:44:55", "state": ["STALE"]}]')
    """
    try:
        states = [state for item in json.loads(text or "[]") for state in item.get("state", ())]
    except (ValueError, TypeError, AttributeError) as error:
        raise Unread("garbled", f"ip neigh: {error}") from None
    return next((ANSWERS[state] for state in states if state in ANSWERS), None)
