"""People of a real directory (Debian's slapd), imported by the same rules as a table."""

import shutil
import socket
import subprocess
import time

import pytest

from tournevis.people.models import User
from tournevis.people.rules import import_users, plan_users
from tournevis.people.rules.from_ldap import Source, table_of
from tournevis.people.tables import BadTable
from tournevis.people.tests.factories import make_administrator, make_organisation

BASE = "dc=example,dc=org"
ADMIN, PASSWORD = f"cn=admin,{BASE}", "s3cret"
CONFIGURATION = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
moduleload /usr/lib/ldap/back_mdb.so
pidfile {folder}/slapd.pid
sizelimit size.soft=500 size.hard=500 size.prtotal=unlimited
database mdb
maxsize 33554432
suffix "dc=example,dc=org"
rootdn "cn=admin,dc=example,dc=org"
rootpw s3cret
directory {folder}
access to * by dn.exact="cn=reader,dc=example,dc=org" read by anonymous auth by * none
"""
HEAD = """dn: dc=example,dc=org
objectClass: dcObject
objectClass: organization
dc: example
o: Example

dn: cn=reader,dc=example,dc=org
objectClass: simpleSecurityObject
objectClass: organizationalRole
cn: reader
userPassword: reads

dn: ou=people,dc=example,dc=org
objectClass: organizationalUnit
ou: people
"""


def entry(number, **fields):
    told = {"sn": f"Durand {number}", "givenName": "Zoe", "mail": f"zoe.{number}@example.org", **fields}
    lines = [f"dn: uid=p{number},ou=people,{BASE}", "objectClass: inetOrgPerson", f"uid: p{number}", f"cn: P {number}"]
    return "\n" + "\n".join([*lines, *(f"{name}: {value}" for name, value in told.items() if value)]) + "\n"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Directory:
    """A server with the entries given, while it runs."""

    def __init__(self, folder, entries):
        self.address = f"ldap://127.0.0.1:{free_port()}"
        (folder / "slapd.conf").write_text(CONFIGURATION.format(folder=folder))
        (folder / "people.ldif").write_text(HEAD + "".join(entries))
        configuration = ["-f", folder / "slapd.conf"]
        subprocess.run([tool("slapadd"), *configuration, "-l", folder / "people.ldif"], check=True, capture_output=True)
        self.process = subprocess.Popen([tool("slapd"), *configuration, "-h", self.address, "-d", "0"])

    def source(self, **fields):
        told = {"account": f"cn=reader,{BASE}", "password": "reads", "base": f"ou=people,{BASE}", **fields}
        return Source(self.address, told.pop("base"), **told)

    def wait(self):
        port = int(self.address.rpartition(":")[2])
        for _try in range(200):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    return self
            time.sleep(0.05)
        raise AssertionError("slapd did not start")

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


def tool(name):
    return shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin")


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    if not tool("slapd"):
        pytest.skip("no LDAP server here: sudo apt install slapd")
    people = [entry(1, telephoneNumber="+33 6 12", title="Comptable"), entry(2, givenName=""), entry(3, mail="")]
    server = Directory(tmp_path_factory.mktemp("ldap"), [*people, *(entry(n) for n in range(10, 1210))])
    yield server.wait()
    server.stop()


@pytest.fixture
def administrator(db):
    return make_administrator(make_organisation())


def test_people_come_with_what_the_directory_says_of_them_and_again_without_a_change(directory, administrator):
    source = directory.source(search="(|(uid=p1)(uid=p10))")
    plan = import_users(table_of(source), by=administrator)
    assert plan.count("create") == 2
    zoe = User.objects.get(email="zoe.1@example.org")
    assert (str(zoe), zoe.phone, zoe.job_title) == ("Zoe Durand 1", "+33 6 12", "Comptable")
    assert {row.act for row in plan_users(table_of(source), by=administrator).rows} == {"same"}


def test_a_directory_that_gives_500_entries_at_once_is_read_to_its_end(directory, administrator):
    plan = plan_users(table_of(directory.source()), by=administrator)
    assert [plan.count(act) for act in ("create", "error")] == [1202, 0]


def test_who_is_no_longer_in_the_directory_is_proposed_to_be_closed(directory, administrator):
    import_users(table_of(directory.source(search="(|(uid=p1)(uid=p10))")), by=administrator)
    plan = plan_users(table_of(directory.source(search="(uid=p10)")), by=administrator)
    assert [row.cells["email"] for row in plan.rows if row.act == "close"] == ["zoe.1@example.org"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"password": "wrong"}, "does not answer as expected: .*invalidCredentials"),
        ({"base": "ou=nobody,dc=example,dc=org"}, "noSuchObject"),
        ({"search": "(uid=nobody)"}, "nobody there"),
        ({"search": "(uid="}, "does not answer as expected"),
        ({"account": "", "password": ""}, "does not answer as expected|nobody there"),
    ],
)
def test_what_the_directory_refuses_is_told(directory, fields, says, english):
    with pytest.raises(BadTable, match=says):
        table_of(directory.source(**fields))


@pytest.mark.parametrize("address", ["ldap://127.0.0.1:1", "http://127.0.0.1", "directory", "ldap://"])
def test_an_address_where_no_directory_answers_is_told(address):
    with pytest.raises(BadTable):
        table_of(Source(address, BASE))


def test_the_page_shows_what_would_be_done_and_importing_goes_on_as_for_a_file(directory, client, administrator):
    client.force_login(administrator)
    told = {"address": directory.address, "base": f"ou=people,{BASE}", "search": "(uid=p1)"}
    told |= {"account": f"cn=reader,{BASE}", "password": "reads"}
    page = client.post("/people/import/directory/", told)
    assert page.context["counts"]["create"] == 1
    assert "reads" not in page.content.decode().replace("threads", "")
    assert client.post("/people/import/", {"text": page.context["text"], "confirm": "yes"}).status_code == 302
    assert User.objects.filter(email="zoe.1@example.org").exists()
    assert client.post("/people/import/directory/", {**told, "password": "no"}).status_code == 422


def test_only_who_runs_the_installation_lets_it_reach_into_a_network(client, administrator):
    client.force_login(make_administrator(make_organisation()))
    assert client.get("/people/import/directory/").status_code == 403
