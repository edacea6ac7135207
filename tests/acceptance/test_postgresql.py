"""The same product on a real PostgreSQL: the rooms that write under concurrency run their own tests there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.acceptance.postgresql import postgresql

__all__ = ["postgresql"]
ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["vault", "people", "outbox", "search", "knowledge", "assets", "desk", "diagnosis", "operations"]

pytestmark = pytest.mark.acceptance


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
