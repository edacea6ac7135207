"""Errors of the Linux kernel, from its journal or its ring buffer."""

from ..machine import Machine
from ..reasons import Unread


def errors(machine: Machine, days: int) -> str:
    """Lines of the last days with the level "error" or worse; those since the start where nothing older is kept."""
    since = f"--since=-{days}days"
    try:
        return machine.run("journalctl", "-k", "-p", "err", since, "-o", "cat", "-q", "--no-pager", "-n", "5000")
    except Unread:
        return machine.run("dmesg", "--level=emerg,alert,crit,err")
