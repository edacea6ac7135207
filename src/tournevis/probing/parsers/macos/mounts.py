"""`mount` of macOS: what is mounted and how."""

import re

LINE = re.compile(r"^(/dev/\S+) on (.+) \(([^)]*)\)$", re.MULTILINE)


def read_only(text: str) -> frozenset[str]:
    """Mount points of disks that can only be read; the sealed system volume is meant to be so.

    >>> sorted(read_only('''/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
    ... /dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
    ... /dev/disk4s1 on /Volumes/WINDOWS (ntfs, local, nodev, nosuid, read-only, noowners)
    ... '''))
    ['/Volumes/WINDOWS']
    """
    found = set()
    for _, point, options in LINE.findall(text):
        words = [word.strip() for word in options.split(",")]
        if "read-only" in words and "sealed" not in words:
            found.add(point)
    return frozenset(found)
