"""`df -P -k` (and `-T` for the type): file systems and their room."""

from dataclasses import dataclass

from ...reasons import Unread


@dataclass(frozen=True)
class Room:
    """Room of one mounted file system; blocks in bytes. `type` is empty when not told."""

    device: str
    type: str
    used: int
    free: int
    mount: str

    @property
    def free_percent(self) -> float:
        """Share that a user may still fill (what is reserved for the system counts as filled)."""
        return 100.0 * self.free / (self.used + self.free) if self.used + self.free > 0 else 0.0


def parse(text: str) -> tuple[Room, ...]:
    """The file systems that df lists.

    >>> rooms = parse('''Filesystem     Type   1024-blocks     Used Available Capacity Mounted on
    ... /dev/nvme0n1p2 ext4      100000000 92000000   3000000      97% /
    ... //nas/photos   cifs     1000000000 10000000 990000000       1% /mnt/my photos
    ... ''')
    >>> [(room.type, room.mount, round(room.free_percent, 1)) for room in rooms]
    [('ext4', '/', 3.2), ('cifs', '/mnt/my photos', 99.0)]

    Raises:
        Unread: garbled, when no line has the form of df's.
    """
    lines = text.splitlines()
    typed = bool(lines) and " Type " in lines[0]
    rooms = tuple(room for line in lines[1:] if (room := _room(line, typed)))
    if not rooms:
        raise Unread("garbled", "df")
    return rooms


def _room(line: str, typed: bool) -> Room | None:
    words = line.split(None, 6 if typed else 5)
    if len(words) < (7 if typed else 6):
        return None
    kind, numbers = (words[1], words[2:5]) if typed else ("", words[1:4])
    if not all(number.lstrip("-").isdigit() for number in numbers):
        return None
    _, used, free = (int(number) * 1024 for number in numbers)
    return Room(words[0], kind, used, max(free, 0), words[-1])
