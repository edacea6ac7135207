"""On a real PostgreSQL, the database itself keeps organisations apart, whatever the application asks."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass

import psycopg
import pytest
from tests.acceptance.postgresql import postgresql
from tests.acceptance.server import Server, Visitor, tournevis

from tournevis.people.tenancy.policies import SHARED, policies

__all__ = ["postgresql"]
FILL = """
import django; django.setup()
from tournevis.assets.tests.factories import make_asset
from tournevis.desk.tests.factories import make_entry, make_ticket
from tournevis.files.tests.factories import make_attachment
from tournevis.diagnosis.rules import start
from tournevis.outbox.tests.factories import make_message
from tournevis.people.rules import record
from tournevis.people.tests.factories import *
password = "correct horse battery"
first = None
for name in ("A", "B"):
    home = make_organisation(name=name)
    site = make_site(home, f"Site {name}")
    admin = make_administrator(home, email=f"admin@{name}.example".lower(), password=password)
    person = make_user(home, site=site, last_name=f"Person{name}")
    ticket = make_ticket(person, asset=make_asset(home), title=f"Ticket of {name}")
    make_entry(ticket).attachments.add(make_attachment(person))
    start(ticket, by=person)
    make_message(home)
    make_team(home, admin)
    record(admin, "x", "y")
    first = first or admin
    print(name, home.pk)
make_member(home, user=first, acting=False)
"""

pytestmark = [pytest.mark.acceptance, pytest.mark.slow, pytest.mark.timeout(240)]


@dataclass
class Place:
    """An installation with two organisations, a role that owns its tables and one that answers requests."""

    folder: object
    owner: str
    application: str
    ours: int
    theirs: int

    def environment(self):
        return {"TOURNEVIS_DATABASE_URL": self.application, "TOURNEVIS_OWNER_URL": self.owner}


@pytest.fixture(scope="module")
def place(postgresql, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute("CREATE ROLE application LOGIN")
    application = postgresql.replace("://tournevis@", "://application@")
    found = Place(folder, postgresql, application, 0, 0)
    code, said = tournevis(folder, "migrate", **found.environment())
    assert code == 0, said
    environment = {**os.environ, **found.environment(), "TOURNEVIS_DATA": str(folder), "TOURNEVIS_AS_OWNER": "1"}
    environment["DJANGO_SETTINGS_MODULE"] = "tournevis.project.settings"
    done = subprocess.run([sys.executable, "-c", FILL], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found.ours, found.theirs = (int(number) for number in re.findall(r"^[AB] (\d+)$", done.stdout, re.M))
    return found


@pytest.fixture
def application(place):
    with psycopg.connect(place.application, autocommit=True) as connection:
        yield connection


def ask_for(connection, *organisations):
    wanted = ",".join(map(str, organisations))
    connection.execute("SELECT set_config('tournevis.organisations', %s, false)", [wanted])


def counts(connection):
    tables = [policy.table for policy in policies()]
    return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def test_a_query_that_names_no_organisation_gets_no_row_of_any_table(application):
    assert set(counts(application).values()) == {0}


def test_a_query_for_one_organisation_gets_its_rows_and_none_of_another(application, place):
    with psycopg.connect(place.owner) as owner:
        everything = counts(owner)
    ask_for(application, place.ours)
    ours = counts(application)
    ask_for(application, place.theirs)
    theirs = counts(application)
    # The technician of both is seen from both, and so is what hangs on him alone.
    both = {"people_user": 1}
    for table, count in everything.items():
        assert ours[table] + theirs[table] - both.get(table, 0) == count, table
    filled = {table for table, count in everything.items() if count}
    assert {"desk_ticket", "desk_entry", "desk_entry_attachments", "assets_asset", "people_auditentry"} <= filled
    assert application.execute("SELECT title FROM desk_ticket").fetchall() == [("Ticket of B",)]


def test_rows_of_two_organisations_come_only_when_both_are_named(application, place):
    ask_for(application, place.ours, place.theirs)
    assert application.execute("SELECT count(*) FROM desk_ticket").fetchone()[0] == 2


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO people_site (organisation_id, name) VALUES ({theirs}, 'Smuggled')",
        "UPDATE people_site SET organisation_id = {theirs}",
        "UPDATE desk_ticket SET organisation_id = {theirs}",
        "UPDATE people_user SET organisation_id = {theirs}",
        "UPDATE desk_entry SET ticket_id = (SELECT {foreign})",
    ],
)
def test_writing_across_is_refused(application, place, statement):
    with psycopg.connect(place.owner) as owner:
        foreign = owner.execute("SELECT id FROM desk_ticket WHERE organisation_id = %s", [place.theirs]).fetchone()[0]
    ask_for(application, place.ours)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute(statement.format(theirs=place.theirs, foreign=foreign))


def test_rows_of_another_organisation_are_neither_changed_nor_removed(application, place):
    ask_for(application, place.ours)
    for statement in (
        "UPDATE desk_ticket SET title = 'x' WHERE organisation_id = %s",
        "DELETE FROM desk_ticket WHERE organisation_id = %s",
    ):
        assert application.execute(statement, [place.theirs]).rowcount == 0


def test_the_role_of_the_application_can_neither_change_a_policy_nor_a_table(application):
    for statement in (
        "ALTER TABLE desk_ticket DISABLE ROW LEVEL SECURITY",
        "DROP POLICY tournevis_read ON desk_ticket",
        "SET ROLE tournevis",
        "ALTER ROLE application BYPASSRLS",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute(statement)


def test_what_all_may_read_holds_no_organisation(place):
    with psycopg.connect(place.owner) as owner:
        rows = owner.execute("SELECT relname FROM pg_class WHERE relrowsecurity").fetchall()
    assert {name for (name,) in rows} == {policy.table for policy in policies()}
    assert not {label.lower().replace(".", "_") for label in SHARED} & {name for (name,) in rows}


def test_a_site_whose_role_is_bound_serves_each_organisation_its_own(place):
    server = Server(place.folder, **place.environment())
    server.start()
    try:
        visitor = Visitor(server.url)
        visitor.sign_in("admin@a.example", "correct horse battery")
        assert "Ticket of A" in visitor.get("/work/")
        assert "Ticket of B" not in visitor.get("/work/?whose=all")
        for page in ("/people/", "/settings/sites/", "/settings/activity/", "/settings/rights/", "/assets/"):
            assert "<main" in visitor.get(page)
        both = visitor.get("/work/everywhere/")
        assert "Ticket of A" in both
        assert "Ticket of B" in both
        assert "PersonA" in visitor.get("/people/export.csv")
    finally:
        server.kill()


def test_a_backup_by_the_owner_holds_both(place, tmp_path):
    code, said = tournevis(place.folder, "backup", tmp_path / "backup", **place.environment())
    assert code == 0, said
    code, said = tournevis(place.folder, "backup", "verify", tmp_path / "backup", **place.environment())
    assert code == 0, said
