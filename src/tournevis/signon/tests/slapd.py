"""A real OpenLDAP server (Debian's slapd), with people, groups, and TLS."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import ldap3

SLAPD = shutil.which("slapd", path="/usr/sbin:/usr/local/sbin:/usr/bin")
BASE = "dc=example,dc=org"
READER, READER_PASSWORD = f"cn=reader,{BASE}", "reader of people"

CONFIGURATION = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
pidfile {folder}/slapd.pid
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCertificateFile {folder}/cert.pem
TLSCertificateKeyFile {folder}/key.pem
database mdb
suffix "{base}"
rootdn "{reader}"
rootpw "{password}"
directory {folder}/data
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{reader}" read by * none
"""


def people() -> list[tuple[str, dict[str, list[str]]]]:
    """What the directory holds."""
    units = [
        (f"ou={name},{BASE}", {"objectClass": ["organizationalUnit"], "ou": [name]}) for name in ("people", "groups")
    ]
    root = (BASE, {"objectClass": ["dcObject", "organization"], "dc": ["example"], "o": ["Example"]})
    persons = [
        _person("nadia.k", "Nadia", "Kaci"),
        _person("omar.b", "Omar", "Benali"),
        _person("lea.m", "Léa", "Müller"),
    ]
    techs = {"objectClass": ["groupOfNames"], "cn": ["techs"], "member": [f"uid=nadia.k,ou=people,{BASE}"]}
    return [root, *units, *persons, (f"cn=techs,ou=groups,{BASE}", techs)]


def _person(uid: str, first: str, last: str) -> tuple[str, dict[str, list[str]]]:
    values = {"objectClass": ["inetOrgPerson"], "uid": [uid], "cn": [f"{first} {last}"], "givenName": [first]}
    values |= {"sn": [last], "mail": [f"{uid}@example.org"], "userPassword": [f"password of {uid}"]}
    return f"uid={uid},ou=people,{BASE}", values


class Slapd:
    """The server, while it runs."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.address = f"ldap://127.0.0.1:{port}"
        self.certificate = ""
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, wait until it answers, fill it."""
        (self.folder / "data").mkdir()
        make = (
            "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
        )
        files = ["-keyout", str(self.folder / "key.pem"), "-out", str(self.folder / "cert.pem")]
        subprocess.run([*make.split(), *files], check=True, capture_output=True)
        self.certificate = (self.folder / "cert.pem").read_text()
        words = {"folder": self.folder, "base": BASE, "reader": READER, "password": READER_PASSWORD}
        (self.folder / "slapd.conf").write_text(CONFIGURATION.format(**words))
        command = [str(SLAPD), "-d", "0", "-f", str(self.folder / "slapd.conf"), "-h", self.address]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._fill()

    def _fill(self) -> None:
        server = ldap3.Server("127.0.0.1", self.port, get_info=ldap3.NONE, connect_timeout=2)
        for _try in range(100):
            try:
                connection = ldap3.Connection(server, READER, READER_PASSWORD, auto_bind=True)
                break
            except ldap3.core.exceptions.LDAPException:
                time.sleep(0.1)
        for dn, values in people():
            assert connection.add(dn, attributes=values), connection.result
        connection.unbind()

    def stop(self) -> None:
        """Stop it."""
        if self.process:
            self.process.terminate()
            self.process.wait(10)
