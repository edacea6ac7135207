"""The ledger of who has what."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from tournevis.people.models import Site

from .asset import Asset

OPEN = models.Q(until__isnull=True)


class Holding(models.Model):
    """An asset in somebody's hands or at a site, from `since` to `until`; open while `until` is null."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="holdings")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, null=True, blank=True, related_name="holdings"
    )
    site = models.ForeignKey(Site, on_delete=models.RESTRICT, null=True, blank=True, related_name="holdings")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(holder__isnull=False, site__isnull=True)
                | models.Q(holder__isnull=True, site__isnull=False),
                name="holding_has_one_holder",
            ),
            models.CheckConstraint(
                condition=OPEN | models.Q(until__gte=models.F("since")), name="holding_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["asset"], condition=OPEN, name="holding_open_once"),
        ]
        indexes = [models.Index(fields=["holder"], condition=OPEN, name="holding_of_now")]

    def __str__(self) -> str:
        return f"{self.asset} · {self.holder or self.site}"
