"""A case is opened for somebody who calls: first who, then what is wrong and on which of his machines."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tournevis.diagnosis.rules import report, take
from tournevis.people.models import User
from tournevis.people.queries import named, people_of
from tournevis.people.rules import Refused
from tournevis.people.web import asked
from tournevis.workbench.forms import NewCase

from .shared import by_htmx, for_technicians, reader

SHOWN = 8


@require_safe
@for_technicians
def caller(request: HttpRequest) -> HttpResponseBase:
    """Who calls: the people whose name, e-mail or phone has what is typed."""
    text = asked(request, "q")
    people = named(people_of(reader(request)).filter(is_active=True), text) if text else User.objects.none()
    found = list(people[: SHOWN + 1])
    shown = {"text": text, "people": found[:SHOWN], "more": len(found) > SHOWN}
    return render(request, "workbench/_callers.html" if by_htmx(request) else "workbench/caller.html", shown)


@for_technicians
def new(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What is wrong with the caller of that key."""
    who = people_of(reader(request)).filter(pk=pk, is_active=True).first()
    if who is None:
        raise Http404
    form = NewCase(request.POST or None, caller=who)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("workbench:case", number=_open(request, who, form))
        except Refused as error:
            form.add_error("complaint", str(error))
    status = 422 if request.method == "POST" else 200
    return render(request, "workbench/new.html", {"who": who, "form": form}, status=status)


def _open(request: HttpRequest, who: User, form: NewCase) -> int:
    user = reader(request)
    given = {name: form.cleaned_data[name] for name in ("asset", "channel", "impact", "blocked", "team")}
    ticket = report(who, form.cleaned_data["complaint"], by=user, **given)
    take(ticket, by=user)
    return ticket.number
