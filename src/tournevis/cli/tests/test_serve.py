"""Starting the site: what is said when it cannot start."""

import os
import socket
import subprocess
import sys

import pytest

from tournevis.cli import serve


def test_a_taken_port_is_said_with_another_one_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert f"PORT={port + 1}" in serve.port_problem("127.0.0.1", port)


def test_a_free_port_is_no_problem():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    assert serve.port_problem("127.0.0.1", port) == ""


@pytest.mark.parametrize("port", [70000, -1])
def test_an_impossible_port_is_said(port):
    assert serve.port_problem("127.0.0.1", port)


def start(data, *options, **environment):
    """Run `tournevis serve` on the data folder until it ends; its code and what it said."""
    command = [sys.executable, "-m", "tournevis.cli", "serve", "--port", "0", *options]
    env = {**os.environ, "TOURNEVIS_DATA": str(data), "LC_ALL": "en_US.UTF-8", **environment}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_data_folder_that_cannot_be_made_is_said_without_a_traceback(tmp_path):
    (tmp_path / "file").write_text("in the way")

    code, said = start(tmp_path / "file" / "data")

    assert code == 1
    assert "cannot be made" in said
    assert "Traceback" not in said


def test_a_database_of_an_older_version_is_left_alone_when_asked(tmp_path):
    code, said = start(tmp_path, "--no-migrate")

    assert code == 1
    assert "tournevis migrate" in said


def test_a_database_that_is_not_one_is_said_without_a_traceback(tmp_path):
    (tmp_path / "tournevis.sqlite3").write_bytes(b"this is a shopping list, not a database" * 100)

    code, said = start(tmp_path)

    assert code == 1
    assert "Traceback" not in said


def test_an_unknown_database_is_said(tmp_path):
    code, said = start(tmp_path, TOURNEVIS_DATABASE_URL="mysql://localhost/x")

    assert code == 1
    assert "neither sqlite nor postgres" in said
