"""Putting a backup back into an empty place."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from . import archive, database
from .manifest import BackupProblem, Manifest


def restore_backup(path: Path, *, passphrase: str = "") -> Manifest:
    """Put database, attachments and signing key back; an older database is brought up to date at the next start.

    Raises:
        BackupProblem: there is something in the place already; the backup is damaged, sealed, of another kind of
            database or of a later version. The place is as empty as before.
    """
    media = Path(settings.MEDIA_ROOT)
    if not database.is_empty() or (media.exists() and any(media.iterdir())):
        raise BackupProblem(_("There is an installation here already: restore into an empty folder and database."))
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.DATA) as name:
        folder = Path(name)
        manifest = archive.unpack(path, folder, passphrase)
        refuse_foreign(manifest)
        database.put_back(folder / database.MEMBER[manifest.engine])
        if (folder / "files").exists():
            if media.exists():
                media.rmdir()
            (folder / "files").rename(media)
        if (folder / "secret_key").exists():
            (folder / "secret_key").replace(Path(settings.DATA) / "secret_key")
    return manifest


def refuse_foreign(manifest: Manifest) -> None:
    """Refuse what this installation cannot hold.

    Raises:
        BackupProblem: it is of another kind of database, or of a later version.
    """
    if manifest.engine != database.engine():
        text = _("This backup is of %(theirs)s, and this installation uses %(ours)s: set TOURNEVIS_DATABASE_URL.")
        raise BackupProblem(text % {"theirs": manifest.engine, "ours": database.engine()})
    if unknown := sorted(set(manifest.migrations) - database.known_migrations()):
        text = _("This backup was made by a later version (%(version)s): this one does not know %(names)s.")
        names = ", ".join(unknown[:3])
        raise BackupProblem(text % {"version": manifest.version, "names": names})
