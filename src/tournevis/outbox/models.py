"""Tables of the room."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import Organisation


class Message(models.Model):
    """Something to send. Written in the transaction that wants it, carried out later, kept with what became of it."""

    class State(models.TextChoices):
        """What became of it."""

        QUEUED = "queued", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Refused")
        GIVEN_UP = "given_up", _("Given up")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="messages")
    channel = models.CharField(max_length=10, default="mail")
    to = models.CharField(_("to"), max_length=254)
    subject = models.CharField(_("subject"), max_length=250)
    body_text = models.TextField()
    body_html = models.TextField(blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    secret = models.BooleanField(default=False, help_text="Its body is erased once sent, and never shown.")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(_("last error"), blank=True)
    about = models.CharField(max_length=80, blank=True, help_text="What it is about, such as ticket:12.")
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_attempt_at", "id"], condition=models.Q(state="queued"), name="message_due"),
            models.Index(fields=["organisation", "-id"], name="message_latest"),
            models.Index(fields=["organisation", "about", "-id"], name="message_about"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
