"""Proving again who one is, before something grave."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tournevis.people import stepup
from tournevis.people.models import User
from tournevis.people.rules import WrongCredentials, record
from tournevis.people.rules.sign_in import not_matching
from tournevis.people.web import address_of, asker, carried_out, posted
from tournevis.signon import rules
from tournevis.signon.forms import ConfirmForm, SecondForm
from tournevis.signon.models import Identity, Provider
from tournevis.signon.rules import passkeys

from .door import safe
from .passkeys import host_of, state_of


@sensitive_post_parameters("password")
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """By the password, by a code where there is none, or by a passkey."""
    onward = safe(request, request.POST.get("next") or request.GET.get("next", "")) or "/"
    user, factors = asker(request), rules.factors_of(asker(request))
    has_password = user.has_usable_password() or _is_of_directory(user)
    is_key, by_code = "credential" in request.POST, not has_password and factors.app
    form = _form(request, is_key, by_code)
    if form.is_valid() and carried_out(form, lambda: _prove(request, form, is_key)):
        return go_on(request, onward)
    context = {"form": form, "next": onward, "asks": has_password or by_code, "factors": factors, "ways": _ways(user)}
    return render(request, "signon/confirm.html", context, status=422 if form.is_bound else 200)


def _is_of_directory(user: User) -> bool:
    return Identity.objects.filter(user=user, provider__kind=Provider.Kind.LDAP, provider__is_enabled=True).exists()


def _ways(user: User) -> list[Provider]:
    """The providers that know him, and can be asked again."""
    return list(Provider.objects.filter(identities__user=user, kind=Provider.Kind.OIDC, is_enabled=True))


def _form(request: HttpRequest, is_key: bool, by_code: bool) -> ConfirmForm | SecondForm:
    if is_key:
        return ConfirmForm({"password": "-"})
    return SecondForm(posted(request)) if by_code else ConfirmForm(posted(request))


def _prove(request: HttpRequest, form: ConfirmForm | SecondForm, is_key: bool) -> None:
    user, address, now = asker(request), address_of(request), timezone.now()
    if is_key:
        passkeys.show(request.POST["credential"], state_of(request), host_of(request), now=now, only=user)
    elif isinstance(form, SecondForm):
        rules.show_code(user, form.cleaned_data["code"], address=address, now=now)
    else:
        who, _by = rules.identify(user.username, form.cleaned_data["password"], address=address, now=now, known=True)
        if who.pk != user.pk:
            raise WrongCredentials(not_matching())


def go_on(request: HttpRequest, onward: str) -> HttpResponse:
    """Where he was stopped, with the form that he had sent."""
    stepup.prove(request)
    record(asker(request), "session.confirm", asker(request), address=address_of(request))
    if held := stepup.held(request):
        return render(request, "signon/go_on.html", {"held": held, "next": onward})
    return HttpResponseRedirect(onward)
