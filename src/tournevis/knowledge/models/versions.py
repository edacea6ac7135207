"""The fault base as it was shipped, and each organisation's own changes to it: kept for good, never changed."""

from __future__ import annotations

import json
import zlib
from typing import Any, NoReturn
from uuid import uuid4

from django.conf import settings
from django.db import models

from tournevis.people.models import Organisation


def packed(content: Any) -> bytes:
    """Content as it is kept: compressed JSON, its keys in their order."""
    return zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpacked(kept: bytes | memoryview) -> Any:
    """The content of `packed`."""
    return json.loads(zlib.decompress(bytes(kept)))


class Immutable(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; a second time is an error of the code."""
        if not self._state.adding:
            self._refuse()
        super().save(*args, **kwargs)

    def _refuse(self) -> NoReturn:
        raise TypeError(f"{self} is kept as it was: make a new one")


class Release(Immutable):
    """The base that a release of the product shipped, kept from the first case that reasoned with it on."""

    digest = models.CharField(max_length=64, primary_key=True)
    version = models.CharField(max_length=64)
    content = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.version


class Version(Immutable):
    """An organisation's own base: a release, and all that the organisation changed in it.

    The newest one that is not withdrawn serves new cases; a case that began with one keeps it.
    """

    # Never used again, so that what a process keeps of a version is never another's.
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="base_versions")
    number = models.PositiveIntegerField()
    release = models.ForeignKey(Release, on_delete=models.RESTRICT, related_name="versions")
    # "faults:printing.jam" -> the record as it is here, null where it was taken out; see `packs.records.Changes`.
    changes = models.BinaryField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, null=True, related_name="+")
    at = models.DateTimeField()
    what = models.TextField(help_text="What changed and why, in its author's words.")
    # What differs from the version before: [["faults:printing.jam", "changed"], ...]
    differs = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="base_version_once")]

    def __str__(self) -> str:
        return f"{self.release.version}+{self.number}"
