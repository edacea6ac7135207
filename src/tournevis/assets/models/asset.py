"""Machines and devices, and the marks by which they are known again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from tournevis.people.folding import fold
from tournevis.people.models import Organisation, Site


class Asset(models.Model):
    """A managed machine or device."""

    class Kind(models.TextChoices):
        """What it is."""

        COMPUTER = "computer", _("Computer")
        PRINTER = "printer", _("Printer")
        PHONE = "phone", _("Phone")
        SCREEN = "screen", _("Screen")
        OTHER = "other", _("Other device")

    class Status(models.TextChoices):
        """Where it is in its life."""

        IN_USE = "in_use", _("In use")
        IN_STOCK = "in_stock", _("In stock")
        IN_REPAIR = "in_repair", _("In repair")
        RETIRED = "retired", _("Retired")
        LOST = "lost", _("Lost or stolen")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="assets")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.COMPUTER)
    name = models.CharField(_("name"), max_length=120)
    maker = models.CharField(_("maker"), max_length=120, blank=True)
    model = models.CharField(_("model"), max_length=160, blank=True)
    serial = models.CharField(_("serial number"), max_length=120, blank=True)
    os = models.CharField(_("system"), max_length=120, blank=True)
    address = models.CharField(
        _("address"), max_length=253, blank=True, help_text=_("A host name, an IP address or ipp://… for a printer.")
    )
    site = models.ForeignKey(
        Site, on_delete=models.SET_NULL, null=True, blank=True, related_name="assets", verbose_name=_("site")
    )
    bought_on = models.DateField(_("bought on"), null=True, blank=True)
    warranty_until = models.DateField(_("warranty until"), null=True, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.IN_USE)
    # Fields that somebody corrected by hand: an import leaves them alone.
    locked = models.JSONField(default=list, blank=True)
    # What a search looks in; kept by `save`.
    folded = models.CharField(max_length=700, editable=False, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["organisation", "name", "id"], name="asset_by_name"),
            models.Index(fields=["organisation", "serial"], name="asset_by_serial"),
        ]
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="asset_name_once")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save, with what a search looks in."""
        self.folded = fold(" ".join((self.name, self.maker, self.model, self.serial, self.address, self.os)))[:700]
        if update_fields is not None:
            update_fields = {*update_fields, "folded", "updated_at"}
        super().save(*args, update_fields=update_fields, **kwargs)


class Identifier(models.Model):
    """A mark that tells one machine from all others in its organisation; junk marks are never kept."""

    class Kind(models.TextChoices):
        """What sort of mark."""

        SERIAL = "serial", _("Serial number")
        UUID = "uuid", _("Hardware identifier")
        MAC = "mac", _("Network card")
        NAME = "name", _("Machine name")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=120, help_text="Normalised: see rules.mark.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "value"], name="identifier_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
