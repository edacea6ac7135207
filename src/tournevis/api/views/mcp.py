"""The HTTP door of the tools for language models."""

from __future__ import annotations

from typing import cast, get_args

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tournevis.api.gate import MOST_BYTES, key_of
from tournevis.api.mcp_server.calling import Caller, Mode
from tournevis.api.problems import problem
from tournevis.api.rules import spend
from tournevis.people.web import address_of, asked

PASSED_ON = ("Accept", "Content-Type", "Mcp-Protocol-Version", "Mcp-Method", "Mcp-Name")


@csrf_exempt  # a key speaks here, never the cookie of a session
@require_POST
def mcp(request: HttpRequest) -> HttpResponse:
    """One message of the protocol; `?mode=read-only` or `?mode=dry-run` for less than everything."""
    token, _wrong = key_of(request)
    if token is None:
        return problem("not-signed-in", _("A key for programs is needed."))
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return problem("too-large")
    mode = asked(request, "mode") or "full"
    if mode not in get_args(Mode):
        return problem("invalid", _("There is no such mode."))
    if spend(token, timezone.now(), address_of(request)).is_over:
        return problem("too-many", _("Wait until the minute is over."))
    # Read only here: the kit of the protocol takes a second to load, which no other page pays.
    from tournevis.api.mcp_server.server import answer

    headers = {
        name: value
        for name, value in request.headers.items()
        if name in PASSED_ON or name.lower().startswith("mcp-param-")
    }
    told = async_to_sync(answer)(Caller(token.pk, cast("Mode", mode), address_of(request)), headers, request.body)
    response = HttpResponse(told.body, status=told.status)
    for name, value in told.headers:
        if name.lower() != "content-length":
            response.headers[name] = value
    response.headers["Cache-Control"] = "no-store"
    return response
