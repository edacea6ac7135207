"""The key by which a program acts in the name of a person."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import Organisation


class Token(models.Model):
    """A key for programs. Only its digest is kept; it opens what its scopes say and its person may, and no more.

    Attributes:
        hint: its first signs, by which its owner tells one from another.
        scopes: such as `["tickets:write"]`; see `api.scopes`.
        window_at, window_count: when the minute that is counted began, and the requests in it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    last_address = models.GenericIPAddressField(null=True)
    window_at = models.DateTimeField(null=True)
    window_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["user", "-id"], name="token_of_user"),
            models.Index(fields=["organisation", "-id"], name="token_latest"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_good(self, now: datetime) -> bool:
        """Neither revoked nor too old, and its person's account is open."""
        return self.revoked_at is None and self.expires_at > now and self.user.is_active
