"""What was done, by whom; and who failed to sign in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from .places import Organisation


class AuditEntry(models.Model):
    """One act on the settings, the people or the machines. Only ever added to."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="audit")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, null=True, related_name="+")
    act = models.CharField(max_length=60)
    subject = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="audit_latest")]

    def __str__(self) -> str:
        return f"{self.act}: {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry.

        Raises:
            TypeError: it is in the log already; the log is never rewritten.
        """
        if self.pk is not None:
            raise TypeError("an audit entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: an entry goes only with its whole organisation."""
        raise TypeError("an audit entry is never deleted")


class FailedSignIn(models.Model):
    """A refused sign-in: too many of them close the door for a while."""

    name = models.CharField(max_length=254)
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["name", "at"], name="failed_by_name"),
            models.Index(fields=["address", "at"], name="failed_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"
