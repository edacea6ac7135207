"""From a case to a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tournevis.authoring import drawing
from tournevis.desk.models import Ticket
from tournevis.desk.queries import visible_to
from tournevis.diagnosis.models import DeadEnd
from tournevis.diagnosis.rules.dead_ends import settle
from tournevis.people.models import User
from tournevis.people.rules import Refused
from tournevis.people.web import asker, permitted

from .shared import tongue


@permitted("authoring.write")
@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest, number: int) -> HttpResponseBase:
    """Choose what of a case is kept, without personal data, and as what."""
    by = asker(request)
    ticket = visible_to(by).filter(number=number).select_related("organisation", "requester").first()
    if ticket is None:
        raise Http404
    if request.method == "POST":
        try:
            return _drawn(ticket, request.POST.getlist("part"), request.POST.get("to", ""), by)
        except Refused as error:
            messages.error(request, str(error))
    context = {"ticket": ticket, "parts": drawing.parts(ticket, tongue())}
    return render(request, "authoring/draw.html", context, status=422 if request.method == "POST" else 200)


def _drawn(ticket: Ticket, chosen: list[str], to: str, by: User) -> HttpResponseBase:
    """Make the draft and go to it.

    Raises:
        Refused.
    """
    if to not in ("cause", "article"):
        raise Refused(_("Choose one of those that are offered."))
    if to == "article":
        article = drawing.article_from(ticket, chosen, by=by, tongue=tongue())
        answer = redirect(article.get_absolute_url() if hasattr(article, "get_absolute_url") else "authoring:drafts")
    else:
        draft = drawing.cause_from(ticket, chosen, by=by, tongue=tongue())
        answer = redirect("authoring:edit", kind=draft.kind, record=draft.record)
    dead_end = DeadEnd.objects.filter(diagnosis__ticket=ticket).first()
    if dead_end is not None:
        settle(dead_end, DeadEnd.State.WRITTEN, by=by)
    return answer
