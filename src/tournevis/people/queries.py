"""Reading people."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from tournevis.people.folding import fold
from tournevis.people.models import AuditEntry, Power, Site, Team, User, roles_with

Row = TypeVar("Row", bound=Model)


def visible(queryset: QuerySet[Row], user: User, *, own: Q | None = None) -> QuerySet[Row]:
    """The rows of `queryset` that `user` may see: of his organisation, and for a plain user only his own.

    Args:
        queryset: rows with an `organisation`.
        own: what makes a row a plain user's own; None when such rows are not for plain users at all.
    """
    if not user.is_active:
        return queryset.none()
    queryset = queryset.filter(organisation=user.organisation_id)
    if user.is_reader:
        return queryset
    return queryset.filter(own) if own is not None else queryset.none()


def people_of(user: User) -> QuerySet[User]:
    """The people `user` may see: all of his organisation, or himself alone."""
    return visible(User.objects.select_related("site"), user, own=Q(pk=user.pk))


def technicians_of(user: User) -> QuerySet[User]:
    """Those to whom a ticket of his organisation can be assigned."""
    return people_of(user).filter(role__in=roles_with(Power.WORK), is_active=True)


def sites_of(user: User) -> QuerySet[Site]:
    """The sites of his organisation, for who sees its people and machines."""
    return visible(Site.objects.all(), user)


def teams_of(user: User) -> QuerySet[Team]:
    """The teams of his organisation, for who sees its people."""
    return visible(Team.objects.all(), user)


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
