"""A browser in which somebody is signed in."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A session that says whose it is, so that it can be listed and ended.

    Attributes:
        handle: names it in pages; its key never leaves the cookie.
        means: how he signed in, a key of `visits.MEANS`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    handle = models.CharField(max_length=32, blank=True)
    means = models.CharField(max_length=20, blank=True)
    browser = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta(AbstractBaseSession.Meta):
        indexes = [models.Index(fields=["user", "-seen_at"], name="session_by_user")]

    @classmethod
    def get_session_store_class(cls) -> Any:
        """The engine of `SESSION_ENGINE`, found by its name: it imports this model."""
        return import_module(settings.SESSION_ENGINE).SessionStore
