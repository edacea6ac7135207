"""Signing in by a provider that speaks OpenID Connect."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tournevis.people import stepup
from tournevis.people.models import User
from tournevis.people.rules import Refused
from tournevis.people.stepup import FRESH
from tournevis.people.web import address_of, base_of
from tournevis.signon import oidc, rules
from tournevis.signon.models import Provider
from tournevis.signon.rules.arrivals import Claim, admit

from .confirming import go_on
from .door import arrive, safe

WAY = "oidc"
_log = logging.getLogger(__name__)


def _client(request: HttpRequest, provider: Provider) -> oidc.Client:
    back = base_of(request) + reverse("signon:oidc_back", args=[provider.key])
    return oidc.Client(provider.address, provider.account, provider.secret.reveal(), back)


def _found(key: str) -> Provider:
    return get_object_or_404(Provider.objects.select_related("organisation"), key=key, kind="oidc", is_enabled=True)


@never_cache
@require_safe
def go(request: HttpRequest, key: str) -> HttpResponse:
    """Send the browser to the provider; who is signed in already proves there again who he is."""
    provider, way = _found(key), oidc.new_way()
    onward = safe(request, request.GET.get("next", ""))
    try:
        described = oidc.describe(provider.address)
        there = oidc.way_there(_client(request, provider), described, way, again=request.user.is_authenticated)
    except oidc.ProviderProblem as error:
        return _refused(request, provider, error)
    request.session[WAY] = {"key": key, "onward": onward, "way": asdict(way)}
    return HttpResponseRedirect(there)


@never_cache
@require_safe
def back(request: HttpRequest, key: str) -> HttpResponse:
    """Take what the provider says of who comes back."""
    provider, kept = _found(key), request.session.pop(WAY, None)
    if not kept or kept["key"] != key:
        return _refused(request, provider, _("This answer was not asked for in this browser. Begin again."))
    way = oidc.Way(**kept["way"])
    try:
        described = oidc.describe(provider.address)
        said = oidc.claims(_client(request, provider), described, way, request.GET.dict())
        user = admit(provider, _claim(provider, said), address=address_of(request), now=timezone.now())
    except (oidc.ProviderProblem, Refused) as error:
        return _refused(request, provider, error)
    if isinstance(request.user, User):
        return _confirm(request, user, said, kept["onward"])
    if not rules.step_in(request, user, means="oidc", onward=kept["onward"]):
        return redirect("signon:second")
    return arrive(user, kept["onward"])


def _confirm(request: HttpRequest, user: User, said: dict[str, Any], onward: str) -> HttpResponse:
    """He was signed in, and has shown again who he is: just now, and the same."""
    age = timezone.now().timestamp() - float(said.get("auth_time", 0))
    if user.pk != request.user.pk or age > FRESH.total_seconds():
        messages.error(request, _("That was not a fresh proof of who you are."))
        return redirect(f"{reverse('signon:confirm')}?next={onward}")
    stepup.prove(request)
    return go_on(request, onward or "/")


def _refused(request: HttpRequest, provider: Provider, why: object) -> HttpResponse:
    _log.warning("Sign-in by %s refused: %s", provider.key, why)
    words = (
        str(why)
        if isinstance(why, Refused | str)
        else _("%(name)s could not sign you in. %(why)s") % {"name": provider.name, "why": why}
    )
    messages.error(request, words)
    return redirect("signon:sign_in")


def _claim(provider: Provider, said: dict[str, Any]) -> Claim:
    told = said.get(provider.groups) if provider.groups else None
    told = [told] if isinstance(told, str) else told
    return Claim(
        subject=str(said["sub"]),
        email=str(said.get("email", "")),
        username=str(said.get("preferred_username", "")),
        first_name=str(said.get("given_name", "")),
        last_name=str(said.get("family_name", "") or said.get("name", "")),
        has_proven_mail=said.get("email_verified") is True,
        groups=tuple(str(group) for group in told) if isinstance(told, list) else None,
    )
