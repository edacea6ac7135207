"""People of a directory (LDAP) as the table that an import takes: the same preview, the same key, the same rules."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import ldap3
from django.utils.translation import gettext as _
from ldap3.core.exceptions import LDAPException

from tournevis.people.directory import Directory
from tournevis.people.tables import MAX_ROWS, BadTable

SECONDS = 10  # for each answer of the server
PAGE = 500  # entries of one answer; directories refuse more than 1,000 at once
# What a column is read from, the first that is there (RFC 4519, RFC 2798, Active Directory).
ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "email": ("mail", "userPrincipalName"),
    "first_name": ("givenName",),
    "last_name": ("sn", "cn"),
    "phone": ("telephoneNumber", "mobile"),
    "job_title": ("title",),
}


@dataclass(frozen=True)
class Source:
    """A directory, and who of it is wanted.

    Attributes:
        address: `ldaps://host` or `ldap://host:389`.
        account, password: who searches; empty for nobody, where the directory lets nobody search.
        search: a filter (RFC 4515).
        start_tls: make the connection private before the password is sent.
    """

    address: str
    base: str
    account: str = ""
    password: str = ""
    search: str = "(&(objectClass=person)(mail=*))"
    start_tls: bool = False


def table_of(source: Source) -> str:
    """The people of a directory as a CSV table, as `plan_users` reads it, in the order of their e-mails.

    Raises:
        BadTable: the directory cannot be reached, refuses, or has nobody or too many; the message says what to do.
    """
    try:
        people = sorted(_people(source), key=lambda row: row["email"].lower())
    except LDAPException as error:
        raise BadTable(_("The directory does not answer as expected: %(why)s") % {"why": error}) from error
    if not people:
        raise BadTable(_("The directory has nobody there: look at the base and the filter."))
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ATTRIBUTES), delimiter=";")
    writer.writeheader()
    writer.writerows(people)
    return out.getvalue()


def _people(source: Source) -> Iterator[dict[str, str]]:
    with _connection(source) as connection:
        wanted = [name for names in ATTRIBUTES.values() for name in names]
        found = connection.extend.standard.paged_search(
            source.base, source.search, ldap3.SUBTREE, attributes=wanted, paged_size=PAGE, generator=True
        )
        for count, entry in enumerate(entry for entry in found if entry["type"] == "searchResEntry"):
            if count == MAX_ROWS:
                raise BadTable(_("The directory has more than %(count)s: narrow the filter.") % {"count": MAX_ROWS})
            yield {column: _first(entry["attributes"], names) for column, names in ATTRIBUTES.items()}


def _connection(source: Source) -> Any:
    parts = urlsplit(source.address)
    if parts.scheme not in {"ldap", "ldaps"} or not parts.hostname:
        raise BadTable(_("%(address)s is not like ldaps://directory.example.org.") % {"address": source.address})
    server = Directory(source.address, source.base).server()
    bind = ldap3.AUTO_BIND_TLS_BEFORE_BIND if source.start_tls else ldap3.AUTO_BIND_NO_TLS
    return ldap3.Connection(
        server,
        source.account or None,
        source.password or None,
        auto_bind=bind,
        read_only=True,
        raise_exceptions=True,
        receive_timeout=SECONDS,
        check_names=False,
    )


def _first(values: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """The first value of the first attribute that has one; on one line, as a cell holds it."""
    for name in names:
        found = values.get(name)
        found = found[0] if isinstance(found, list) and found else found
        text = found.decode("utf-8", "replace") if isinstance(found, bytes) else str(found or "")
        if text.strip():
            return " ".join(text.split())
    return ""
