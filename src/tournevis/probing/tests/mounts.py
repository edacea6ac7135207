"""Small real file systems for tests: in memory, or on a loop image."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path


def refusal() -> str:
    """Why nothing can be mounted here; empty when it can."""
    if os.geteuid() != 0:
        return "mounting needs root"
    tools = ("mount", "umount", "mkfs.ext4")
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    return next((f"{tool} is not installed" for tool in tools if shutil.which(tool, path=path) is None), "")


def image(path: Path, megabytes: int = 16) -> Path:
    """An ext4 file system in a file."""
    with path.open("wb") as file:
        file.truncate(megabytes * 1_000_000)
    _run("mkfs.ext4", "-q", "-F", str(path))
    return path


@contextlib.contextmanager
def mounted(source: str | Path, point: Path, *options: str):
    """The source mounted at the point (made when missing) for the time of the block.

    Args:
        source: an image file, or "tmpfs".
        options: of mount, such as "ro" or "size=1m".
    """
    point.mkdir(exist_ok=True)
    kind = ("-t", "tmpfs") if source == "tmpfs" else ("-o", "loop")
    more = ("-o", ",".join(options)) if options else ()
    _run("mount", *kind, *more, str(source), str(point))
    try:
        yield point
    finally:
        _run("umount", str(point))


def _run(*argv: str) -> None:
    done = subprocess.run(
        argv, capture_output=True, env={**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"}
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(argv)}: {done.stderr.decode(errors='replace')}")
