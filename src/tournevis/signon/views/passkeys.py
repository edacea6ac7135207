"""Passkeys: what the browser asks for, and what it brings back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tournevis.people.models import User
from tournevis.people.rules import Refused
from tournevis.people.stepup import confirmed
from tournevis.people.web import address_of, asker
from tournevis.signon.models import Passkey
from tournevis.signon.rules import half_in, passkeys
from tournevis.signon.visits import MUST_SET_UP

STATE = "passkey"


def host_of(request: HttpRequest) -> str:
    """The name of this site, without its port, as passkeys are bound to it."""
    return request.get_host().rpartition(":")[0] or request.get_host()


def state_of(request: HttpRequest) -> dict[str, Any]:
    """What was remembered when the browser asked; it serves once."""
    found: dict[str, Any] = request.session.pop(STATE, {})
    return found


@never_cache
@require_POST
def options(request: HttpRequest) -> HttpResponse:
    """What a device needs to show a passkey."""
    half = half_in(request)
    user = request.user if isinstance(request.user, User) else half.user if half else None
    asked, request.session[STATE] = passkeys.ask(user, host_of(request))
    return JsonResponse(asked)


@never_cache
@login_required
@confirmed
@require_POST
def new_options(request: HttpRequest) -> HttpResponseBase:
    """What a device needs to make a passkey."""
    asked, request.session[STATE] = passkeys.offer_new(asker(request), host_of(request))
    return JsonResponse(asked)


@login_required
@confirmed
@require_POST
def new(request: HttpRequest) -> HttpResponseBase:
    """Keep the passkey that the device made."""
    user, state = asker(request), state_of(request)
    name, answer = request.POST.get("name", ""), request.POST.get("credential", "")
    try:
        passkeys.add(user, name, answer, state, host_of(request), address=address_of(request), now=timezone.now())
    except Refused as error:
        messages.error(request, str(error))
    else:
        request.session.pop(MUST_SET_UP, None)
        messages.success(request, _("The passkey is kept: you can sign in with it from now on."))
    return redirect("signon:security")


@login_required
@confirmed
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Remove a passkey of one's own."""
    passkeys.remove(get_object_or_404(Passkey, pk=pk, user=asker(request)), address=address_of(request))
    messages.success(request, _("The passkey is removed here; remove it from your device too."))
    return redirect("signon:security")
