"""/proc/mounts: what is mounted where, and how."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mount:
    """One mount; `read_only` as the kernel has it now."""

    device: str
    point: str
    type: str
    read_only: bool


def parse(text: str) -> tuple[Mount, ...]:
    r"""The mounts, in the kernel's order.

    >>> for mount in parse(r'''/dev/sda2 / ext4 ro,relatime,errors=remount-ro 0 0
    ... /dev/sdb1 /media/anna/Cle\040USB vfat rw,relatime,uid=1000 0 0
    ... '''):
    ...     print(mount)
    Mount(device='/dev/sda2', point='/', type='ext4', read_only=True)
    Mount(device='/dev/sdb1', point='/media/anna/Cle USB', type='vfat', read_only=False)
    """
    mounts = []
    for line in text.splitlines():
        words = line.split()
        if len(words) >= 4:
            point = words[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
            mounts.append(Mount(words[0], point, words[2], "ro" in words[3].split(",")))
    return tuple(mounts)
