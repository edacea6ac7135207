"""The page of a request, and what its user does there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tournevis.desk.concerning import concerning
from tournevis.desk.models import Ticket
from tournevis.diagnosis import rules
from tournevis.people.rules import Refused
from tournevis.people.web import asker, base_of
from tournevis.portal.forms import uploads

from .shared import answer_with, own_or_404, page

Act = Callable[[HttpRequest, Ticket], str | None]


@require_safe
@login_required
def request(request: HttpRequest, number: int) -> HttpResponseBase:
    """Where it stands, what to do, what was said."""
    return page(request, own_or_404(request, number))


@require_safe
@login_required
def pulse(request: HttpRequest, number: int) -> HttpResponse:
    """Nothing (204) while the request is as the page shows it, else its living part anew."""
    user = asker(request)
    rows = Ticket.objects.filter(concerning(user), organisation=user.organisation_id, number=number)
    version = rows.values_list("version", flat=True).first()
    if version is None or str(version) == request.GET.get("version", ""):
        return HttpResponse(status=204)
    return page(request, own_or_404(request, number))


def act(do: Act) -> Callable[..., HttpResponseBase]:
    """A view that does one act on one's own request; what the rules refuse is said in the page, and nothing is lost."""

    @require_POST
    @login_required
    @wraps(do)
    def view(request: HttpRequest, number: int) -> HttpResponseBase:
        ticket = own_or_404(request, number)
        try:
            notice = do(request, ticket) or ""
        except Refused as error:
            return answer_with(request, own_or_404(request, number), notice=str(error), tone="error")
        return answer_with(request, own_or_404(request, number), notice=notice)

    return view


def seen(request: HttpRequest) -> int | None:
    """How many events the writer saw."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


@act
def answer(request: HttpRequest, ticket: Ticket) -> None:
    """Answer the question."""
    value = request.POST.get("answer") or None
    rules.answer(ticket, request.POST.get("fact", ""), value, by=asker(request), seen=seen(request))


@act
def outcome(request: HttpRequest, ticket: Ticket) -> None:
    """Say what came of what was tried."""
    remedy, verdict = request.POST.get("remedy", ""), request.POST.get("verdict", "")
    agreed = request.POST.get("consent") == "yes"
    rules.outcome(ticket, remedy, verdict, by=asker(request), consent=agreed, seen=seen(request))


@act
def verify(request: HttpRequest, ticket: Ticket) -> str:
    """Let the machine prove that it works."""
    agreed = request.POST.get("consent") == "yes"
    remedy = request.POST.get("remedy", "")
    proof = rules.verify(ticket, remedy, by=asker(request), consent=agreed, seen=seen(request))
    if proof.verdict == "yes":
        return _("It works: %(because)s.") % {"because": proof.because}
    raise Refused(_("It could not be confirmed: %(because)s. What do you see?") % {"because": proof.because})


@act
def back(request: HttpRequest, ticket: Ticket) -> None:
    """Take the last answer back."""
    rules.back(ticket, by=asker(request), seen=seen(request))


@act
def correct(request: HttpRequest, ticket: Ticket) -> None:
    """Change an earlier answer."""
    value = request.POST.get("answer") or None
    rules.correct(ticket, request.POST.get("subject", ""), value, by=asker(request), seen=seen(request))


@act
def read(request: HttpRequest, ticket: Ticket) -> None:
    """Read the device."""
    rules.read(ticket, by=asker(request))


@act
def technician(request: HttpRequest, ticket: Ticket) -> str:
    """Ask for a technician."""
    rules.hand_over(ticket, by=asker(request))
    return _("A technician has your request now, with all that you told.")


@act
def reply(request: HttpRequest, ticket: Ticket) -> str:
    """Write to the technicians."""
    files = uploads(request.FILES.getlist("files"))
    rules.reply(ticket, request.POST.get("body", ""), by=asker(request), uploads=files)
    return _("Your message is sent.")


@act
def reopen(request: HttpRequest, ticket: Ticket) -> str:
    """Say that it does not work after all."""
    rules.reopen(ticket, request.POST.get("reason", ""), by=asker(request))
    return _("Your request is open again: a technician looks at it.")


@act
def close(request: HttpRequest, ticket: Ticket) -> str:
    """Say that all is well, or that no help is needed any more."""
    rules.close(ticket, by=asker(request))
    return _("Thank you: your request is closed.")


@require_POST
@login_required
def invite(request: HttpRequest, number: int) -> HttpResponseBase:
    """Show a code by which the user's machine answers for him."""
    ticket = own_or_404(request, number)
    try:
        code = rules.invite(ticket, by=asker(request))
    except Refused as error:
        return HttpResponse(str(error), status=422)
    shown = {"code": code, "server": base_of(request), "ticket": ticket}
    return render(request, "diagnosis/_invitation.html", shown)
