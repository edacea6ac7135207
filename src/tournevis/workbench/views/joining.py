"""The code by which the machine of a case speaks for itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST

from tournevis.diagnosis import rules
from tournevis.people.rules import Refused
from tournevis.people.web import base_of

from .shared import case_or_404, for_technicians, reader


@require_POST
@for_technicians
def invite(request: HttpRequest, number: int) -> HttpResponseBase:
    """Show a new code, and what to type on the machine."""
    ticket = case_or_404(request, number)
    try:
        code = rules.invite(ticket, by=reader(request))
    except Refused as error:
        return HttpResponse(str(error), status=422)
    return render(request, "diagnosis/_invitation.html", {"code": code, "server": base_of(request), "ticket": ticket})
