"""The words of tickets, for searching."""

from __future__ import annotations

from django.db import models

from tournevis.people.models import Organisation

from .ticket import Ticket


class Posting(models.Model):
    """That a folded word occurs in a ticket; the words of internal notes are kept apart by `public`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+", db_index=False)
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="postings", db_index=False)
    word = models.CharField(max_length=40)
    public = models.BooleanField()
    weight = models.PositiveSmallIntegerField(default=1, help_text="Larger in a title than in a message.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "word", "public"], name="posting_once")]
        # All that a search reads is in the index.
        indexes = [models.Index(fields=["organisation", "word", "public", "ticket", "weight"], name="posting_by_word")]

    def __str__(self) -> str:
        return self.word
