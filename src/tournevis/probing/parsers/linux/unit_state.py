"""`systemctl show UNIT -p LoadState,ActiveState,SubState`: one service of systemd."""

from ...reasons import Unread


def parse(text: str) -> str:
    """`running`, `stopped` or `restarting`; `absent` when there is no such service.

    >>> parse('''LoadState=loaded
    ... ActiveState=activating
    ... SubState=auto-restart
    ... ''')
    'restarting'
    """
    values = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    if "ActiveState" not in values:
        raise Unread("garbled", "systemctl show")
    if values.get("LoadState") == "not-found":
        return "absent"
    if values.get("SubState") in ("auto-restart", "auto-restart-queued"):
        return "restarting"
    return "running" if values["ActiveState"] in ("active", "reloading", "activating") else "stopped"
