"""Making a backup while the site runs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tournevis import __version__

from . import archive, database
from .manifest import FORMAT, Manifest


def make_backup(path: Path, *, passphrase: str = "") -> Manifest:
    """Copy database, attachments and the key that signs sessions into one file; not the keys that open secrets.

    The database is copied first, as it is at one moment; files that came after it are kept too, and do no harm.

    Raises:
        BackupProblem: it cannot be made; what was at `path` is as it was.
    """
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=settings.DATA) as name:
        copied, rows, migrations = database.copy(Path(name))

        def manifest(digests: dict[str, str]) -> Manifest:
            made = timezone.now().isoformat(timespec="seconds")
            return Manifest(FORMAT, __version__, database.engine(), made, migrations, rows, digests)

        return archive.write(path, _members(copied), manifest, passphrase)


def _members(copied: Path) -> Iterator[tuple[str, Path]]:
    yield copied.name, copied
    key = Path(settings.DATA) / "secret_key"
    if key.exists():
        yield key.name, key
    folder = Path(settings.MEDIA_ROOT)
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            yield f"files/{file.relative_to(folder).as_posix()}", file
