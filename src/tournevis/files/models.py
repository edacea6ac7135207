"""Tables of the room."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import Organisation


class Attachment(models.Model):
    """A file that somebody added. Its bytes lie under their digest; its type is what its content shows."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(max_length=200)
    name = models.CharField(_("name"), max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, related_name="attachments")
    at = models.DateTimeField(auto_now_add=True)
    # Since when its bytes and name are gone, at a person's wish or at the age set for files.
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["organisation", "sha256"], name="attachment_by_content")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        """Whether it can be shown in a page."""
        return self.removed_at is None and self.media_type in {"image/png", "image/jpeg", "image/gif", "image/webp"}
