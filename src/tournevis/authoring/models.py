"""Tables of the room."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import Organisation
from tournevis.troubleshooting.authoring import Record

_USER = settings.AUTH_USER_MODEL


class Kind(models.TextChoices):
    """What a draft is of, by the name that a pack gives to it."""

    FAULTS = "faults", _("Cause")
    REMEDIES = "remedies", _("Action")
    FACTS = "facts", _("Question")


class State(models.TextChoices):
    """How far a draft has come."""

    DRAFT = "draft", _("Draft")
    REVIEWED = "reviewed", _("Reviewed")
    ACTIVE = "active", _("In force")


class Draft(models.Model):
    """A record of the organisation's own base as its author writes it, in the form that a pack has.

    Cases reason with it once it is in force; what is changed then becomes a draft again, while the version in force
    stays as it is.

    Attributes:
        language: in which it was written; the other language's texts may only repeat it.
        seen: grows with each change, so that nobody overwrites what he has not seen.
        ticket: number of the case that it was drawn from.
        version: number of the organisation's version that put it in force first.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="drafts", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    record = models.CharField(max_length=80)
    content = models.JSONField()
    language = models.CharField(max_length=5)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey(_USER, models.RESTRICT, related_name="+")
    reviewer = models.ForeignKey(_USER, models.RESTRICT, null=True, related_name="+")
    ticket = models.PositiveIntegerField(null=True)
    seen = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "record"], name="draft_once")]
        indexes = [models.Index(fields=["organisation", "-updated_at", "-id"], name="draft_latest")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name, in the language that it was written in."""
        names = self.content.get("names") or {}
        return str(names.get(self.language) or self.record)

    @property
    def as_record(self) -> Record:
        """As the linter takes it."""
        return Record(self.kind, self.content)  # type: ignore[arg-type]

    @property
    def place(self) -> str:
        """What tells it from every other record."""
        return f"{self.kind}:{self.record}"
