"""Whose ticket it is: its requester's, and for a key user that of everybody at his site."""

from __future__ import annotations

from django.db.models import Q

from tournevis.people.models import Power, User


def follows_site(user: User) -> bool:
    """Whether he follows the requests of his site."""
    return user.site_id is not None and user.can(Power.FOLLOW_SITE)


def concerning(user: User, prefix: str = "") -> Q:
    """The tickets that are his to follow; `prefix` leads from the rows asked to the ticket, such as `ticket__`."""
    own = Q(**{f"{prefix}requester": user})
    return own | Q(**{f"{prefix}requester__site": user.site_id}) if follows_site(user) else own
