"""A backup of a running site: made, tried, put back elsewhere, where the same people find the same things."""

import os
import sqlite3
import subprocess
from pathlib import Path

import pytest
from tests.acceptance.postgresql import postgresql
from tests.acceptance.server import Server, Visitor, tournevis

__all__ = ["postgresql"]
PERSON = "camille.rousseau"

pytestmark = [pytest.mark.acceptance, pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("site") / "data")
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def person(site):
    visitor = Visitor(site.url)
    visitor.sign_in(PERSON, site.password("people"))
    return visitor


@pytest.fixture(scope="module")
def backup(site, person, tmp_path_factory):
    file = tmp_path_factory.mktemp("backups") / "site.backup"
    code, said = tournevis(site.data, "backup", file)
    assert code == 0, said
    return file


def test_a_backup_of_a_running_site_is_good_and_private(site, backup):
    code, said = tournevis(site.data, "backup", "verify", backup)

    assert (code, "is good" in said) == (0, True), said
    assert backup.stat().st_mode & 0o077 == 0


def test_the_backup_does_not_hold_the_keys_of_secrets(site, backup):
    key = (site.data / "keys.json").read_text()

    names = subprocess.run(["tar", "tzf", backup], capture_output=True, text=True, check=True).stdout.split()

    assert key
    assert "keys.json" not in names
    assert {"database.sqlite3", "secret_key", "manifest.json"} <= set(names)


def test_a_restored_site_serves_the_same_people_with_the_same_passwords(site, backup, tmp_path):
    place = tmp_path / "restored"
    place.mkdir()

    code, said = tournevis(place, "restore", backup)
    assert code == 0, said
    (place / "keys.json").write_bytes((site.data / "keys.json").read_bytes())

    again = Server(place)
    again.start()
    try:
        visitor = Visitor(again.url)
        visitor.sign_in(PERSON, site.password("people"))
        assert "/requests/" in visitor.get("/requests/")
        assert tournevis(place, "audit", "verify")[0] == 0
    finally:
        again.kill()


def test_nothing_is_restored_over_an_installation(site, backup):
    before = (site.data / "secret_key").read_bytes()

    code, said = tournevis(site.data, "restore", backup)

    assert (code, "empty" in said) == (1, True)
    assert (site.data / "secret_key").read_bytes() == before


@pytest.mark.parametrize("damage", ["cut", "changed", "no backup"])
def test_a_damaged_backup_is_told_and_leaves_the_place_empty(backup, tmp_path, damage):
    content = bytearray(backup.read_bytes())
    if damage == "cut":
        del content[len(content) // 2 :]
    elif damage == "changed":
        content[len(content) // 2] ^= 0xFF
    else:
        content = bytearray(b"PK nothing")
    bad = tmp_path / "bad.backup"
    bad.write_bytes(content)
    place = tmp_path / "place"
    place.mkdir()

    code, said = tournevis(place, "restore", bad)

    assert code == 1, said
    assert "backup" in said
    assert {path.name for path in place.iterdir()} <= {"secret_key"}


def test_a_sealed_backup_wants_its_pass_phrase(site, tmp_path):
    file, place = tmp_path / "sealed", tmp_path / "place"
    place.mkdir()
    assert tournevis(site.data, "backup", file, TOURNEVIS_BACKUP_PASSPHRASE="horse")[0] == 0

    assert tournevis(place, "restore", file)[0] == 1
    assert tournevis(place, "restore", file, TOURNEVIS_BACKUP_PASSPHRASE="donkey")[0] == 1
    assert tournevis(place, "restore", file, TOURNEVIS_BACKUP_PASSPHRASE="horse")[0] == 0

    with sqlite3.connect(place / "tournevis.sqlite3") as database:
        assert database.execute("SELECT COUNT(*) FROM people_user").fetchone()[0] > 5


def test_a_full_disk_is_told_and_the_backup_of_yesterday_stays(site):
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    # A file on a disk of 200 kB, as root may mount one.
    if os.geteuid():
        pytest.skip("only root can mount a small disk")
    folder = site.data.parent / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", folder]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        (folder / "site.backup").write_text("yesterday")

        code, said = tournevis(site.data, "backup", folder / "site.backup")

        assert (code, "No space left" in said) == (1, True), said
        assert [(path.name, path.read_text()) for path in folder.iterdir()] == [("site.backup", "yesterday")]
    finally:
        subprocess.run(["umount", folder], check=True)


def test_postgresql_is_backed_up_tried_and_restored_too(postgresql, tmp_path):
    server = postgresql.removeprefix("postgres://tournevis@/postgres")
    url, empty = (f"postgres://tournevis@/{name}{server}" for name in ("full", "empty"))
    folder = server.removeprefix("?host=")
    for name in ("full", "empty"):
        subprocess.run(["createdb", "-h", folder, "-U", "tournevis", name], check=True)
    first, second, file = tmp_path / "first", tmp_path / "second", tmp_path / "backup"
    assert tournevis(first, "migrate", TOURNEVIS_DATABASE_URL=url)[0] == 0

    assert tournevis(first, "backup", file, TOURNEVIS_DATABASE_URL=url)[0] == 0
    code, said = tournevis(first, "backup", "verify", file, TOURNEVIS_DATABASE_URL=url)
    assert code == 0, said
    code, said = tournevis(second, "restore", file, TOURNEVIS_DATABASE_URL=empty)
    assert code == 0, said

    code, said = tournevis(second, "restore", file, TOURNEVIS_DATABASE_URL=empty)
    assert (code, "already" in said) == (1, True)
    assert "no migrations to apply" in tournevis(second, "migrate", TOURNEVIS_DATABASE_URL=empty)[1].lower()
    code, said = tournevis(tmp_path / "third", "restore", file)
    assert (code, "postgresql" in said) == (1, True)
