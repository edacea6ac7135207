"""Asking a directory (LDAP: OpenLDAP, Active Directory, 389) who there is, and whether a password is right."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import ldap3
from django.utils.translation import gettext as _
from ldap3.core.exceptions import LDAPException, LDAPInvalidCredentialsResult
from ldap3.utils.conv import escape_filter_chars

CONNECT, ANSWER = 5, 10  # seconds


class DirectoryProblem(Exception):
    """The directory does not answer, or refuses what was asked; the message is for an administrator."""


@dataclass(frozen=True)
class Entry:
    """Something of the directory: its distinguished name, and its values by attribute, names in small letters."""

    dn: str
    values: dict[str, list[str]] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """The first value there is of the attributes `names`, in their order."""
        return next((value for name in names for value in self.values.get(name.lower(), []) if value), "")


@dataclass(frozen=True)
class Directory:
    """How a directory is reached.

    Attributes:
        address: `ldap://host:port` or `ldaps://host:port`.
        start_tls: whether an `ldap://` connection is made private before anything is said.
        user, password: the account that searches; both empty: nobody in particular.
        authority: certificates that the directory's is checked against, as PEM; empty: those of the system.
    """

    address: str
    base: str
    user: str = ""
    password: str = field(default="", repr=False)
    start_tls: bool = True
    authority: str = ""

    def find(self, pattern: str, attributes: Sequence[str], *, most: int = 1000) -> list[Entry]:
        """The entries under `base` that a filter meets.

        Raises:
            DirectoryProblem: it does not answer, or refuses the account or the filter.
        """
        with self._bound(self.user, self.password) as connection:
            pages = connection.extend.standard.paged_search(
                self.base, pattern, attributes=list(attributes), paged_size=200, generator=True
            )
            found = []
            for item in pages:
                if item.get("type") == "searchResEntry":
                    found.append(_entry(item))
                if len(found) >= most:
                    break
            return found

    def proves(self, dn: str, password: str) -> bool:
        """Whether `password` is that of the entry `dn`. An empty one is refused: LDAP takes it for "nobody" (RFC 4513).

        Raises:
            DirectoryProblem: as `find`.
        """
        if not password or not dn:
            return False
        try:
            with self._bound(dn, password):
                return True
        except WrongPassword:
            return False

    @contextmanager
    def _bound(self, user: str, password: str) -> Iterator[Any]:
        connection = None
        try:
            connection = ldap3.Connection(
                self.server(), user or None, password or None, receive_timeout=ANSWER, raise_exceptions=True
            )
            connection.open()
            if self.start_tls and not self.address.startswith("ldaps:"):
                connection.start_tls()
            connection.bind()
            yield connection
        except LDAPInvalidCredentialsResult as error:
            raise WrongPassword(_("The directory refuses this account and password.")) from error
        except (LDAPException, OSError, ValueError) as error:
            words = _("The directory %(address)s cannot be asked: %(why)s")
            raise DirectoryProblem(words % {"address": self.address, "why": error}) from error
        finally:
            if connection is not None:
                with suppress(LDAPException, OSError):
                    connection.unbind()

    def server(self) -> Any:
        """The server, whose certificate is checked wherever the connection is private.

        Raises:
            DirectoryProblem: the address is none of a directory.
        """
        parts = urlsplit(self.address)
        if parts.scheme not in ("ldap", "ldaps") or not parts.hostname:
            raise DirectoryProblem(_("The address of a directory begins with ldap:// or ldaps://."))
        tls = ldap3.Tls(validate=ssl.CERT_REQUIRED, ca_certs_data=self.authority or None)
        return ldap3.Server(
            parts.hostname,
            parts.port or (636 if parts.scheme == "ldaps" else 389),
            use_ssl=parts.scheme == "ldaps",
            tls=tls,
            connect_timeout=CONNECT,
            get_info=ldap3.NONE,
        )


class WrongPassword(DirectoryProblem):
    """The directory knows the account, and not with this password."""


def filled(pattern: str, **parts: str) -> str:
    """A filter with values in it, none of which can change its meaning.

    >>> filled("(uid={name})", name="a*)(uid=*")
    '(uid=a\\\\2a\\\\29\\\\28uid=\\\\2a)'
    """
    for name, value in parts.items():
        pattern = pattern.replace("{" + name + "}", escape_filter_chars(value))
    return pattern


def _entry(item: dict[str, Any]) -> Entry:
    values = {
        name.lower(): [_text(v) for v in value if v is not None] for name, value in item["raw_attributes"].items()
    }
    return Entry(item["dn"], values)


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.hex()
