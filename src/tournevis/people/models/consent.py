"""What somebody was asked to agree to, and what he answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .places import Organisation

_USER = settings.AUTH_USER_MODEL


class Consent(models.Model):
    """A question to somebody whether he agrees to something, and his answer; kept as proof of both.

    Attributes:
        about: what it concerns, such as `ticket:12`.
        words: what he read when he answered.
        until: from when on the answer no longer holds.
        told_to: who wrote the answer down when the person gave it by voice; None when he gave it himself, here.
    """

    class Purpose(models.TextChoices):
        """What is asked."""

        REMOTE_VIEW = "remote_view", _("See your screen")
        REMOTE_CONTROL = "remote_control", _("Use your mouse and keyboard")
        REMEDY = "remedy", _("Carry out a step that touches your data or your work")

    class Answer(models.TextChoices):
        """What he said."""

        OPEN = "open", _("Not answered yet")
        GIVEN = "given", _("You agreed")
        REFUSED = "refused", _("You refused")
        WITHDRAWN = "withdrawn", _("You took it back")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="consents", db_index=False)
    person = models.ForeignKey(_USER, on_delete=models.RESTRICT, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    about = models.CharField(max_length=80)
    words = models.TextField()
    asked_by = models.ForeignKey(_USER, on_delete=models.RESTRICT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.OPEN)
    answered_at = models.DateTimeField(null=True)
    told_to = models.ForeignKey(_USER, on_delete=models.RESTRICT, null=True, related_name="+")
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "about", "-id"], name="consent_about")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.get_answer_display()}"
