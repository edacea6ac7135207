"""What was done, by whom; and who failed to sign in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from .places import Organisation


class AuditEntry(models.Model):
    """One act on the settings, the people or the machines. Only ever added to, each entry chained to the one before.

    Attributes:
        number: its place in the log of the organisation, from 1.
        previous, digest: of the entry before, and its own (see `people.chain`).
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="audit")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, null=True, related_name="+")
    act = models.CharField(max_length=60)
    subject = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    address = models.GenericIPAddressField(null=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    number = models.PositiveBigIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="audit_latest")]
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="audit_number_once")]

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


class AuditHead(models.Model):
    """Where the log of an organisation ends; locked while an entry is added, so that no two follow the same one."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="audit_head")
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:8]}"


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
