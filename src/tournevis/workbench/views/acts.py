"""What a technician does on the page of a case: one act a request, then the page as it then stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tournevis.assets.queries import assets_of
from tournevis.desk import rules as desk
from tournevis.desk.models import Ticket
from tournevis.diagnosis import rules
from tournevis.people.models import Team, User
from tournevis.people.queries import technicians_of
from tournevis.people.rules import Refused

from .case import answer_with
from .shared import case_or_404, for_technicians, reader

Act = Callable[[HttpRequest, Ticket], str | None]


def act(do: Act) -> Callable[..., HttpResponseBase]:
    """A view that does one act on a case; what the rules refuse is said in the page, and nothing is lost."""

    @require_POST
    @for_technicians
    @wraps(do)
    def view(request: HttpRequest, number: int) -> HttpResponseBase:
        ticket = case_or_404(request, number)
        try:
            notice = do(request, ticket) or ""
        except (Refused, ValidationError) as error:
            text = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            return answer_with(request, case_or_404(request, number), notice=text, tone="error")
        return answer_with(request, case_or_404(request, number), notice=notice)

    return view


def seen(request: HttpRequest) -> int | None:
    """How many events the writer saw."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def consent(request: HttpRequest) -> bool:
    """Whether the user's consent was ticked."""
    return request.POST.get("consent") == "yes"


@act
def answer(request: HttpRequest, ticket: Ticket) -> None:
    """Answer the filter question."""
    value = request.POST.get("answer") or None
    rules.answer(ticket, request.POST.get("fact", ""), value, by=reader(request), seen=seen(request))


@act
def outcome(request: HttpRequest, ticket: Ticket) -> None:
    """Tell what came of a remedy."""
    remedy, verdict = request.POST.get("remedy", ""), request.POST.get("verdict", "")
    rules.outcome(ticket, remedy, verdict, by=reader(request), consent=consent(request), seen=seen(request))


@act
def verify(request: HttpRequest, ticket: Ticket) -> str:
    """Carry out from here what proves a remedy."""
    remedy = request.POST.get("remedy", "")
    proof = rules.verify(ticket, remedy, by=reader(request), consent=consent(request), seen=seen(request))
    if proof.verdict == "yes":
        return _("Verified: %(because)s.") % {"because": proof.because}
    if proof.verdict == "no":
        raise Refused(_("Not verified: %(because)s. Say what you see.") % {"because": proof.because})
    raise Refused(_("It could not be told from here: %(because)s. Say what you see.") % {"because": proof.because})


@act
def back(request: HttpRequest, ticket: Ticket) -> None:
    """Take the last act back."""
    rules.back(ticket, by=reader(request), seen=seen(request))


@act
def correct(request: HttpRequest, ticket: Ticket) -> None:
    """Change an earlier answer or outcome."""
    value = request.POST.get("answer") or None
    rules.correct(ticket, request.POST.get("subject", ""), value, by=reader(request), seen=seen(request))


@act
def symptom(request: HttpRequest, ticket: Ticket) -> None:
    """Confirm a symptom or deny it."""
    noticed = request.POST.get("noticed") == "yes"
    rules.notice(ticket, request.POST.get("symptom", ""), noticed, by=reader(request), seen=seen(request))


@act
def read(request: HttpRequest, ticket: Ticket) -> str | None:
    """Read the device now."""
    told = rules.read(ticket, by=reader(request))
    if told is None:
        return _("There is nothing to read from here.")
    return None if told else _("Read again: all is as it was.")


@act
def take(request: HttpRequest, ticket: Ticket) -> str:
    """Take the case, and go on with it if it was handed over."""
    rules.take(ticket, by=reader(request))
    return _("The case is yours.")


@act
def assign(request: HttpRequest, ticket: Ticket) -> str:
    """Give the case to somebody, or back to the queue."""
    chosen = request.POST.get("to", "")
    if chosen == "nobody":
        desk.release(ticket, by=reader(request))
        return _("The case is back in the queue.")
    to, team = target(reader(request), chosen)
    desk.assign(ticket, by=reader(request), to=to, team=team)
    return _("The case is given to %(name)s.") % {"name": to or team}


@act
def escalate(request: HttpRequest, ticket: Ticket) -> str:
    """Hand the case over with all that is known."""
    to, team = target(reader(request), request.POST.get("to", ""))
    reason = request.POST.get("reason", "")
    rules.escalate(ticket, by=reader(request), to=to, team=team, reason=reason, seen=seen(request))
    return _("Handed over to %(name)s, with all that is known.") % {"name": to or team}


@act
def resume(request: HttpRequest, ticket: Ticket) -> None:
    """Go on with a case that was handed over."""
    rules.resume(ticket, by=reader(request))


@act
def fields(request: HttpRequest, ticket: Ticket) -> None:
    """Change whom it touches, whether work is stopped, or the subject."""
    changes: dict[str, Any] = {}
    for name in ("impact", "title"):
        if name in request.POST:
            changes[name] = request.POST[name]
    if "blocked_known" in request.POST:
        changes["blocked"] = request.POST.get("blocked") == "yes"
    desk.change_fields(ticket, by=reader(request), **changes)


@act
def machine(request: HttpRequest, ticket: Ticket) -> None:
    """Say which machine it is about."""
    key = request.POST.get("asset", "")
    known = assets_of(reader(request))
    asset = known.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 12 else None
    if key and asset is None:
        raise Refused(_("There is no such machine here."))
    rules.change_machine(ticket, asset, by=reader(request))


def target(user: User, chosen: str) -> tuple[User | None, Team | None]:
    """The person or the team that `chosen` ("user:5", "team:3") names; none where it names neither."""
    kind, _colon, key = chosen.partition(":")
    if not (key.isascii() and key.isdigit() and len(key) < 12):
        return None, None
    if kind == "team":
        return None, user.organisation.teams.filter(pk=int(key)).first()
    return technicians_of(user).filter(pk=int(key)).first(), None
