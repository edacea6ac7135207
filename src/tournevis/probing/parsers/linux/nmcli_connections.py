"""`nmcli -t -f TYPE,ACTIVE connection show`: connections set up in NetworkManager."""


def parse(text: str) -> str:
    """State of the VPNs among them: `on`, `off` or `none`.

    >>> parse('''802-3-ethernet:yes
    ... vpn:no
    ... wireguard:no
    ... ''')
    'off'
    """
    tunnels = [line.split(":") for line in text.splitlines() if line.startswith(("vpn:", "wireguard:"))]
    if not tunnels:
        return "none"
    return "on" if any(parts[-1] == "yes" for parts in tunnels) else "off"
