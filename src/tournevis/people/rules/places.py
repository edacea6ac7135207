"""Sites and teams: made, changed, removed."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, RestrictedError
from django.utils.translation import gettext as _

from tournevis.people.models import Organisation, Site, Team, User
from tournevis.people.queries import staff_of

from .access import Refused, require
from .audit import record
from .uniqueness import refuse_taken


@transaction.atomic
def save_site(
    organisation: Organisation, name: str, parent: Site | None, *, by: User, site: Site | None = None
) -> Site:
    """Make a site, or change `site`.

    Raises:
        NotAllowed: `by` does not administer the organisation.
        ValidationError: the name is taken; `parent` is of another organisation, or lies in the site itself.
    """
    require(by, "people.administer", site or organisation)
    before = {"name": site.name, "parent": str(site.parent or "")} if site else None
    site = site or Site(organisation=organisation)
    site.name, site.parent = name.strip(), parent
    refuse_taken(site, "name", Q(organisation=site.organisation))
    site.full_clean()
    _check_parent(site)
    site.save()
    after = {"name": site.name, "parent": str(parent or "")}
    if before != after:
        record(by, "site.save", site, before=before, after=after)
    return site


@transaction.atomic
def remove_site(site: Site, *, by: User) -> None:
    """Remove a site that nothing lies in.

    Raises:
        NotAllowed: `by` does not administer the organisation.
        Refused: a site or a machine is still there.
    """
    require(by, "people.administer", site)
    name = site.name
    try:
        site.delete()
    except RestrictedError as error:
        text = _("Other sites, machines or people who work only there are still at %(site)s: move them first.")
        raise Refused(text % {"site": name}) from error
    record(by, "site.remove", name)


@transaction.atomic
def save_team(
    organisation: Organisation, name: str, members: Iterable[User], *, by: User, team: Team | None = None
) -> Team:
    """Make a team, or change `team`, with exactly these members.

    Raises:
        NotAllowed: `by` does not administer the organisation.
        ValidationError: the name is taken, or a member is not a technician of the organisation.
    """
    require(by, "people.administer", team or organisation)
    members = list(members)
    staff = set(staff_of(organisation.pk).filter(pk__in=[m.pk for m in members]).values_list("pk", flat=True))
    if strangers := [m for m in members if m.pk not in staff]:
        names = ", ".join(map(str, strangers))
        raise ValidationError({"members": _("Not technicians of the organisation: %(names)s") % {"names": names}})
    before = _of_team(team) if team else None
    team = team or Team(organisation=organisation)
    team.name = name.strip()
    refuse_taken(team, "name", Q(organisation=team.organisation))
    team.full_clean()
    team.save()
    team.members.set(members)
    after = _of_team(team)
    if before != after:
        record(by, "team.save", team, before=before, after=after)
    return team


@transaction.atomic
def remove_team(team: Team, *, by: User) -> None:
    """Remove a team; its tickets stay, without a team.

    Raises:
        NotAllowed: `by` does not administer the organisation.
        Refused: somebody works only for it: without it he would work for all.
    """
    require(by, "people.administer", team)
    before, name = _of_team(team), str(team)
    try:
        team.delete()
    except RestrictedError as error:
        raise Refused(_("Somebody works only for %(team)s: give him other bounds first.") % {"team": name}) from error
    record(by, "team.remove", name, before=before)


def _of_team(team: Team) -> dict[str, object]:
    return {"name": team.name, "members": sorted(str(member) for member in team.members.all())}


def _check_parent(site: Site) -> None:
    above, seen = site.parent, set()
    if above and above.organisation_id != site.organisation_id:
        raise ValidationError({"parent": _("This site is not one of the organisation.")})
    while above is not None and above.pk not in seen:
        if above.pk == site.pk:
            raise ValidationError({"parent": _("A site cannot lie in itself.")})
        seen.add(above.pk)
        above = above.parent
