"""What this room holds on a person: the files that he added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import IO

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tournevis.files.models import Attachment
from tournevis.people import personal
from tournevis.people.held import SERVICE


def rows(request: personal.Request) -> Iterator[personal.Row]:
    """His files."""
    for attachment in _of(request):
        yield {
            "name": attachment.name,
            "type": attachment.media_type,
            "bytes": attachment.size,
            "added": attachment.at.isoformat(),
            "in_this_archive": _member(attachment) if attachment.file else None,
        }


def files(request: personal.Request) -> Iterator[personal.HeldFile]:
    """Their bytes."""
    for attachment in _of(request):
        if attachment.removed_at is None and attachment.file.storage.exists(attachment.file.name or ""):
            yield personal.HeldFile(_member(attachment), _opener(attachment))


def erase(erasure: personal.Erasure) -> Mapping[str, int]:
    """His files go: a picture or a document says who he is in ways that no rule can find."""
    return {"files": remove(Attachment.objects.filter(uploaded_by=erasure.person), at=erasure.at)}


def remove(attachments: Iterable[Attachment], *, at: datetime) -> int:
    """Remove the bytes and the name of files; that there was one, its type and size stay. How many were removed.

    Bytes that another attachment has too are his: they stay with that one. They go once the transaction is committed.
    """
    count = 0
    for attachment in attachments:
        if attachment.removed_at is not None:
            continue
        name, storage = attachment.file.name or "", attachment.file.storage
        attachment.file, attachment.sha256, attachment.removed_at = "", "", at
        attachment.name = f"•••{attachment.name[attachment.name.rfind('.') :] if '.' in attachment.name else ''}"[:60]
        attachment.save()
        if name and not Attachment.objects.filter(file=name).exists():
            transaction.on_commit(partial(storage.delete, name))
        count += 1
    return count


def _of(request: personal.Request) -> Iterator[Attachment]:
    yield from Attachment.objects.filter(uploaded_by=request.person).order_by("id").iterator(200)


def _member(attachment: Attachment) -> str:
    return f"files/{attachment.pk}-{attachment.name}"


def _opener(attachment: Attachment) -> Callable[[], IO[bytes]]:
    return lambda: attachment.file.storage.open(attachment.file.name or "", "rb")


def register() -> None:
    """Tell the product; called once, when the room starts."""
    personal.tell(
        personal.Kind(
            "files",
            name=_("Files that you added"),
            purpose=_("To understand what you see, and to mend it."),
            ground=SERVICE,
            kept=_("That there was a file, of which type and size; neither its name nor what it shows."),
            columns=("files.Attachment.uploaded_by",),
            rows=rows,
            files=files,
            erase=erase,
        )
    )
