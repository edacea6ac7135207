"""`scutil --proxy`: the proxy that macOS uses."""

import re


def parse(text: str) -> str:
    """`automatic` (a script or discovery), `manual` or `none`.

    >>> parse('''<dictionary> {
    ...   HTTPEnable : 0
    ...   HTTPSEnable : 1
    ...   HTTPSPort : 8080
    ...   HTTPSProxy : proxy.example.org
    ...   ProxyAutoConfigEnable : 0
    ... }
    ... ''')
    'manual'
    """
    on = set(re.findall(r"(\w+) : 1\b", text))
    if on & {"ProxyAutoConfigEnable", "ProxyAutoDiscoveryEnable"}:
        return "automatic"
    return "manual" if on & {"HTTPEnable", "HTTPSEnable", "SOCKSEnable"} else "none"
