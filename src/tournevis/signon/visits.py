"""A session as its owner sees it: noted when it begins, kept up to date, named by its browser."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tournevis.people.stepup import prove
from tournevis.people.web import address_of

from .sessions import DOOR

MUST_SET_UP = "must_set_up"
ALWAYS_OPEN = ("/account/", "/language/", "/health/", "/static/")
SEEN_EVERY = timedelta(minutes=5)
MEANS: Mapping[str, str | Promise] = {
    "password": _("Password"),
    "totp": _("Password and code of an app"),
    "key": _("Password and passkey"),
    "recovery": _("Password and recovery code"),
    "passkey": _("Passkey"),
    "ldap": _("Directory (LDAP)"),
    "oidc": _("OpenID Connect"),
}
# The first that is found in what a browser says of itself; most of them also claim to be the ones that follow.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "macOS"}


def begun(request: HttpRequest, **_signal: Any) -> None:
    """Note that a session begins (Django's signal `user_logged_in`)."""
    now = timezone.now().isoformat()
    request.session[DOOR] = {
        "handle": secrets.token_hex(16),
        "means": "",
        "browser": named(request.META.get("HTTP_USER_AGENT", "")),
        "address": address_of(request),
        "began": now,
        "seen": now,
    }
    prove(request)


def set_means(request: HttpRequest, means: str) -> None:
    """Note by what he signed in, a key of `MEANS`."""
    request.session[DOOR] = {**request.session[DOOR], "means": means}


def handle_of(request: HttpRequest) -> str:
    """The name of this session in pages."""
    return str(request.session.get(DOOR, {}).get("handle", ""))


def named(agent: str) -> str:
    """A browser in words, from its header `User-Agent`: `Firefox, Windows`.

    >>> named("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0")
    'Firefox, Linux'
    >>> named("curl/8.5.0")
    'curl'
    """
    browser = next((name for sign, name in BROWSERS.items() if f"{sign}/" in agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in agent), "Linux" if "Linux" in agent else "")
    first = re.match(r"[A-Za-z][\w .-]{0,30}", agent)
    return ", ".join(part for part in (browser, system) if part) or (first[0] if first else "")


class Seen:
    """Notes now and then that a session is in use, and from where."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        door = request.session.get(DOOR) if request.user.is_authenticated else None
        now = timezone.now()
        if door and now - datetime.fromisoformat(door["seen"]) > SEEN_EVERY:
            request.session[DOOR] = {**door, "seen": now.isoformat(), "address": address_of(request)}
        return self.get_response(request)


class SetUpFirst:
    """Leads whoever must have a second factor, and has none yet, to where he sets one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.session.get(MUST_SET_UP) and not request.path.startswith(ALWAYS_OPEN):
            return redirect("signon:security")
        return self.get_response(request)
