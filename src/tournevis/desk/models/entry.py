"""The timeline."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournevis.files.models import Attachment

from .ticket import Ticket


class Entry(models.Model):
    """One thing that was said or done about a ticket. Only ever added to."""

    class Kind(models.TextChoices):
        """What sort of thing."""

        MESSAGE = "message", _("Message")
        NOTE = "note", _("Internal note")
        FINDING = "finding", _("Finding")
        SUGGESTION = "suggestion", _("Suggestion")
        ACTION = "action", _("Action")
        CHANGE = "change", _("Change")
        TIME = "time", _("Time spent")
        SYSTEM = "system", _("Event")

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, null=True, related_name="+")
    public = models.BooleanField(default=False)
    body = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    attachments = models.ManyToManyField(Attachment, related_name="entries")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["ticket", "id"], name="entry_in_order")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.body[:60]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry.

        Raises:
            TypeError: it is in the timeline already; what was said stays said.
        """
        if self.pk is not None:
            raise TypeError("an entry of the timeline is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: an entry goes only with its whole organisation."""
        raise TypeError("an entry of the timeline is never deleted")
