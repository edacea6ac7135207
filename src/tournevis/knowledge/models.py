"""Tables of the room."""

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
