"""Serving attachments."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tournevis.files.models import Attachment
from tournevis.people.models import User
from tournevis.people.rules import allowed


@require_safe
@login_required
def read(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The bytes of an attachment: an image is shown, anything else is saved by the browser, never opened in the site.

    What somebody may not see does not exist for him (404).
    """
    attachment = get_object_or_404(Attachment, pk=pk)
    assert isinstance(request.user, User)
    if attachment.removed_at or not allowed(request.user, "files.read", attachment):
        raise Http404
    return served(attachment, shown=attachment.is_image and "download" not in request.GET)


def served(attachment: Attachment, *, shown: bool) -> FileResponse:
    """The bytes of an attachment that its reader may see; `shown` in place, else to be saved.

    Raises:
        Http404: they are no longer there.
    """
    try:
        stream = attachment.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        stream, as_attachment=not shown, filename=attachment.name, content_type=attachment.media_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
