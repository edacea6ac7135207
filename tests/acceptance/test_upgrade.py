"""An installation of each earlier schema comes up to date with all that it held.

`releases/` holds the database of a demonstration as each release left it: SQL, compressed, named by its day.
"""

import contextlib
import gzip
import re
import sqlite3
from pathlib import Path

import pytest
from tests.acceptance.server import Server, Visitor, tournevis

RELEASES = sorted(Path(__file__).with_name("releases").glob("*.sql.gz"))

pytestmark = [pytest.mark.acceptance, pytest.mark.slow, pytest.mark.timeout(240)]


def rows(file, *tables):
    with contextlib.closing(sqlite3.connect(file)) as database:
        return {table: database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables}


@pytest.fixture(params=RELEASES, ids=lambda path: path.name.removesuffix(".sql.gz"))
def old(request, tmp_path):
    with contextlib.closing(sqlite3.connect(tmp_path / "tournevis.sqlite3")) as database:
        database.executescript(gzip.decompress(request.param.read_bytes()).decode())
    return tmp_path


def test_an_old_installation_keeps_its_people_tickets_and_log(old):
    file = old / "tournevis.sqlite3"
    tables = ("people_user", "desk_ticket", "desk_entry", "assets_asset", "diagnosis_diagnosis", "people_auditentry")
    before = rows(file, *tables)
    assert min(before.values()) > 0

    code, said = tournevis(old, "migrate")

    assert code == 0, said
    assert rows(file, *tables) == before
    assert tournevis(old, "audit", "verify")[0] == 0
    assert b"s3cret of the first release" not in file.read_bytes()
    assert tournevis(old, "backup", old / "backup")[0] == 0
    assert tournevis(old, "backup", "verify", old / "backup")[0] == 0


def test_a_technician_of_an_old_installation_signs_in_and_opens_his_cases(old):
    assert tournevis(old, "migrate")[0] == 0
    _code, said = tournevis(old, "password", "thierry.morel")
    server = Server(old)
    server.start()
    try:
        visitor = Visitor(server.url)
        visitor.sign_in("thierry.morel", re.search(r": (\S+)\s*$", said)[1])
        cases = re.findall(r'href="(\S+/cases/\d+/)"', visitor.get("/"))
        assert cases
        for case in cases[:5]:
            assert "<main" in visitor.get(case)
    finally:
        server.kill()
