"""Where ticket numbers come from."""

from __future__ import annotations

from django.db import models

from tournevis.people.models import Organisation


class Numbering(models.Model):
    """The last ticket number that an organisation gave: a number is never given twice."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="+")
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.last)
