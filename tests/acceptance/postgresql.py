"""A real PostgreSQL server for tests that ask for one."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def server_user() -> str | None:
    """Whom the server runs as: PostgreSQL refuses root."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    return None


@pytest.fixture(scope="module")
def postgresql():
    """The address of a private server, on a socket in a folder of its own, gone at the end."""
    if not PROGRAMS:
        pytest.skip("no PostgreSQL here: sudo apt install postgresql")
    # Not pytest's own folder: its parents are closed to the server's user.
    with tempfile.TemporaryDirectory(prefix="tournevis-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        user = server_user()
        runner = ["runuser", "-u", user, "--"] if user else []
        if user:
            shutil.chown(folder, user)

        def run(*command):
            subprocess.run([*runner, *command], check=True, capture_output=True, timeout=60, cwd=folder)

        data = ("-D", folder / "data")
        run(PROGRAMS[0] / "initdb", *data, "-A", "trust", "-U", "tournevis", "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
        run(PROGRAMS[0] / "pg_ctl", *data, "-o", options, "-l", folder / "log", "-w", "start")
        try:
            yield f"postgres://tournevis@/postgres?host={folder}"
        finally:
            run(PROGRAMS[0] / "pg_ctl", *data, "-m", "immediate", "stop")
