"""`cytool runtime query`: the parts of Cortex XDR and whether they run."""

from ...reasons import Unread


def parse(text: str) -> str:
    """The antivirus's state: ok, or disabled when a part does not run.

    >>> parse('''     Name     PID     User     Status     Command
    ...      pmd    1092     root     Running     /opt/traps/bin/pmd
    ...     clad       0     root     Stopped     /opt/traps/analyzerd/clad
    ... ''')
    'disabled'
    """
    words = [line.split() for line in text.splitlines()[1:] if line.strip()]
    states = [state for line in words for state in line if state in ("Running", "Loaded", "Stopped", "Disabled")]
    if not states or "Status" not in text.splitlines()[0]:
        raise Unread("garbled", "cytool")
    return "ok" if all(state in ("Running", "Loaded") for state in states) else "disabled"
