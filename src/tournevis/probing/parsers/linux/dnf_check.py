"""`dnf -q -C check-update`: updates that wait (Fedora, Red Hat)."""

import re

LINE = re.compile(r"^([\w.+-]+)\.(?:noarch|x86_64|aarch64|i686|\w+)\s+\S*\d\S*\s+\S+$")


def parse(text: str) -> tuple[str, ...]:
    """Names of the packages with an update; what is only obsoleted is left out.

    >>> parse('''
    ... kernel-core.x86_64        6.11.4-301.fc41       updates
    ... linux-firmware.noarch     20241017-2.fc41       updates
    ... Obsoleting Packages
    ... grub2-tools.x86_64        1:2.12-10.fc41        updates
    ... ''')
    ('kernel-core', 'linux-firmware')
    """
    found = []
    for line in text.splitlines():
        if line.startswith("Obsoleting"):
            break
        if match := LINE.match(line):
            found.append(match[1])
    return tuple(found)
