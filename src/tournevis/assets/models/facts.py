"""What is known of an asset: the last reading of each datum."""

from __future__ import annotations

from django.db import models

from .asset import Asset


class AssetFact(models.Model):
    """The last reading of one datum of an asset, as `tournevis.facts.Reading` gives it."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="facts")
    name = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10, default="value")
    value = models.JSONField(null=True)
    unit = models.CharField(max_length=20, blank=True)
    because = models.CharField(max_length=250, blank=True)
    source = models.CharField(max_length=80, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["asset", "name"], name="asset_fact_once")]

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"
