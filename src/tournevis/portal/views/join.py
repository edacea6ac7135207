"""Where a machine joins a case by its code, without any session: see docs/protocol.md."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.http import HttpRequest, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tournevis.diagnosis import rules
from tournevis.diagnosis.models import Joining
from tournevis.diagnosis.rules.joining import find
from tournevis.people.rules import Refused
from tournevis.people.web import address_of

MAX_BYTES = 1_000_000
STATUSES: dict[type[Refused], int] = {rules.NoSuchCode: 404, rules.TooManyTries: 429, rules.BadReadings: 400}


@csrf_exempt  # no session speaks here: who knows the code may send, once
@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, code: str) -> JsonResponse:
    """What case the code leads to (GET); take the readings of the machine into it (POST)."""
    try:
        joining = find(code, address=address_of(request), now=timezone.now())
        with translation.override(joining.diagnosis.ticket.requester.language):
            return JsonResponse(_case(joining) if request.method == "GET" else _take(request, joining))
    except Refused as error:
        return JsonResponse({"error": str(error)}, status=STATUSES.get(type(error), 409))


def _case(joining: Joining) -> dict[str, Any]:
    ticket = joining.diagnosis.ticket
    return {
        "organisation": ticket.organisation.name,
        "ticket": f"#{ticket.number} {ticket.title}",
        "machine": ticket.asset.name if ticket.asset else "",
        "language": ticket.requester.language,
    }


def _take(request: HttpRequest, joining: Joining) -> dict[str, Any]:
    accepted = rules.join(joining, _message(request))
    return {"accepted": accepted, "next": _("Thank you. Go on with your request in the browser: it knows now.")}


def _message(request: HttpRequest) -> Any:
    """The JSON of the request.

    Raises:
        BadReadings: too long, or not JSON.
    """
    body = request.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise rules.BadReadings(_("This message is longer than %(most)s bytes.") % {"most": MAX_BYTES})
    try:
        return json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise rules.BadReadings(_("This is not JSON: %(why)s") % {"why": str(error)[:120]}) from error


def _refuse(constant: str) -> NoReturn:
    """NaN and the infinities are no JSON, though Python reads them."""
    raise ValueError(constant)
