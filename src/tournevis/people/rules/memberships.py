"""Organisations that one installation serves, and those who work for several of them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tournevis.people.models import Membership, Organisation, Role, Site, Team, User
from tournevis.people.tenancy import scope

from .access import require
from .accounts import create_organisation
from .audit import record


@transaction.atomic
def open_organisation(name: str, *, by: User) -> Organisation:
    """A new organisation, served by this installation; who makes it administers it until somebody else does.

    Raises:
        NotAllowed: `by` does not administer the organisation that runs the installation.
        ValidationError: there is no name, or another organisation has it.
    """
    require(by, "people.host")
    if not (name := name.strip()):
        raise ValidationError({"name": _("Give it a name.")})
    with scope.directory():
        if Organisation.objects.filter(name__iexact=name).exists():
            raise ValidationError({"name": _("“%(value)s” is taken already.") % {"value": name}})
        made = create_organisation(name)
    record(by, "organisation.open", made)
    with scope.also(made.pk):
        membership = Membership.objects.create(user=by, organisation=made, role=Role.ADMINISTRATOR)
    record(by, "member.add", by, after=_told(membership), organisation=made)
    return made


@transaction.atomic
def add_member(
    organisation: Organisation, email: str, role: str, *, by: User, site: Site | None = None, team: Team | None = None
) -> Membership:
    """Let somebody of another organisation work for `organisation`; one who did before may do so again.

    He is told by his exact e-mail or user name: nobody's list of people is shown to another organisation.

    Raises:
        NotAllowed: `by` does not administer `organisation`.
        ValidationError: nobody has that e-mail, or nobody who may work elsewhere; a bound is of another organisation.
    """
    require(by, "people.administer", organisation)
    user = _somebody(email, by)
    membership = Membership.objects.filter(user=user, organisation=organisation).first()
    if membership is not None and membership.is_active:
        raise ValidationError({"email": _("%(name)s works here already.") % {"name": user}})
    membership = membership or Membership(user=user, organisation=organisation)
    membership.role, membership.site, membership.team, membership.is_active = role, site, team, True
    membership.full_clean()
    membership.save()
    record(by, "member.add", user, after=_told(membership), organisation=organisation)
    return membership


@transaction.atomic
def change_member(
    membership: Membership, *, by: User, role: str, site: Site | None = None, team: Team | None = None
) -> None:
    """Another role, or other bounds.

    Raises:
        NotAllowed: `by` does not administer the organisation.
        ValidationError: a bound is of another organisation.
    """
    require(by, "people.administer", membership)
    before = _told(membership)
    membership.role, membership.site, membership.team = role, site, team
    membership.full_clean()
    membership.save()
    if (after := _told(membership)) != before:
        organisation = membership.organisation
        record(by, "member.change", membership.user, before=before, after=after, organisation=organisation)


@transaction.atomic
def end_member(membership: Membership, *, by: User) -> None:
    """He no longer works here, from his next page on; what he did stays his, and he leaves the teams.

    Raises:
        NotAllowed: `by` does not administer the organisation.
    """
    require(by, "people.administer", membership)
    membership.is_active = False
    membership.save(update_fields=["is_active"])
    for team in Team.objects.filter(organisation=membership.organisation_id, members=membership.user_id):
        team.members.remove(membership.user_id)
    record(by, "member.end", membership.user, organisation=membership.organisation)


def _somebody(email: str, by: User) -> User:
    """Who may work elsewhere: those of the organisation that runs the installation, and anybody for its people."""
    with scope.directory():
        return _worker(email, by)


def _worker(email: str, by: User) -> User:
    known = User.objects.filter(Q(email__iexact=email.strip()) | Q(username__iexact=email.strip()), is_active=True)
    if not Organisation.objects.filter(pk=by.home_id, serves_others=True).exists():
        known = known.filter(organisation__serves_others=True)
    if not email.strip() or not (user := known.first()):
        raise ValidationError({"email": _("Nobody who may work here has this e-mail.")})
    return user


def _told(membership: Membership) -> dict[str, Any]:
    bounds = {"site": membership.site, "team": membership.team}
    return {"role": membership.role} | {name: str(thing) for name, thing in bounds.items() if thing}
