"""/var/log/dpkg.log: what was installed lately (Debian, Ubuntu)."""

from datetime import date


def parse(text: str, since: date) -> tuple[str, ...]:
    """Packages installed or upgraded on that day or later.

    >>> parse('''2026-01-02 09:00:00 upgrade firmware-iwlwifi:all 20230210-5 20230625-2
    ... 2026-01-12 09:31:07 startup archives unpack
    ... 2026-01-12 09:31:08 upgrade linux-image-amd64:amd64 6.1.155-1 6.1.158-1
    ... 2026-01-12 09:31:09 status installed linux-image-amd64:amd64 6.1.158-1
    ... 2026-01-13 10:00:00 install cups-bsd:amd64 <none> 2.4.2-3
    ... ''', since=date(2026, 1, 8))
    ('linux-image-amd64', 'cups-bsd')
    """
    lines = (line.split() for line in text.splitlines())
    return tuple(
        words[3].split(":")[0]
        for words in lines
        if len(words) >= 5 and words[2] in ("install", "upgrade") and words[0] >= since.isoformat()
    )
