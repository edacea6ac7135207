"""Tables of the room."""

from __future__ import annotations

from django.db import models

from tournevis.people.models import Organisation


class ChoreRun(models.Model):
    """A chore done, or tried, on one day.

    Attributes:
        report: what was done, as counts.
        error: why it failed, empty when it did not.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="chore_runs", db_index=False)
    chore = models.CharField(max_length=40)
    day = models.DateField()
    at = models.DateTimeField()
    took_ms = models.PositiveIntegerField(null=True)
    report = models.JSONField(default=dict)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "chore", "day"], name="chore_once_a_day")]
        indexes = [models.Index(fields=["organisation", "-id"], name="chore_latest")]

    def __str__(self) -> str:
        return f"{self.chore} {self.day}"

    @property
    def is_done(self) -> bool:
        """Whether it went through."""
        return self.took_ms is not None and not self.error


class RetentionRule(models.Model):
    """How long an organisation keeps a kind of data.

    Attributes:
        days: 0 is for ever.
        tried_on: the day on which what it would let go of was told; nothing goes before that.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="retention", db_index=False)
    kind = models.CharField(max_length=40)
    days = models.PositiveIntegerField()
    tried_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind"], name="retention_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.days}"
