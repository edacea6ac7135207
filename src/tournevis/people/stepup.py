"""Asking again who it is before something grave: rights changed, lists taken out, secrets shown, tokens made.

    @permitted("people.logs")
    @confirmed
    def audit_csv(request): …

Whoever proved it within `FRESH` passes. Anybody else is led to the page `signon:confirm` and from there back; a form
that he had sent is held meanwhile, and offered to be sent again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

FRESH = timedelta(minutes=10)
PROVED, HELD = "proved_at", "held_form"
MOST_HELD = 20_000  # characters
NEVER_HELD = ("password", "secret", "token", "code")


def prove(request: HttpRequest) -> None:
    """Note that the person of this session has just proved who he is."""
    request.session[PROVED] = int(timezone.now().timestamp())


def is_fresh(request: HttpRequest) -> bool:
    """Whether he proved it within `FRESH`."""
    age = timezone.now().timestamp() - request.session.get(PROVED, 0)
    return bool(0 <= age <= FRESH.total_seconds())


def confirmed(view: View[P]) -> View[P]:
    """A view for who has just proved who he is; put it under `permitted` or `login_required`."""

    @wraps(view)
    def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return demand(request) or view(request, *args, **kwargs)

    return cast("View[P]", inner)


def demand(request: HttpRequest) -> HttpResponse | None:
    """The answer that leads to the page of confirmation; None when he proved it lately. For part of a view."""
    if is_fresh(request):
        return None
    if request.method == "POST":
        _hold(request)
    target = f"{reverse('signon:confirm')}?{urlencode({'next': _back(request)})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)


def held(request: HttpRequest) -> dict[str, Any] | None:
    """The form held back until now, as `{"path": …, "fields": [[name, value], …]}`; it is given once."""
    found: dict[str, Any] | None = request.session.pop(HELD, None)
    return found


def _hold(request: HttpRequest) -> None:
    """Keep what was sent, unless it is long, holds a secret or a file: a session is no safe."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    secret = any(word in name for name, _value in fields for word in NEVER_HELD if name != "csrfmiddlewaretoken")
    if secret or request.FILES or sum(len(str(value)) for _name, value in fields) > MOST_HELD:
        return
    kept = [[name, str(value)] for name, value in fields if name != "csrfmiddlewaretoken"]
    request.session[HELD] = {"path": request.get_full_path(), "fields": kept}


def _back(request: HttpRequest) -> str:
    """Where to go on: the page itself; the page that offers it, for a file or for what was only sent."""
    path = request.get_full_path()
    is_page = request.method in ("GET", "HEAD") and "." not in request.path.rsplit("/", 1)[-1]
    came_from = request.headers.get("Referer", "")
    if is_page or not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure()):
        return path if is_page else "/"
    parts = urlsplit(came_from)
    return parts.path + (f"?{parts.query}" if parts.query else "")
