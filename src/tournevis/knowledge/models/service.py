"""How articles serve: what readers say of them, and how often one made a request needless."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from tournevis.people.models import Organisation

from .article import Article


class Vote(models.Model):
    """Whether an article helped one reader; he may change his mind."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="votes")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    helpful = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "voter"], name="vote_once")]

    def __str__(self) -> str:
        return "+" if self.helpful else "-"


class Deflection(models.Model):
    """How often on a day something proposed to a user who typed was opened, and followed by a request all the same.

    Nobody's name is kept, nor what he typed: what one browser opened is remembered in its session alone.

    Attributes:
        subject: `article:12` or `fault:printing.jam`.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="deflections")
    day = models.DateField()
    subject = models.CharField(max_length=100)
    opened = models.PositiveIntegerField(default=0)
    followed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "day", "subject"], name="deflection_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.subject}"
