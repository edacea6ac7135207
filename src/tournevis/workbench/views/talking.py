"""What a technician writes on the page of a case: answers, notes, time, and the end of it."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tournevis.desk import rules as desk
from tournevis.desk.models import Ticket
from tournevis.diagnosis import rules
from tournevis.people.rules import Refused

from .acts import act, seen
from .picking import picked
from .shared import reader


@act
def reply(request: HttpRequest, ticket: Ticket) -> str:
    """Answer the user."""
    pending = request.POST.get("pending") == "yes"
    body, uploads = request.POST.get("body", ""), request.FILES.getlist("files")
    used = picked(request)
    rules.reply(ticket, body, by=reader(request), uploads=uploads, pending=pending, articles=used)
    return _("Your answer is sent.")


@act
def note(request: HttpRequest, ticket: Ticket) -> str:
    """Write an internal note."""
    body, uploads = request.POST.get("body", ""), request.FILES.getlist("files")
    desk.note(ticket, body, by=reader(request), uploads=uploads)
    return _("Your note is kept; the user does not see it.")


@act
def time(request: HttpRequest, ticket: Ticket) -> str:
    """Note time spent."""
    desk.log_time(ticket, minutes(request), by=reader(request), words=request.POST.get("words", ""))
    return _("The time is noted.")


@act
def pending(request: HttpRequest, ticket: Ticket) -> str:
    """Let the case rest until the user answers."""
    desk.set_pending(ticket, by=reader(request))
    return _("The case rests until the user answers.")


@act
def solve(request: HttpRequest, ticket: Ticket) -> str:
    """Send the explanation and solve the case."""
    words = request.POST.get("explanation", "")
    spent = minutes(request) if request.POST.get("minutes", "").strip() else 0
    rules.solve(ticket, words, by=reader(request), minutes=spent, seen=seen(request))
    return _("Solved: the explanation is sent to %(name)s.") % {"name": ticket.requester}


@act
def close(request: HttpRequest, ticket: Ticket) -> str:
    """Close a solved case for good."""
    rules.close(ticket, by=reader(request))
    return _("The case is closed.")


@act
def reopen(request: HttpRequest, ticket: Ticket) -> str:
    """Open a finished case again."""
    rules.reopen(ticket, request.POST.get("reason", ""), by=reader(request))
    return _("The case is open again.")


def minutes(request: HttpRequest) -> int:
    """The minutes that were typed.

    Raises:
        Refused: it is no whole number.
    """
    text = request.POST.get("minutes", "").strip()
    try:
        return int(text[:8])
    except ValueError:
        raise Refused(_("Give the time as a whole number of minutes.")) from None
