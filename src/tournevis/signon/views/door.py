"""Signing in and out."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tournevis.people.models import User
from tournevis.people.web import address_of, carried_out, posted
from tournevis.signon import device, rules
from tournevis.signon.forms import SecondForm, SignInForm
from tournevis.signon.models import Provider
from tournevis.signon.rules import passkeys

from .passkeys import host_of, state_of


def safe(request: HttpRequest, target: str) -> str:
    """`target` when it leads to a page of this site, else nothing."""
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()) else ""


def arrive(user: User, onward: str) -> HttpResponse:
    """The page that he wanted, in a browser that knows him from now on."""
    response = HttpResponseRedirect(onward or settings.LOGIN_REDIRECT_URL)
    device.remember(response, user)
    return response


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by name and password, or by a passkey."""
    onward = safe(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward or settings.LOGIN_REDIRECT_URL)
    form = SignInForm(posted(request))
    came: list[User] = []
    means: list[str] = []
    if "credential" in request.POST:
        form = SignInForm({"name": "-", "password": "-"})
        if form.is_valid() and carried_out(form, lambda: came.append(_by_passkey(request))):
            rules.enter(request, came[0], means="passkey")
            return arrive(came[0], onward)
    elif form.is_valid() and carried_out(form, lambda: came.append(_by_password(request, means, **form.cleaned_data))):
        if rules.step_in(request, came[0], means=means[0], onward=onward):
            return arrive(came[0], onward)
        return redirect("signon:second")
    ways = Provider.objects.filter(kind=Provider.Kind.OIDC, is_enabled=True)
    context = {"form": form, "next": onward, "ways": ways}
    return render(request, "signon/sign_in.html", context, status=422 if form.is_bound else 200)


def _by_password(request: HttpRequest, means: list[str], name: str, password: str) -> User:
    known = device.is_known(request, name)
    user, by = rules.identify(name, password, address=address_of(request), now=timezone.now(), known=known)
    means.append(by)
    return user


def _by_passkey(request: HttpRequest, only: User | None = None) -> User:
    answer = request.POST.get("credential", "")
    return passkeys.show(answer, state_of(request), host_of(request), now=timezone.now(), only=only)


@never_cache
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The second factor, after the password."""
    half = rules.half_in(request)
    if half is None:
        return redirect("signon:sign_in")
    is_key = "credential" in request.POST
    form = SecondForm({"code": "-"} if is_key else posted(request))
    means: list[str] = []
    now = timezone.now()

    def shown() -> None:
        if is_key:
            _by_passkey(request, only=half.user)
        found = (
            "key"
            if is_key
            else rules.show_code(half.user, form.cleaned_data["code"], address=address_of(request), now=now)
        )
        means.append(found if half.means == "password" else half.means)

    if form.is_valid() and carried_out(form, shown):
        rules.enter(request, half.user, means=means[0])
        return arrive(half.user, half.onward)
    context = {"form": form, "factors": rules.factors_of(half.user)}
    return render(request, "signon/second.html", context, status=422 if form.is_bound else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    rules.leave(request)
    return redirect("signon:sign_in")
