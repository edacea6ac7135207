"""`df -i`: inodes left, in the columns of Linux and of macOS."""


def parse(text: str) -> dict[str, float]:
    """Mount point -> free inodes in percent; file systems without a limit are left out.

    >>> parse('''Filesystem      Inodes  IUsed   IFree IUse% Mounted on
    ... /dev/sda2      6553600 6552000    1600  100% /
    ... /dev/sda1            0       0       0     - /boot/efi
    ... ''')
    {'/': 0.0244140625}

    macOS puts them behind the blocks:

    >>> parse('''Filesystem    1024-blocks      Used Available Capacity iused     ifree %iused  Mounted on
    ... /dev/disk1s1    488245288 200000000 288245288    41%  250000 750000   25%   /
    ... ''')
    {'/': 75.0}
    """
    lines = text.splitlines()
    behind_blocks = bool(lines) and "iused" in lines[0].split()
    found = {}
    for line in lines[1:]:
        words = line.split(None, 8 if behind_blocks else 5)
        if len(words) < (9 if behind_blocks else 6):
            continue
        used, free = (words[5], words[6]) if behind_blocks else (words[2], words[3])
        if used.isdigit() and free.isdigit() and int(used) + int(free) > 0:
            found[words[-1]] = 100.0 * int(free) / (int(used) + int(free))
    return found
