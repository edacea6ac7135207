"""A user's own requests, and asking for help."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from tournevis.desk.concerning import concerning
from tournevis.desk.models import OPEN_STATES, Ticket
from tournevis.diagnosis.rules import report
from tournevis.people.models import User
from tournevis.people.paging import page as page_of
from tournevis.people.rules import Refused
from tournevis.people.web import asker
from tournevis.portal import deflection, showing
from tournevis.portal.forms import Ask, uploads

SHOWN_FINISHED = 20


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponseBase:
    """Where somebody lands: a technician at his cases, a user at his requests, or at asking when he has none."""
    user = asker(request)
    if user.is_reader:
        try:
            return redirect(reverse("workbench:cases"))
        except NoReverseMatch:
            pass
    has_any = Ticket.objects.filter(requester=user).exists()
    return redirect("portal:home" if has_any else "portal:new")


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponseBase:
    """His requests: those that go on, and those that are over."""
    user = asker(request)
    rows = Ticket.objects.filter(concerning(user), organisation=user.organisation_id)
    mine = rows.select_related("asset", "assignee", "requester")
    going = list(mine.filter(state_type__in=OPEN_STATES).select_related("diagnosis").order_by("-id")[:50])
    finished = page_of(mine.exclude(state_type__in=OPEN_STATES), ["-id"], request.GET, size=SHOWN_FINISHED)
    shown = {"going": [(ticket, _standing(ticket)) for ticket in going], "finished": finished}
    return render(request, "portal/home.html", shown)


@login_required
def new(request: HttpRequest) -> HttpResponseBase:
    """Ask for help in one's own words."""
    user = asker(request)
    form = Ask(request.POST if request.method == "POST" else None, asker=user)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("portal:request", number=_open(request, user, form))
        except Refused as error:
            form.add_error("complaint", str(error))
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/new.html", {"form": form}, status=status)


def _open(request: HttpRequest, user: User, form: Ask) -> int:
    ticket = report(
        user,
        form.cleaned_data["complaint"],
        by=user,
        asset=form.cleaned_data["asset"],
        impact=form.impact,
        blocked=form.cleaned_data["blocked"],
        uploads=uploads(request.FILES.getlist("files")),
    )
    deflection.followed(request, user)
    return ticket.number


def _standing(ticket: Ticket) -> showing.Standing:
    diagnosis = getattr(ticket, "diagnosis", None)
    led = diagnosis is not None and diagnosis.handed_over_at is None and ticket.assignee_id is None
    return showing.standing(ticket, led=led, counted=False)
