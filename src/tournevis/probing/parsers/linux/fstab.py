"""/etc/fstab: how file systems are meant to be mounted."""


def parse(text: str) -> frozenset[str]:
    """Mount points that are meant to be read-only.

    >>> sorted(parse('''# <file system> <mount point> <type> <options> <dump> <pass>
    ... UUID=1c2d-aa01 /      ext4 errors=remount-ro 0 1
    ... UUID=1c2d-aa02 /data  ext4 defaults,ro       0 2
    ... '''))
    ['/data']
    """
    lines = (line.split() for line in text.splitlines() if not line.lstrip().startswith("#"))
    return frozenset(words[1] for words in lines if len(words) >= 4 and "ro" in words[3].split(","))
