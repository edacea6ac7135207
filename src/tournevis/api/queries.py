"""Reading keys for programs, webhooks and what was sent to them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from tournevis.api.models import Subscription, Token
from tournevis.outbox.models import Message
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


def webhooks_of(user: User) -> QuerySet[Subscription]:
    """The webhooks of his organisation, for who administers it."""
    rows = Subscription.objects.order_by("-id")
    return rows.filter(organisation=user.organisation_id) if user.can(Power.ADMINISTER) else rows.none()


def deliveries_of(webhook: Subscription) -> QuerySet[Message]:
    """What was sent to a webhook, or waits to be."""
    return Message.objects.filter(organisation=webhook.organisation_id, about=webhook.about).order_by("-id")
