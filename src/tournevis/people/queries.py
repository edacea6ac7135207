"""Reading people."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from tournevis.people.folding import fold
from tournevis.people.models import AuditEntry, Membership, Power, Site, Team, User, roles_with

Row = TypeVar("Row", bound=Model)


def visible(
    queryset: QuerySet[Row], user: User, *, own: Q | None = None, at: str = "", team: str = ""
) -> QuerySet[Row]:
    """The rows of `queryset` that `user` may see: of his organisation, and for a plain user only his own.

    Args:
        queryset: rows with an `organisation`.
        own: what makes a row a plain user's own; None when such rows are not for plain users at all.
        at, team: where a row has its site and its team, for who works only for one; empty when it has none.
    """
    if not user.is_active:
        return queryset.none()
    queryset = queryset.filter(organisation=user.organisation_id)
    if user.is_reader and not user.is_bound:
        return queryset
    seen = reach(user, at=at, team=team) if user.is_reader else None
    if own is not None:
        seen = own if seen is None else seen | own
    return queryset.filter(seen) if seen is not None else queryset.none()


def reach(user: User, *, at: str, team: str) -> Q | None:
    """The rows for which somebody works who is bound to a site or a team; None when there are none of that kind."""
    if user.reach_id is not None and not at:
        return None
    found = Q(**{f"{at}__in": user.sites_in_reach}) if user.reach_id is not None else Q()
    if user.reach_team_id is not None and team:
        found &= Q(**{team: user.reach_team_id})
    return found


def people_of(user: User) -> QuerySet[User]:
    """The people `user` may see: all of his organisation, those of his reach, or himself alone."""
    return visible(User.objects.select_related("site"), user, own=Q(pk=user.pk), at="site")


def staff_of(organisation: int, power: Power = Power.WORK) -> QuerySet[User]:
    """Those who have a power in an organisation: its own people, and those of others who work for it."""
    roles = roles_with(power)
    elsewhere = Membership.objects.filter(organisation=organisation, role__in=roles, is_active=True).values("user")
    own = Q(organisation=organisation, role__in=roles)
    return User.objects.filter(own | Q(pk__in=elsewhere), is_active=True)


def technicians_of(user: User) -> QuerySet[User]:
    """Those to whom a ticket of his organisation can be assigned."""
    return staff_of(user.organisation_id) if user.is_reader else User.objects.none()


def known_in(organisation: int) -> QuerySet[User]:
    """All who have or had to do with an organisation: its people, and those of others who work or worked for it."""
    elsewhere = Membership.objects.filter(organisation=organisation).values("user")
    return User.objects.filter(Q(organisation=organisation) | Q(pk__in=elsewhere))


def memberships_of(user: User) -> QuerySet[Membership]:
    """Where else he works."""
    return Membership.objects.filter(user=user.pk, is_active=True).select_related("organisation", "site")


def sites_of(user: User) -> QuerySet[Site]:
    """The sites of his organisation, for who sees its people and machines."""
    return visible(Site.objects.all(), user, at="pk")


def teams_of(user: User) -> QuerySet[Team]:
    """The teams of his organisation, for who sees its people."""
    return visible(Team.objects.all(), user, team="pk")


def named(people: QuerySet[User], text: str) -> QuerySet[User]:
    """Those of `people` whose name, e-mail, user name or phone holds each word of `text`."""
    for word in fold(text).split()[:6]:
        people = people.filter(folded__contains=word)
    return people


def audit_of(user: User) -> QuerySet[AuditEntry]:
    """The log of his organisation, newest first; for those who read logs."""
    entries = AuditEntry.objects.select_related("actor").order_by("-id")
    return entries.filter(organisation=user.organisation_id) if user.can(Power.READ_LOGS) else entries.none()


def audit_named(entries: QuerySet[AuditEntry], text: str) -> QuerySet[AuditEntry]:
    """Those of `entries` that speak of `text`, or were done by somebody so named."""
    who = named(User.objects.all(), text).values("pk")
    return entries.filter(Q(subject__icontains=text) | Q(actor__in=who))
