"""The file of a backup: a compressed tar whose last member is the manifest, sealed where a pass phrase is given."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from django.utils.translation import gettext as _

from .manifest import NAME, BackupProblem, Manifest
from .sealing import MAGIC, OpeningReader, SealingWriter


def write(
    path: Path, members: Iterator[tuple[str, Path]], manifest: Callable[[dict[str, str]], Manifest], passphrase: str
) -> Manifest:
    """Write a backup to `path`, whole or not at all.

    Args:
        members: name in the archive, and file.
        manifest: makes it from the digests of the members.

    Raises:
        BackupProblem: the disk is full, or the folder cannot be written; what was at `path` is as it was.
    """
    beside = path.with_name(f"{path.name}.part")
    try:
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            made = _fill(file, members, manifest, passphrase)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        text = _("The backup cannot be written to %(file)s: %(why)s")
        raise BackupProblem(text % {"file": path, "why": error.strerror or error}) from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return made


def _fill(
    file: BinaryIO, members: Iterator[tuple[str, Path]], manifest: Callable[[dict[str, str]], Manifest], passphrase: str
) -> Manifest:
    target = cast("BinaryIO", SealingWriter(file, passphrase)) if passphrase else file
    digests = {}
    with (
        gzip.GzipFile(fileobj=target, mode="wb", compresslevel=6) as small,
        tarfile.open(fileobj=small, mode="w|") as tar,
    ):
        for name, source in members:
            digests[name] = _digest(source)
            tar.add(source, name, recursive=False)
        made = manifest(digests)
        text = made.to_json().encode()
        last = tarfile.TarInfo(NAME)
        last.size = len(text)
        tar.addfile(last, io.BytesIO(text))
    if passphrase:
        target.close()
    return made


def unpack(path: Path, folder: Path, passphrase: str) -> Manifest:
    """Unpack a backup into `folder` and compare each member with its digest.

    Raises:
        BackupProblem: it cannot be read, was cut or changed, or wants another pass phrase.
    """
    try:
        with _opened(path, passphrase) as stream, tarfile.open(fileobj=stream, mode="r|gz") as tar:
            tar.extractall(folder, filter="data")
        manifest = Manifest.from_json((folder / NAME).read_text(encoding="utf-8"))
    except (tarfile.TarError, zlib.error, EOFError, FileNotFoundError, ValueError, KeyError, TypeError) as error:
        raise BackupProblem(_("The backup is damaged or was cut: take another one.")) from error
    except OSError as error:
        text = _("The backup cannot be read: %(why)s")
        raise BackupProblem(text % {"why": error.strerror or error}) from error
    for name, digest in manifest.files.items():
        if not (folder / name).is_file() or _digest(folder / name) != digest:
            raise BackupProblem(_("The backup is damaged: %(name)s is not what was kept.") % {"name": name})
    return manifest


@contextmanager
def _opened(path: Path, passphrase: str) -> Iterator[IO[bytes]]:
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            file.seek(0)
            yield file
        elif not passphrase:
            raise BackupProblem(_("This backup is sealed: give its pass phrase in TOURNEVIS_BACKUP_PASSPHRASE."))
        else:
            yield io.BufferedReader(OpeningReader(file, passphrase), 1 << 20)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
