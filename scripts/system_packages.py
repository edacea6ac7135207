#!/usr/bin/env python3
"""Install the system tools that the tests use, where that is allowed; else say which tests are left out and why.

Tests that need a tool skip themselves, visibly, when it is not there; this script only makes them rare.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Debian package -> a command of it, what it proves.
TOOLS: dict[str, tuple[str, str]] = {
    "chromium": ("chromium", "pages in a real browser, accessibility"),
    "cups": ("cupsd", "a real print server with a paper jam"),
    "cups-client": ("lpstat", "printers and queues of this machine"),
    "cups-ipp-utils": ("ipptool", "a real IPP printer"),
    "clamav": ("clamscan", "a virus found and cleaned"),
    "testdisk": ("photorec", "deleted files recovered"),
    "smartmontools": ("smartctl", "the health of disks"),
    "e2fsprogs": ("mkfs.ext4", "a full file system"),
    "dosfstools": ("mkfs.vfat", "photos deleted from a memory card"),
    "gettext": ("msgfmt", "translations complete"),
    "postgresql": ("postgres", "the same product on PostgreSQL"),
    "slapd": ("slapd", "people of a real directory sign in"),
    "xvfb": ("Xvfb", "displays seen and disabled"),
    "x11-xserver-utils": ("xrandr", "displays seen and disabled"),
}
# Debian keeps these out of a plain user's PATH.
FOLDERS = ("/usr/sbin", "/sbin")


def present(command: str) -> bool:
    """Whether the command is on this machine."""
    path = os.pathsep.join([os.environ.get("PATH", ""), *FOLDERS])
    if command == "postgres":
        return bool(shutil.which("psql", path=path)) and Path("/usr/lib/postgresql").is_dir()
    return bool(shutil.which(command, path=path))


def missing() -> list[str]:
    """The packages whose command is not there."""
    return [package for package, (command, _proves) in TOOLS.items() if not present(command)]


def administrator() -> list[str] | None:
    """What to put before a command to run it as root; None when that needs a password."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def install(packages: list[str]) -> None:
    """Install what apt can; a package that fails is reported by the check that follows."""
    root = administrator()
    if root is None or not shutil.which("apt-get"):
        return
    print(f"Installing for the tests: {' '.join(packages)}", flush=True)
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "capture_output": True, "check": False}
    install = [*root, "apt-get", "install", "-y", "-q", "--no-install-recommends"]
    if subprocess.run([*install, *packages], **quiet).returncode:
        subprocess.run([*root, "apt-get", "update", "-q"], **quiet)
        if subprocess.run([*install, *packages], **quiet).returncode:
            for package in packages:
                subprocess.run([*install, package], **quiet)


def main() -> int:
    """Install, then say what is left out. Never fails: a machine without a tool still runs the other tests."""
    if wanted := missing():
        install(wanted)
    if left := missing():
        print("Left out, for want of a tool:")
        for package in left:
            print(f"  {package:<18} {TOOLS[package][1]}")
        print(f"To run them too: sudo apt install {' '.join(left)}, then make test\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
