"""What was tried and what it came to; what closed cases taught."""

from __future__ import annotations

from django.db import models

from tournevis.people.models import Organisation


class OutcomeCount(models.Model):
    """How often a remedy was tried against a fault under a version of the base, and what came of it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="outcome_counts")
    base_version = models.CharField(max_length=64)
    fault = models.CharField(max_length=80)
    remedy = models.CharField(max_length=80)
    solved = models.PositiveIntegerField(default=0)
    not_solved = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    not_done = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "base_version", "fault", "remedy"], name="outcome_count_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.fault} / {self.remedy}"


class CaseNote(models.Model):
    """What a closed case taught, without a word of its text; see `troubleshooting.learning.Note`.

    Never changed: counts made from the notes before a day are the same ever after. A note that proved wrong is
    withdrawn from the next day on.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="case_notes")
    machine = models.CharField(max_length=160, blank=True)
    closed_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    told = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["closed_on"], name="case_note_by_day"),
            models.Index(fields=["organisation", "closed_on"], name="case_note_by_organisation"),
            models.Index(fields=["machine", "closed_on"], name="case_note_by_machine"),
        ]

    def __str__(self) -> str:
        return f"{self.closed_on} {self.machine}"
