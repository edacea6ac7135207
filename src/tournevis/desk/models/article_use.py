"""Which articles were put into answers."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from tournevis.knowledge.models import Article

from .ticket import Ticket


class ArticleUse(models.Model):
    """That an article, or its link, was put into an answer; what became of the ticket tells how it serves."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="article_uses")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="uses")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "article"], name="article_used_once")]

    def __str__(self) -> str:
        return f"{self.article_id} in {self.ticket_id}"
