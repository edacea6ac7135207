"""The organisation's own changes of the base, and how far each has come."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tournevis.authoring import rules
from tournevis.authoring.models import Draft, Kind, State
from tournevis.authoring.showing import TONES
from tournevis.knowledge.queries import newest
from tournevis.people.paging import page
from tournevis.people.rules import Refused, allowed
from tournevis.people.web import asked, asker, permitted

from .shared import draft_or_404


@permitted("authoring.read")
@require_safe
def drafts(request: HttpRequest) -> HttpResponseBase:
    """All drafts, the last changed first."""
    by = asker(request)
    found = Draft.objects.filter(organisation=by.organisation_id)
    states = dict(found.values_list("state").annotate(Count("id")))
    state, kind = asked(request, "state"), asked(request, "kind")
    if state in State.values:
        found = found.filter(state=state)
    if kind in Kind.values:
        found = found.filter(kind=kind)
    shown = {
        "page": page(found.select_related("author", "reviewer"), ("-updated_at", "-id"), request.GET),
        "count": found.count(),
        "states": [(value, name, states.get(value, 0)) for value, name in State.choices],
        "kinds": Kind.choices,
        "state": state,
        "kind": kind,
        "tones": TONES,
        "reviewed": states.get(State.REVIEWED, 0),
        "version": newest(by.organisation),
        "writes": allowed(by, "authoring.write", by.organisation),
        "publishes": allowed(by, "authoring.publish", by.organisation),
    }
    return render(request, "authoring/drafts.html", shown)


@permitted("authoring.publish")
@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that a draft is right."""
    draft = draft_or_404(request, pk)
    try:
        rules.review(draft, by=asker(request))
        messages.success(request, _("“%(name)s” is reviewed.") % {"name": draft.name})
    except Refused as error:
        messages.error(request, str(error))
    return redirect("authoring:drafts")


@permitted("authoring.publish")
@require_POST
def activate(request: HttpRequest) -> HttpResponseBase:
    """Put all that is reviewed in force."""
    try:
        version = rules.activate(by=asker(request), what=request.POST.get("what", ""))
        messages.success(
            request, _("In force: version %(n)d of your own base. New cases take it.") % {"n": version.number}
        )
    except Refused as error:
        messages.error(request, str(error))
    return redirect("authoring:drafts")


@permitted("authoring.write")
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Throw a draft away."""
    draft = draft_or_404(request, pk)
    try:
        rules.discard(draft, by=asker(request))
        messages.success(request, _("The draft of “%(name)s” is thrown away.") % {"name": draft.name})
    except Refused as error:
        messages.error(request, str(error))
    return redirect("authoring:drafts")
