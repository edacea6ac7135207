"""Who is told of what happens: an address outside, the events it wants, the secret it is signed with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import Organisation
from tournevis.vault.fields import SealedField


class Subscription(models.Model):
    """A webhook. What was sent to it lies in the outbox, under `about`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="webhooks")
    url = models.CharField(_("address"), max_length=250)
    events = models.JSONField(_("events"), default=list)
    secret = SealedField(_("secret"))
    is_active = models.BooleanField(_("is sent to"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "is_active", "id"], name="webhook_in_force")]

    def __str__(self) -> str:
        return self.url

    @property
    def about(self) -> str:
        """How the outbox names what is sent to it."""
        return f"webhook:{self.pk}"
