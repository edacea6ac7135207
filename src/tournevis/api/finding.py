"""Things that a request names by their keys, among those that its person may see."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from tournevis.assets.models import Asset
from tournevis.assets.queries import assets_of, usable_by
from tournevis.people.models import Site, Team, User
from tournevis.people.queries import people_of, sites_of, teams_of, technicians_of

Thing = TypeVar("Thing")


def site(user: User, key: int | None) -> Site | None:
    """The site of that key; for a plain user, any of his organisation, as his profile offers them."""
    return None if key is None else _or_wrong(user.organisation.sites.filter(pk=key).first(), "site")


def team(user: User, key: int | None) -> Team | None:
    """The team of that key."""
    return None if key is None else _or_wrong(user.organisation.teams.filter(pk=key).first(), "team")


def person(user: User, key: int | None, field: str = "person") -> User | None:
    """Somebody he may see."""
    return None if key is None else _or_wrong(people_of(user).filter(pk=key).first(), field)


def technician(user: User, key: int | None) -> User | None:
    """Somebody to whom a ticket can be given."""
    return None if key is None else _or_wrong(technicians_of(user).filter(pk=key).first(), "person")


def machine(user: User, key: int | None) -> Asset | None:
    """A machine: any of the organisation for who reads all, else one that he may complain about."""
    if key is None:
        return None
    rows = assets_of(user) if user.is_reader else usable_by(user)
    return _or_wrong(rows.filter(pk=key).first(), "machine")


def told(changes: dict[str, Any], *, may_be_null: frozenset[str] = frozenset({"site"})) -> dict[str, Any]:
    """The changes of a request.

    Raises:
        ValidationError: a field is null that cannot be.
    """
    if empty := [name for name, value in changes.items() if value is None and name not in may_be_null]:
        raise ValidationError({name: _("This cannot be empty.") for name in empty})
    return changes


def seen_site(user: User, key: int) -> Site:
    """The site at an address.

    Raises:
        Http404.
    """
    return _or_404(sites_of(user).filter(pk=key).first())


def seen_team(user: User, key: int) -> Team:
    """The team at an address.

    Raises:
        Http404.
    """
    return _or_404(teams_of(user).prefetch_related("members").filter(pk=key).first())


def seen_person(user: User, key: int) -> User:
    """The person at an address.

    Raises:
        Http404.
    """
    return _or_404(people_of(user).filter(pk=key).first())


def seen_machine(user: User, key: int) -> Asset:
    """The machine at an address.

    Raises:
        Http404.
    """
    return _or_404(assets_of(user).filter(pk=key).first())


def absent(field: str) -> NoReturn:
    """Refuse a key that names nothing.

    Raises:
        ValidationError.
    """
    raise ValidationError({field: _("There is no such thing here.")})


def _or_wrong(thing: Thing | None, field: str) -> Thing:
    return thing if thing is not None else absent(field)


def _or_404(thing: Thing | None) -> Thing:
    if thing is None:
        raise Http404
    return thing
