"""`softwareupdate --list --no-scan`: updates that wait on a Mac."""

import re

from ...reasons import Unread


def parse(text: str) -> tuple[str, ...]:
    """Labels of the updates.

    >>> parse('''Software Update Tool
    ...
    ... Finding available software
    ... Software Update found the following new or updated software:
    ... * Label: macOS Sequoia 15.7.3-24G419
    ... \\tTitle: macOS Sequoia 15.7.3, Version: 15.7.3, Size: 1532284KiB, Recommended: YES, Action: restart,
    ... ''')
    ('macOS Sequoia 15.7.3-24G419',)
    """
    if "Software Update" not in text:
        raise Unread("garbled", "softwareupdate")
    return tuple(re.findall(r"^\* Label: (.+)$", text, re.MULTILINE))
