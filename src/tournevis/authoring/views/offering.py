"""What is offered while an author types."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tournevis.authoring.standing import bench
from tournevis.people.web import asked, asker, permitted

from .shared import tongue

KINDS = ("signs", "answers", "remedies", "readings")


@permitted("authoring.write")
@require_safe
def offer(request: HttpRequest, what: str) -> HttpResponseBase:
    """The labels that hold what was typed, as options of a list; the typed text comes under the field's own name."""
    if what not in KINDS:
        raise Http404
    typed = next((asked(request, name) for name in request.GET), "")
    index = bench(asker(request).organisation).index(tongue())
    return render(request, "authoring/_offered.html", {"labels": index.offered(what, typed)})
