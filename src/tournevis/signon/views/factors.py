"""The app for codes, and the recovery codes."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tournevis.people.models import Installation
from tournevis.people.queries import people_of
from tournevis.people.stepup import confirmed
from tournevis.people.web import address_of, asker, carried_out, permitted, posted
from tournevis.signon import rules, totp
from tournevis.signon.forms import AppForm
from tournevis.signon.visits import MUST_SET_UP
from tournevis.vault.fields import Sealed

SECRET = "new_app"


@never_cache
@login_required
@confirmed
@require_http_methods(["GET", "POST"])
def app(request: HttpRequest) -> HttpResponseBase:
    """Set up an app for codes: a picture to read, and the first code in return."""
    user, secret = asker(request), _secret(request)
    form = AppForm(posted(request))
    now, address = timezone.now(), address_of(request)
    if form.is_valid():
        code = "".join(form.cleaned_data["code"].split())
        if carried_out(form, lambda: rules.set_up_app(user, secret, code, address=address, now=now)):
            del request.session[SECRET]
            request.session.pop(MUST_SET_UP, None)
            messages.success(request, _("The app is set up: its code is asked for after your password."))
            return redirect("signon:codes" if not rules.factors_of(user).codes else "signon:security")
    target = totp.address(secret, Installation.current().service_name, user.username)
    picture = segno.make(target, micro=False).svg_data_uri(scale=5, border=2, light="#fff")
    grouped = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    context = {"form": form, "picture": picture, "secret": grouped}
    return render(request, "signon/app.html", context, status=422 if form.is_bound else 200)


def _secret(request: HttpRequest) -> str:
    """The secret that the picture shows, sealed in the session until the first code."""
    if SECRET not in request.session:
        request.session[SECRET] = Sealed.of(totp.new_secret()).token
    return Sealed(request.session[SECRET]).reveal()


@login_required
@confirmed
@require_POST
def app_remove(request: HttpRequest) -> HttpResponseBase:
    """No longer use the app."""
    rules.remove_app(asker(request), address=address_of(request))
    messages.success(request, _("The app's codes are no longer asked for."))
    return redirect("signon:security")


@never_cache
@login_required
@confirmed
@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest) -> HttpResponseBase:
    """Make recovery codes, shown once."""
    if not rules.factors_of(asker(request)).any:
        return redirect("signon:security")
    made = rules.new_codes(asker(request), address=address_of(request)) if request.method == "POST" else []
    return render(request, "signon/codes.html", {"codes": made, "factors": rules.factors_of(asker(request))})


@permitted("people.administer")
@confirmed
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take the second factors away from somebody who lost them."""
    person = get_object_or_404(people_of(asker(request)), pk=pk)
    rules.remove_factors(person, by=asker(request), address=address_of(request))
    messages.success(request, _("%(name)s signs in without a second factor until he sets one up.") % {"name": person})
    return redirect("signon:access", pk)
