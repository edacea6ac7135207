"""Room on the file systems: the fullest one, or the one that holds a path."""

from collections.abc import Iterable

from tournevis.facts import Datum, Reading

from .. import powershell
from ..contract import Probe, Target
from ..machine import Machine
from ..parsers.any import df, df_inodes
from ..parsers.linux import fstab
from ..parsers.linux import mounts as linux_mounts
from ..parsers.macos import mounts as macos_mounts
from ..parsers.windows import logical_disks
from ..reasons import Unread, got

FREE_PERCENT = Datum("disk.free_percent", "number", "%", names={"fr": "Place libre", "en": "Free space"})
FREE_BYTES = Datum("disk.free_bytes", "number", "By", names={"fr": "Octets libres", "en": "Free bytes"})
INODES = Datum("disk.inodes_free_percent", "number", "%", names={"fr": "Inodes libres", "en": "Free inodes"})
READ_ONLY = Datum("disk.read_only", "boolean", names={"fr": "Disque en lecture seule", "en": "Disk is read-only"})
MOUNT = Datum("disk.mount", "text", names={"fr": "Volume le plus plein", "en": "Fullest volume"})

# Held in memory, or images that are full and read-only by nature.
NOT_DISKS = frozenset(
    {"tmpfs", "devtmpfs", "ramfs", "squashfs", "erofs", "iso9660", "udf", "efivarfs", "autofs", "devfs", "nullfs"}
)
LISTED = (0, 1)  # df ends with 1 when one of many file systems cannot be looked at


def read(target: Target) -> Iterable[Reading]:
    """Room of the fullest real file system, or of the one that holds `path`."""
    machine, path = target.machine, target.options.get("path", "")
    if machine.system == "windows":
        yield from _windows(machine, path)
        return
    room = _fullest(_rooms(machine, path), anything=bool(path))
    yield from _readings(room)
    yield got(READ_ONLY, _read_only(machine, room.mount if path else ""), "mount")
    where = (path,) if path else ()
    inodes = df_inodes.parse(machine.run("df", *_inode_flags(machine), "--", *where, accept=LISTED))
    yield got(INODES, inodes.get(room.mount), "df")


def _inode_flags(machine: Machine) -> tuple[str, ...]:
    return ("-P", "-i") if machine.system == "linux" else ("-k", "-i")


def _rooms(machine: Machine, path: str) -> tuple[df.Room, ...]:
    flags = ("-P", "-k", "-T") if machine.system == "linux" else ("-P", "-k")
    if not path:
        # Only local file systems: a dead server would hold df up.
        return df.parse(machine.run("df", *flags, "-l", accept=LISTED))
    try:
        return df.parse(machine.run("df", *flags, "--", path))
    except Unread as reason:
        if "No such file" in reason.detail:
            raise Unread("none_here", path) from None
        raise


def _fullest(rooms: Iterable[df.Room], anything: bool) -> df.Room:
    real = [room for room in rooms if anything or _is_disk(room)]
    if not real:
        raise Unread("none_here", "file system on a disk")
    return min(real, key=lambda room: room.free_percent)


def _is_disk(room: df.Room) -> bool:
    if room.type == "overlay":
        return room.mount == "/"
    system_volume = room.mount.startswith(("/System/Volumes/", "/snap/", "/dev")) and "/Data" not in room.mount
    return room.type not in NOT_DISKS and not room.type.startswith("fuse.") and not system_volume and room.used > 0


def _readings(room: df.Room) -> Iterable[Reading]:
    yield got(FREE_PERCENT, room.free_percent, "df")
    yield got(FREE_BYTES, room.free, "df")
    yield got(MOUNT, room.mount, "df")


def _read_only(machine: Machine, mount: str) -> bool:
    """Whether that file system, or any real one, can only be read though it is not meant to be so."""
    if machine.system == "macos":
        locked = macos_mounts.read_only(machine.run("mount"))
        return mount in locked if mount else bool(locked)
    mounts = linux_mounts.parse(machine.read("/proc/mounts"))
    if mount:
        return any(item.read_only for item in mounts if item.point == mount)
    try:
        meant = fstab.parse(machine.read("/etc/fstab"))
    except Unread:
        meant = frozenset()
    disks = [item for item in mounts if item.device.startswith("/dev/") and item.type not in NOT_DISKS]
    return any(item.read_only for item in disks if item.point not in meant)


def _windows(machine: Machine, path: str) -> Iterable[Reading]:
    columns = ("DeviceID", "DriveType", "FileSystem", "Size", "FreeSpace", "Access")
    records = powershell.cim(machine, "Win32_LogicalDisk", *columns)
    rooms = logical_disks.parse(records)
    if path:
        rooms = tuple(room for room in rooms if path.upper().startswith(room.mount.upper()))
    room = _fullest(rooms, anything=True)
    locked = logical_disks.read_only(records)
    yield from _readings(room)
    yield got(READ_ONLY, room.mount in locked if path else bool(locked & {item.mount for item in rooms}))


PROBE = Probe(
    id="disk",
    names={"fr": "Place sur le disque", "en": "Room on the disk"},
    gives=(FREE_PERCENT, FREE_BYTES, INODES, READ_ONLY, MOUNT),
    systems=frozenset({"linux", "windows", "macos"}),
    timeout=20.0,
    read=read,
    options=("path",),
)
