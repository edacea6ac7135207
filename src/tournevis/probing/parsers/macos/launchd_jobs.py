"""`launchctl list`: services of a Mac and how they last ended."""


def parse(text: str) -> tuple[str, ...]:
    """Services of other makers that are not running and last ended with an error.

    Apple's own end with odd codes every day, so they tell nothing.

    >>> parse('''PID\\tStatus\\tLabel
    ... -\\t-9\\tcom.apple.mdworker
    ... -\\t78\\torg.cups.helper
    ... 412\\t1\\tcom.example.agent
    ... -\\t0\\tcom.example.updater
    ... ''')
    ('org.cups.helper',)
    """
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return tuple(
        row[2]
        for row in rows
        if len(row) == 3 and row[0] == "-" and row[1] not in ("0", "-") and not row[2].startswith("com.apple.")
    )
