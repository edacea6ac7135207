"""The same product on a real PostgreSQL: the rooms that write under concurrency run their own tests there."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
ROOMS = ["people", "outbox", "assets", "desk", "diagnosis"]

pytestmark = pytest.mark.acceptance


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


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_rooms_behave_on_postgresql_as_on_sqlite(postgresql):
    environment = {**os.environ, "TOURNEVIS_DATABASE_URL": postgresql}
    environment = {name: value for name, value in environment.items() if not name.startswith("PYTEST_")}
    rooms = [f"src/tournevis/{room}" for room in ROOMS]

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *rooms],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-6000:]
