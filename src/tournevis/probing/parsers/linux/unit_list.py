"""`systemctl list-units --plain --no-legend`: units of systemd, one a line."""


def parse(text: str) -> tuple[str, ...]:
    """Names of the units, without the ending `.service`.

    >>> parse('''cups.service      loaded failed failed CUPS Scheduler
    ... NetworkManager-wait-online.service loaded failed failed Network Manager Wait Online
    ... ● data.mount loaded failed failed /data
    ... ''')
    ('cups', 'NetworkManager-wait-online', 'data.mount')
    """
    lines = (line.replace("●", " ").split() for line in text.splitlines())
    return tuple(words[0].removesuffix(".service") for words in lines if len(words) >= 4)
