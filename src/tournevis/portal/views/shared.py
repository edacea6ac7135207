"""What the views of the portal share: a user sees the requests that are his to follow, and no others."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from tournevis.desk.concerning import concerning
from tournevis.desk.models import Ticket
from tournevis.people.web import asker
from tournevis.portal import showing


def own_or_404(request: HttpRequest, number: int) -> Ticket:
    """The request of that number that is his to follow; a technician sees those of others in the workbench.

    Raises:
        Http404.
    """
    user = asker(request)
    rows = Ticket.objects.select_related("requester", "assignee", "asset", "organisation")
    ticket = rows.filter(concerning(user), organisation=user.organisation_id, number=number).first()
    if ticket is None:
        raise Http404
    return ticket


def by_htmx(request: HttpRequest) -> bool:
    """Whether a part of the page is wanted."""
    return request.headers.get("HX-Request") == "true"


def page(request: HttpRequest, ticket: Ticket, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a request, or with htmx the part of it that lives."""
    system = request.GET.get("system", "")[:20]
    context = showing.request_page(ticket, asker(request), system=system) | more
    template = "portal/_request.html" if by_htmx(request) else "portal/request.html"
    return render(request, template, context, status=status)


def answer_with(request: HttpRequest, ticket: Ticket, *, notice: str = "", tone: str = "success") -> HttpResponseBase:
    """After an act: the living part for htmx, else the page again with a message."""
    if by_htmx(request):
        status = 422 if tone == "error" else 200
        return page(request, ticket, status=status, notice=notice, notice_tone=tone, focus="seen" in request.POST)
    if notice:
        messages.add_message(request, messages.ERROR if tone == "error" else messages.SUCCESS, notice)
    return redirect("portal:request", number=ticket.number)
