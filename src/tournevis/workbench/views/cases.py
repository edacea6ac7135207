"""The list of cases, and taking the next one."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tournevis.desk.models import Ticket
from tournevis.desk.queries import counts
from tournevis.diagnosis import engine
from tournevis.diagnosis.rules import take_next
from tournevis.diagnosis.wording import fault_name
from tournevis.people.models import User
from tournevis.people.paging import page as page_of
from tournevis.people.queries import known_in
from tournevis.people.web import csv_export
from tournevis.troubleshooting import Base
from tournevis.workbench import listing

from .shared import for_readers, for_technicians, reader

MOST_EXPORTED = 5000
KEPT_VIEW = "cases_view"  # in the session of the browser
COUNTED = {"all": "open", "mine": "mine", "teams": "teams", "nobody": "unassigned"}


@require_safe
@for_readers
def cases(request: HttpRequest) -> HttpResponseBase:
    """The cases that the address asks for, most acute first."""
    kept = request.session.get(KEPT_VIEW, "")
    if kept and not request.GET:
        return redirect(f"{reverse('workbench:cases')}?{kept}")
    user, wanted = reader(request), listing.Filter.of(request.GET)
    found = listing.cases(user, wanted)
    if request.GET.get("format") == "csv":
        return _export(request, found)
    page = page_of(found, wanted.order, request.GET)
    now, known = timezone.now(), counts(user)
    base = engine.base_for(user.organisation)
    shown = {
        "wanted": wanted,
        "whose": [(key, name, wanted.address(whose=key), known[COUNTED[key]]) for key, name in listing.WHOSE.items()],
        "states": [(key, name, wanted.address(state=key)) for key, name in listing.STATES.items()],
        "rows": [listing.row(ticket, now, base) for ticket in page.rows],
        "page": page,
        "open": known["open"],
        "narrowed": _narrowed(wanted, user, base),
        "sorts": [(key, name, wanted.address(sort=key)) for key, name in listing.SORTS.items()],
        "keepable": wanted.address() != (kept or listing.Filter().address()),
        "query": wanted.address(),
    }
    return render(request, "workbench/cases.html", shown)


@require_POST
@for_technicians
def take_the_next(request: HttpRequest) -> HttpResponseBase:
    """Take the most acute case that nobody has, and open it."""
    ticket = take_next(by=reader(request))
    if ticket is None:
        messages.info(request, _("Nothing waits for anybody: well done."))
        return redirect("workbench:cases")
    return redirect("workbench:case", number=ticket.number)


@require_POST
@for_readers
def keep_view(request: HttpRequest) -> HttpResponseBase:
    """Let the list open as it is filtered and sorted now."""
    wanted = listing.Filter.of(QueryDict(request.POST.get("view", "")[:500]))
    request.session[KEPT_VIEW] = wanted.address()
    messages.success(request, _("The list opens like this from now on."))
    return redirect(f"{reverse('workbench:cases')}?{wanted.address()}")


def _narrowed(wanted: listing.Filter, user: User, base: Base) -> list[tuple[str, str]]:
    """What else the list is narrowed to, in words, with the address that widens it again."""
    found = []
    if wanted.age:
        found.append((str(listing.AGES[wanted.age][0]), wanted.address(age="")))
    if wanted.assignee:
        person = known_in(user.organisation_id).filter(pk=int(wanted.assignee)).first()
        found.append((_("Assigned to %(name)s") % {"name": person or "?"}, wanted.address(assignee="")))
    if wanted.cause:
        found.append((fault_name(base, wanted.cause) or _("Unknown cause"), wanted.address(cause="")))
    if wanted.blocked:
        found.append((_("Work is stopped"), wanted.address(blocked="")))
    if wanted.since:
        found.append((_("Solved this month"), wanted.address(since="")))
    return found


def _export(request: HttpRequest, found: QuerySet[Ticket]) -> HttpResponseBase:
    """The rows as a table for a spreadsheet."""
    heads = [_("Number"), _("Subject"), _("User"), _("Site"), _("Machine"), _("State"), _("Assigned to"), _("Team")]
    now, base = timezone.now(), engine.base_for(reader(request).organisation)
    rows = (_values(ticket, listing.row(ticket, now, base)) for ticket in found[:MOST_EXPORTED])
    return csv_export(request, "cases", [*heads, _("Opened"), _("Likely cause")], rows)


def _values(ticket: Ticket, row: listing.CaseRow) -> list[object]:
    return [
        ticket.number,
        ticket.title,
        ticket.requester,
        ticket.requester.site or "",
        ticket.asset or "",
        ticket.get_state_type_display(),
        ticket.assignee or "",
        ticket.team or "",
        f"{timezone.localtime(ticket.created_at):%Y-%m-%d %H:%M}",
        row.cause,
    ]
