"""The page of a case, and its parts that change while one looks at it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tournevis.assets.queries import assets_of, named, usable_by
from tournevis.desk.models import Ticket
from tournevis.desk.queries import visible_to
from tournevis.diagnosis import rules, showing
from tournevis.people.web import asked
from tournevis.workbench import case_page, presence

from .shared import by_htmx, case_or_404, for_readers, for_technicians, reader

SHOWN_MACHINES = 8


@require_safe
@for_readers
def case(request: HttpRequest, number: int) -> HttpResponseBase:
    """The whole page, or with htmx only what changes in it."""
    ticket = case_or_404(request, number)
    if by_htmx(request):
        return live(request, ticket)
    return render(request, "workbench/case.html", context(request, ticket))


@require_safe
@for_readers
def pulse(request: HttpRequest, number: int) -> HttpResponse:
    """Nothing (204) while the case is as the page shows it; else its live parts anew. One query while unchanged."""
    user, seen = reader(request), request.GET.get("version", "")
    version = visible_to(user).filter(number=number).values_list("version", flat=True).first()
    if version is None:
        return HttpResponse(status=204)
    others = presence.mark(presence.look((user.organisation_id, number), user))
    if str(version) == seen and others == request.GET.get("others", others):
        return HttpResponse(status=204)
    return live(request, case_or_404(request, number))


@require_safe
@for_technicians
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """The explanation for the user, in plain words, in technical ones, or in both."""
    ticket = case_or_404(request, number)
    counsel = rules.advise(ticket, by=reader(request))
    text = case_page.draft(counsel, ticket.requester, request.GET.get("register", "")) if counsel else ""
    return render(request, "workbench/_explanation.html", {"draft": text, "ticket": ticket})


@require_safe
@for_technicians
def ahead(request: HttpRequest, number: int) -> HttpResponse:
    """Which answer would change the plan; planned when somebody opens it, not with every page."""
    counsel = rules.advise(case_or_404(request, number), by=reader(request))
    return render(request, "workbench/_ahead.html", {"lines": showing.ahead(counsel) if counsel else []})


@require_safe
@for_technicians
def symptoms(request: HttpRequest, number: int) -> HttpResponse:
    """The symptoms that may be added, by family."""
    ticket = case_or_404(request, number)
    counsel = rules.advise(ticket, by=reader(request))
    found = showing.symptoms_to_add(counsel.session) if counsel else []
    return render(request, "workbench/_symptoms.html", {"ticket": ticket, "symptoms": found})


@require_safe
@for_technicians
def machines(request: HttpRequest, number: int) -> HttpResponse:
    """The machines that the case may be about: those of its user first, or those that hold what is typed."""
    ticket, text = case_or_404(request, number), asked(request, "q")
    found = named(assets_of(reader(request)), text) if text else usable_by(ticket.requester)
    shown = {"ticket": ticket, "machines": list(found.order_by("name")[:SHOWN_MACHINES]), "text": text}
    return render(request, "workbench/_machine_list.html" if "q" in request.GET else "workbench/_machines.html", shown)


def context(request: HttpRequest, ticket: Ticket, **more: Any) -> dict[str, Any]:
    """What the page of a case needs."""
    user = reader(request)
    asked = request.GET.get("step", "").split(":", 1)
    instead = (asked[0], asked[1]) if len(asked) == 2 else None
    system = request.GET.get("system", "")
    others = presence.look(presence.key_of(ticket), user)
    here = {"others_here": list(others.values()), "others_mark": presence.mark(others)}
    return case_page.page(ticket, user, instead=instead, system=system[:20]) | here | more


def live(
    request: HttpRequest, ticket: Ticket, *, notice: str = "", tone: str = "info", status: int = 200
) -> HttpResponse:
    """The parts of the page that change, each to be put in its place; with a word on what was just done."""
    told = {"notice": notice, "notice_tone": tone, "oob": True, "focus": "seen" in request.POST}
    return render(request, "workbench/live.html", context(request, ticket, **told), status=status)


def answer_with(request: HttpRequest, ticket: Ticket, *, notice: str = "", tone: str = "success") -> HttpResponseBase:
    """After an act: the live parts for htmx, else the page again with a message."""
    if by_htmx(request):
        return live(request, ticket, notice=notice, tone=tone, status=422 if tone == "error" else 200)
    if notice:
        messages.add_message(request, messages.ERROR if tone == "error" else messages.SUCCESS, notice)
    return redirect("workbench:case", number=ticket.number)
