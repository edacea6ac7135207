"""Taking files in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TypeAlias

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from tournevis.files.content import BadFile, media_type, redrawn, safe_name
from tournevis.files.models import Attachment
from tournevis.people.models import Installation, User

# A file of a request (django.core.files.uploadedfile.UploadedFile), or any other with a name, a size and bytes.
Upload: TypeAlias = "File[bytes]"


def check(uploads: Iterable[Upload]) -> None:
    """Refuse files that are too many, too large, empty or not of an allowed type, before anything is kept.

    Raises:
        BadFile: the message names the file and the limit.
    """
    settings = Installation.current()
    uploads = list(uploads)
    if len(uploads) > settings.attachment_max_count:
        raise BadFile(_("At most %(count)s files in one message.") % {"count": settings.attachment_max_count})
    for upload in uploads:
        names = {"name": safe_name(upload.name or ""), "size": settings.attachment_max_mb}
        if not upload.size:
            raise BadFile(_("%(name)s is empty.") % names)
        if upload.size > settings.attachment_max_mb * 1_000_000:
            raise BadFile(_("%(name)s is larger than %(size)s MB.") % names)
        if media_type(_content(upload)) not in settings.attachment_types:
            raise BadFile(_("Files of the type of %(name)s cannot be attached.") % names)


def take(uploads: Iterable[Upload], *, by: User) -> list[Attachment]:
    """Keep `uploads` as attachments, all or none; call it in the transaction that attaches them to something.

    The bytes are written first, under their digest: if the transaction fails, nothing refers to them, and the same
    file sent again lands in the same place.

    Raises:
        BadFile: see `check`; an image that cannot be drawn, too.
    """
    uploads = list(uploads)
    check(uploads)
    ready = []
    for upload in uploads:
        content = _content(upload)
        kind = media_type(content)
        ready.append((safe_name(upload.name or ""), kind, redrawn(content, kind)))
    return [_keep(name, kind, content, by) for name, kind, content in ready]


def _content(upload: Upload) -> bytes:
    upload.seek(0)
    content: bytes = upload.read()
    return content


def _keep(name: str, kind: str, content: bytes, by: User) -> Attachment:
    digest = hashlib.sha256(content).hexdigest()
    attachment = Attachment(
        organisation=by.organisation,
        name=name,
        media_type=kind,
        size=len(content),
        sha256=digest,
        uploaded_by=by,
    )
    path = f"{by.organisation_id}/{digest[:2]}/{digest}"
    storage = attachment.file.storage
    if not storage.exists(path):
        path = storage.save(path, ContentFile(content))
    attachment.file.name = path
    attachment.save()
    return attachment
