"""`ip -j route show default`: the way out."""

import json

from ...reasons import Unread


def parse(text: str) -> str:
    """The gateway's address; empty when there is no way out.

    >>> parse('[{"dst": "default", "gateway": "192.168.1.1", "dev": "enp3s0", "protocol": "dhcp", "metric": 100}]')
    '192.168.1.1'
    >>> parse("[]")
    ''
    """
    try:
        routes = json.loads(text or "[]")
        return next((str(route["gateway"]) for route in routes if route.get("gateway")), "")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unread("garbled", f"ip route: {error}") from None
