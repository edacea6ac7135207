"""`scutil --nc list`: VPN services set up on a Mac."""

import re


def parse(text: str) -> str:
    """`on` when one is connected, `off` when none of those set up is, `none` without any.

    >>> parse('''Available network connection services in the current set (*=enabled):
    ... * (Disconnected)   7D1A0B5E-0000-4000-8000-000000000001 VPN (com.example.vpn) "Office"   [VPN:com.example.vpn]
    ... ''')
    'off'
    """
    states = re.findall(r"^\*?\s*\((\w+)\)", text, re.MULTILINE)
    if not states:
        return "none"
    return "on" if "Connected" in states else "off"
