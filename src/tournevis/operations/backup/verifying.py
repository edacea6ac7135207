"""Trying a backup: put back into a scratch place, counted, its log of acts followed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from tournevis.files.models import Attachment
from tournevis.people.models import Organisation
from tournevis.people.rules.audit import breaks_of
from tournevis.people.wording import break_words

from . import archive, database
from .manifest import Manifest
from .restoring import refuse_foreign


@dataclass(frozen=True)
class Verdict:
    """What a backup holds, and what is wrong with it, in sentences."""

    manifest: Manifest
    problems: tuple[str, ...]


def verify_backup(path: Path, *, passphrase: str = "") -> Verdict:
    """Restore a backup beside the running installation, compare counts, attachments and log, and remove it again.

    Raises:
        BackupProblem: it cannot even be read; see `restore_backup`.
    """
    with tempfile.TemporaryDirectory(prefix=".verify-", dir=settings.DATA) as name:
        folder = Path(name)
        manifest = archive.unpack(path, folder, passphrase)
        refuse_foreign(manifest)
        with database.scratch(folder / database.MEMBER[manifest.engine]) as alias:
            return Verdict(manifest, tuple(_problems(manifest, folder, alias)))


def _problems(manifest: Manifest, folder: Path, alias: str) -> Iterator[str]:
    if not database.is_whole(alias):
        yield _("The database in the backup is damaged.")
    now = database.counts(alias)
    for table, rows in manifest.counts.items():
        if now.get(table) != rows:
            yield _("%(table)s: %(kept)s rows were kept, %(found)s came back.") % {
                "table": table,
                "kept": rows,
                "found": now.get(table, 0),
            }
    if set(manifest.migrations) == database.known_migrations():
        yield from _of_rooms(folder, alias)


def _of_rooms(folder: Path, alias: str) -> Iterator[str]:
    """What the rooms find; they read only a database of their own version."""
    kept = Attachment.objects.using(alias).filter(removed_at=None).order_by("pk")
    for name in kept.values_list("file", flat=True).iterator(1000):
        if not (folder / "files" / name).is_file():
            yield _("The attachment %(name)s is missing.") % {"name": name}
    for organisation in Organisation.objects.using(alias).order_by("pk"):
        for found in breaks_of(organisation, using=alias):
            yield f"{organisation}: {break_words(found)}"
