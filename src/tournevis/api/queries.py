"""Reading keys for programs."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from tournevis.api.models import Token
from tournevis.people.models import Power, User


def tokens_of(user: User) -> QuerySet[Token]:
    """The keys that he may see: his own, and those of his whole organisation for who administers it."""
    rows = Token.objects.select_related("user").order_by("-id")
    if user.is_active and user.can(Power.ADMINISTER):
        return rows.filter(organisation=user.organisation_id)
    return rows.filter(user=user)


def good(tokens: QuerySet[Token], now: datetime) -> QuerySet[Token]:
    """Those that still open something."""
    return tokens.filter(revoked_at=None, expires_at__gt=now, user__is_active=True)
