"""Signing in by a directory: found by the account that searches, proven by binding as oneself."""

from __future__ import annotations

from datetime import datetime

from tournevis.people.directory import Directory, Entry, filled
from tournevis.people.models import User
from tournevis.signon.models import Provider

from .arrivals import Claim, admit

SEARCH = "(|(uid={name})(mail={name})(sAMAccountName={name})(userPrincipalName={name}))"
GROUPS_OF = "(|(member={dn})(uniqueMember={dn}))"
MAIL, NAME, FIRST, LAST = ("mail", "userPrincipalName"), ("uid", "sAMAccountName"), ("givenName",), ("sn", "cn")
LASTING = ("entryUUID", "objectGUID", "nsUniqueId")
WANTED = (*MAIL, *NAME, *FIRST, *LAST, *LASTING)


def directory_of(provider: Provider) -> Directory:
    """How the directory of `provider` is reached."""
    return Directory(
        provider.address,
        provider.base,
        provider.account,
        provider.secret.reveal(),
        provider.start_tls,
        provider.authority,
    )


def by_directory(name: str, password: str, *, address: str | None, now: datetime) -> User | None:
    """Whom a directory in use knows by this name and password; None where none does.

    Raises:
        DirectoryProblem: one does not answer, and no other knew him.
        Refused: it knows him, and he may not come in (see `arrivals.admit`).
    """
    for provider in Provider.objects.filter(kind=Provider.Kind.LDAP, is_enabled=True).select_related("organisation"):
        directory = directory_of(provider)
        found = directory.find(filled(provider.search or SEARCH, name=name), [*WANTED, *_group_names(provider)], most=2)
        # Two who answer to one name are nobody: the directory must say which.
        if len(found) == 1 and directory.proves(found[0].dn, password):
            return admit(provider, _claim(provider, directory, found[0]), address=address, now=now)
    return None


def _group_names(provider: Provider) -> list[str]:
    return [provider.groups] if provider.groups else []


def _claim(provider: Provider, directory: Directory, entry: Entry) -> Claim:
    return Claim(
        subject=entry.first(*LASTING) or entry.dn,
        email=entry.first(*MAIL),
        username=entry.first(*NAME),
        first_name=entry.first(*FIRST),
        last_name=entry.first(*LAST),
        has_proven_mail=True,
        groups=_groups(provider, directory, entry),
    )


def _groups(provider: Provider, directory: Directory, entry: Entry) -> tuple[str, ...]:
    """The groups that the entry tells (`memberOf`), or those that tell of it; by distinguished and by short name."""
    dns = entry.values.get(provider.groups.lower(), []) if provider.groups else []
    if not dns:
        dns = [group.dn for group in directory.find(filled(GROUPS_OF, dn=entry.dn), ["cn"])]
    return tuple({*dns, *(dn.split(",")[0].partition("=")[2] for dn in dns)})
