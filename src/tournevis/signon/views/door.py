"""Signing in and out; proving again who one is."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tournevis.people import stepup
from tournevis.people.rules import record
from tournevis.people.web import address_of, asker, carried_out, posted
from tournevis.signon import device, rules
from tournevis.signon.forms import ConfirmForm, SignInForm


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by e-mail or user name."""
    onward = safe(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward or settings.LOGIN_REDIRECT_URL)
    form = SignInForm(posted(request))
    if form.is_valid() and carried_out(form, lambda: _enter(request, **form.cleaned_data)):
        response = HttpResponseRedirect(onward or settings.LOGIN_REDIRECT_URL)
        device.remember(response, asker(request))
        return response
    return render(request, "signon/sign_in.html", {"form": form, "next": onward}, status=422 if form.is_bound else 200)


def _enter(request: HttpRequest, name: str, password: str) -> None:
    known = device.is_known(request, name)
    user = rules.identify(name, password, address=address_of(request), now=timezone.now(), known=known)
    rules.enter(request, user, means="password")


def safe(request: HttpRequest, target: str) -> str:
    """`target` when it leads to a page of this site, else nothing."""
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()) else ""


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    rules.leave(request)
    return redirect("signon:sign_in")


@sensitive_post_parameters("password")
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Prove again who one is, before something grave."""
    onward = safe(request, request.POST.get("next") or request.GET.get("next", "")) or "/"
    form = ConfirmForm(posted(request))
    if form.is_valid() and carried_out(form, lambda: _prove(request, form.cleaned_data["password"])):
        return confirmed(request, onward)
    context = {"form": form, "next": onward, "has_password": asker(request).has_usable_password()}
    return render(request, "signon/confirm.html", context, status=422 if form.is_bound else 200)


def _prove(request: HttpRequest, password: str) -> None:
    user = asker(request)
    rules.identify(user.username, password, address=address_of(request), now=timezone.now(), known=True)


def confirmed(request: HttpRequest, onward: str) -> HttpResponse:
    """Go on where he was stopped, with the form that he had sent."""
    stepup.prove(request)
    record(asker(request), "session.confirm", asker(request), address=address_of(request))
    if held := stepup.held(request):
        return render(request, "signon/go_on.html", {"held": held, "next": onward})
    return HttpResponseRedirect(onward)
