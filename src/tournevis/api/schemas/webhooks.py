"""Webhooks."""

from __future__ import annotations

from datetime import datetime

from ninja import Schema
from pydantic import Field

from tournevis.api.models import Subscription

from .common import Given, Page, Text


class WebhookShape(Schema):
    """A webhook; its secret is told only when it is made."""

    id: int
    url: str
    events: list[str]
    is_active: bool
    created_at: datetime

    @classmethod
    def of(cls, webhook: Subscription) -> WebhookShape:
        """A webhook."""
        plain = {name: getattr(webhook, name) for name in ("url", "events", "is_active", "created_at")}
        return cls(id=webhook.pk, **plain)


class WebhookPage(Page[WebhookShape]):
    """Some webhooks."""


class WebhookMade(WebhookShape):
    """A new webhook with its secret, told only here."""

    secret: str


class WebhookGiven(Given):
    """Where events go, and which."""

    url: Text = Field(min_length=1, max_length=250, examples=["https://chat.example.org/hook"])
    events: list[Text] = Field(min_length=1, max_length=50, examples=[["ticket.opened"]])
    is_active: bool = True
