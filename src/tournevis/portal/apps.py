"""The portal as a Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.urls import reverse

from tournevis.desk import addresses


class PortalConfig(AppConfig):
    """Pages of users; no table of its own."""

    name = "tournevis.portal"
    label = "portal"

    def ready(self) -> None:
        """Let the lower rooms know where a user sees his ticket."""
        addresses.for_users(lambda ticket: reverse("portal:request", args=[ticket.number]))
