"""The cases of all the organisations that somebody works for, in one list."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tournevis.desk.models import QUEUED, Ticket
from tournevis.desk.queries import BY_ACUITY, visible_to
from tournevis.diagnosis import engine
from tournevis.people.acting import everywhere as each_place
from tournevis.people.models import User
from tournevis.people.paging import page as page_of
from tournevis.people.rules import NotAllowed
from tournevis.people.tenancy import scope
from tournevis.people.web import asker as reader
from tournevis.workbench import listing


@login_required
@require_safe
def everywhere(request: HttpRequest) -> HttpResponseBase:
    """Open cases, most acute first, wherever they are; opening one goes to its organisation."""
    places = [place for place in each_place(reader(request)) if place.is_reader]
    if not places:
        raise NotAllowed("desk.look")
    scope.enter(*(place.organisation_id for place in places))
    found = open_cases(places)
    page, now = page_of(found.select_related("diagnosis"), BY_ACUITY, request.GET), timezone.now()
    homes = {place.organisation_id: (place.organisation, engine.base_for(place.organisation)) for place in places}
    told = [(*homes[ticket.organisation_id], ticket) for ticket in page.rows]
    rows = [(home.name, listing.row(ticket, now, base)) for home, base, ticket in told]
    return render(request, "workbench/everywhere.html", {"rows": rows, "page": page, "count": found.count()})


def open_cases(places: list[User]) -> QuerySet[Ticket]:
    """The open cases that somebody may see, acting in each of `places`."""
    return reduce(or_, (visible_to(place).filter(QUEUED) for place in places)).order_by(*BY_ACUITY)
