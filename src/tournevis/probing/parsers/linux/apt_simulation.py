"""`apt-get --simulate dist-upgrade`: updates that wait (Debian, Ubuntu)."""


def parse(text: str) -> tuple[str, ...]:
    """Names of the packages that would be installed or upgraded.

    >>> parse('''NOTE: This is only a simulation!
    ... Inst linux-image-6.1.0-41-amd64 (6.1.158-1 Debian-Security:12/stable-security [amd64])
    ... Inst cups [2.4.2-3+deb12u8] (2.4.2-3+deb12u9 Debian:12.12/stable [amd64]) []
    ... Conf cups (2.4.2-3+deb12u9 Debian:12.12/stable [amd64])
    ... ''')
    ('linux-image-6.1.0-41-amd64', 'cups')
    """
    lines = (line.split() for line in text.splitlines())
    return tuple(words[1] for words in lines if len(words) >= 2 and words[0] == "Inst")
