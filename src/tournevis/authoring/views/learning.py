"""What closed cases ask of the authors: dead ends, contradictions, and how each family does in the field."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tournevis.authoring import charts, queues
from tournevis.diagnosis import field as watching
from tournevis.diagnosis.models import DeadEnd
from tournevis.diagnosis.rules.dead_ends import settle as settle_it
from tournevis.knowledge.queries import base_of, edition_now, linked_to
from tournevis.people.paging import page
from tournevis.people.rules import Refused, allowed
from tournevis.people.web import asked, asker, permitted
from tournevis.troubleshooting.learning.control import cases_to_alarm

from .shared import tongue

SIZE = 10  # dead ends on a page, each with its whole path


@permitted("authoring.read")
@require_safe
def dead_ends(request: HttpRequest) -> HttpResponseBase:
    """Cases without a known cause, with the whole way that they took, the newest first."""
    by = asker(request)
    state = asked(request, "state") or DeadEnd.State.OPEN
    if state not in DeadEnd.State.values:
        state = DeadEnd.State.OPEN
    rows = DeadEnd.objects.filter(organisation=by.organisation_id, state=state)
    shown = page(rows.select_related("diagnosis__ticket", "by"), ("-at", "-id"), request.GET, size=SIZE)
    context = {
        "page": shown,
        "count": rows.count(),
        "paths": queues.paths(shown.rows, tongue()),
        "states": DeadEnd.State.choices,
        "state": state,
        "writes": allowed(by, "authoring.write", by.organisation),
        "here": "dead_ends",
    }
    return render(request, "authoring/dead_ends.html", context)


@permitted("authoring.write")
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that there is nothing to learn from a dead end, or that it is to be looked at again."""
    dead_end = DeadEnd.objects.filter(organisation=asker(request).organisation_id, pk=pk).first()
    if dead_end is None:
        raise Http404
    try:
        settle_it(dead_end, request.POST.get("state", ""), by=asker(request))
    except Refused:
        messages.error(request, _("Choose one of those that are offered."))
    return redirect("authoring:dead_ends")


@permitted("authoring.read")
@require_safe
def contradicted(request: HttpRequest) -> HttpResponseBase:
    """What closed cases say against the base, and the articles that speak of the same causes."""
    by = asker(request)
    rows = queues.contradicted(by.organisation, tongue())
    articles = linked_to(by, {row.fault for row in rows})[:50] if rows else []
    context = {
        "rows": rows,
        "count": len(rows),
        "articles": [(article, queues.title(article, tongue())) for article in articles],
        "writes": allowed(by, "authoring.write", by.organisation),
        "here": "contradicted",
    }
    return render(request, "authoring/contradicted.html", context)


@permitted("authoring.read")
@require_safe
def fields(request: HttpRequest) -> HttpResponseBase:
    """How each family does, those that alarmed first."""
    organisation = asker(request).organisation
    names = base_of(edition_now(organisation)).families
    rows = [
        (one, names[one.family].names[tongue()] if one.family in names else one.family)
        for one in watching.fields(organisation)
    ]
    shown = [(one, name, round(100 * one.watched.normal), round(100 * one.recent)) for one, name in rows]
    return render(request, "authoring/fields.html", {"rows": shown, "count": len(shown), "here": "fields"})


@permitted("authoring.read")
@require_safe
def field(request: HttpRequest, family: str) -> HttpResponseBase:
    """The control chart of a family."""
    organisation = asker(request).organisation
    found = next((one for one in watching.fields(organisation) if one.family == family), None)
    if found is None:
        raise Http404
    known = base_of(edition_now(organisation)).families.get(family)
    name = known.names[tongue()] if known else family
    normal = found.watched.normal
    context = {
        "name": name,
        "chart": charts.chart(found, name),
        "told": charts.told(found),
        "alarms": [found.cases[found.reference + place].day for place in found.watched.alarms],
        "false": round(1000 / cases_to_alarm(normal, normal), 1),
        "soon": round(cases_to_alarm(normal, max(0.05, normal - 0.15))),
        "here": "fields",
    }
    return render(request, "authoring/field.html", context)
