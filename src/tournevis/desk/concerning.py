"""Whose ticket it is: its requester's, and for a key user that of everybody at his site and all that lies in it."""

from __future__ import annotations

from django.db.models import Q

from tournevis.people.models import Power, User
from tournevis.people.queries import reach


def follows_site(user: User) -> bool:
    """Whether he follows the requests of his site."""
    return user.site_id is not None and user.can(Power.FOLLOW_SITE)


def concerning(user: User, prefix: str = "") -> Q:
    """The tickets that are his to follow; `prefix` leads from the rows asked to the ticket, such as `ticket__`."""
    own = Q(**{f"{prefix}requester": user})
    return own | Q(**{f"{prefix}requester__site__in": user.sites_followed}) if follows_site(user) else own


def within(user: User, prefix: str = "") -> Q:
    """The tickets of a reader: all, or those of the site or the team that he works for, and his own."""
    seen = reach(user, at=f"{prefix}requester__site", team=f"{prefix}team")
    return concerning(user, prefix) if seen is None else seen | concerning(user, prefix)
