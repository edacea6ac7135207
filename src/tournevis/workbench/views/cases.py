"""The list of cases, and taking the next one."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tournevis.desk.models import Ticket
from tournevis.desk.queries import counts
from tournevis.desk.rules import take_next
from tournevis.diagnosis.rules import resume
from tournevis.diagnosis.wording import fault_name
from tournevis.people.models import User
from tournevis.workbench import listing
from tournevis.workbench.paging import page_of

from .shared import for_technicians, reader

MOST_EXPORTED = 5000
COUNTED = {"all": "open", "mine": "mine", "teams": "teams", "nobody": "unassigned"}


@require_safe
@for_technicians
def cases(request: HttpRequest) -> HttpResponseBase:
    """The cases that the address asks for, most acute first."""
    user, wanted = reader(request), listing.Filter.of(request.GET)
    found = listing.cases(user, wanted)
    if request.GET.get("format") == "csv":
        return _export(found)
    page = page_of(found, wanted.order, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    now, known = timezone.now(), counts(user)
    shown = {
        "wanted": wanted,
        "whose": [(key, name, wanted.address(whose=key), known[COUNTED[key]]) for key, name in listing.WHOSE.items()],
        "states": [(key, name, wanted.address(state=key)) for key, name in listing.STATES.items()],
        "rows": [listing.row(ticket, now) for ticket in page.rows],
        "page": page,
        "open": known["open"],
        "narrowed": _narrowed(wanted, user),
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
    resume(ticket, by=reader(request))
    return redirect("workbench:case", number=ticket.number)


def _narrowed(wanted: listing.Filter, user: User) -> list[tuple[str, str]]:
    """What else the list is narrowed to, in words, with the address that widens it again."""
    found = []
    if wanted.age:
        found.append((str(listing.AGES[wanted.age][0]), wanted.address(age="")))
    if wanted.assignee:
        person = user.organisation.users.filter(pk=int(wanted.assignee)).first()
        found.append((_("Assigned to %(name)s") % {"name": person or "?"}, wanted.address(assignee="")))
    if wanted.cause:
        found.append((fault_name(wanted.cause) or _("Unknown cause"), wanted.address(cause="")))
    if wanted.blocked:
        found.append((_("Work is stopped"), wanted.address(blocked="")))
    if wanted.since:
        found.append((_("Solved this month"), wanted.address(since="")))
    return found


def _export(found: object) -> HttpResponse:
    """The rows as a table for a spreadsheet."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";")
    heads = [_("Number"), _("Subject"), _("User"), _("Site"), _("Machine"), _("State"), _("Assigned to"), _("Team")]
    sheet.writerow([*heads, _("Opened"), _("Likely cause")])
    rows: list[Ticket] = list(found[:MOST_EXPORTED])  # type: ignore[index]
    now = timezone.now()
    for ticket in rows:
        sheet.writerow([_cell(value) for value in _values(ticket, listing.row(ticket, now))])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{_("cases")}.csv"'
    return answer


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


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t"} else text
