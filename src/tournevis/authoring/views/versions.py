"""The versions of an organisation's own base: who changed what, when; taking one out of use, or out of the house."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tournevis.knowledge.models import Version
from tournevis.knowledge.queries import newest
from tournevis.knowledge.rules import export_pack, withdraw
from tournevis.knowledge.rules.merging import newer_release
from tournevis.people.paging import page
from tournevis.people.rules import Refused, allowed
from tournevis.people.web import address_of, asker, permitted


@permitted("authoring.read")
@require_safe
def versions(request: HttpRequest) -> HttpResponseBase:
    """All versions, newest first."""
    by = asker(request)
    rows = Version.objects.filter(organisation=by.organisation_id).select_related("by", "release")
    found = page(rows.defer("changes", "release__content"), ("-number",), request.GET)
    context = {
        "page": found,
        "count": rows.count(),
        "newest": newest(by.organisation),
        "newer": newer_release(by.organisation) is not None,
        "publishes": allowed(by, "authoring.publish", by.organisation),
        "writes": allowed(by, "authoring.write", by.organisation),
    }
    return render(request, "authoring/versions.html", context)


@permitted("authoring.write")
@require_safe
def export(request: HttpRequest, number: int) -> HttpResponseBase:
    """A version as a file that another house can import."""
    by = asker(request)
    content = export_pack(_version(request, number), by=by, address=address_of(request))
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="tournevis-base-{number}.zip"'
    return response


@permitted("authoring.publish")
@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take a version away from new cases."""
    try:
        withdraw(_version(request, number), by=asker(request), reason=request.POST.get("reason", ""))
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("New cases no longer take this version; those that began with it keep it."))
    return redirect("authoring:versions")


def _version(request: HttpRequest, number: int) -> Version:
    """A version of the asker's own organisation.

    Raises:
        Http404.
    """
    found = Version.objects.filter(organisation=asker(request).organisation_id, number=number).first()
    if found is None:
        raise Http404
    return found
