"""Small file systems in files, mounted for the time of a test where this machine lets us."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOOLS = ("mkfs.ext4", "mount", "umount")


def missing() -> str:
    """Why no image can be mounted here; empty when it can."""
    if os.geteuid() != 0:
        return "mounting an image needs root: run `sudo make test`"
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    return next((f"{tool} is not installed" for tool in TOOLS if shutil.which(tool, path=path) is None), "")


@contextmanager
def mounted(folder: Path, megabytes: int) -> Iterator[tuple[Path, Path]]:
    """A new ext4 file system: its image and the folder where it is mounted."""
    image, place = folder / "disk.img", folder / "disk"
    place.mkdir(exist_ok=True)
    with image.open("wb") as file:
        file.truncate(megabytes * 1_000_000)
    _run("mkfs.ext4", "-q", "-F", "-m", "0", str(image))
    _run("mount", "-o", "loop", str(image), str(place))
    try:
        yield image, place
    finally:
        if os.path.ismount(place):
            _run("umount", str(place))


def unmount(place: Path) -> None:
    """Take the file system away, as one does before looking for deleted files."""
    _run("umount", str(place))


def _run(*argv: str) -> None:
    environment = {**os.environ, "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"}
    subprocess.run(argv, check=True, capture_output=True, timeout=60, env=environment)
