"""Ready-made attachments for tests."""

import hashlib

from django.core.files.base import ContentFile

from tournevis.files.models import Attachment


def make_attachment(by, name="notes.txt", content=b"a few words", media_type="text/plain"):
    """An attachment that `by` uploaded, its bytes on the disk."""
    digest = hashlib.sha256(content).hexdigest()
    attachment = Attachment(
        organisation=by.organisation,
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=digest,
        uploaded_by=by,
    )
    attachment.file.save(f"{by.organisation_id}/{digest}", ContentFile(content), save=False)
    attachment.save()
    return attachment
