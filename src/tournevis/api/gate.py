"""What holds for every request of a program: its key, its language, its rate, its size, sent twice, seen before."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tournevis.api import etags, twice
from tournevis.api.models import Token
from tournevis.api.problems import MEDIA_TYPE, problem
from tournevis.api.rules import identify, rate, spend
from tournevis.people.tenancy import scope as tenancy
from tournevis.people.web import address_of

PREFIX = "/api/v1/"
MOST_BYTES = 2_500_000  # of a body; files are limited by the settings of attachments, and read as they come
KINDS = {400: "bad-request", 403: "not-allowed", 404: "not-found", 405: "method-not-allowed", 500: "server-error"}


class Gate:
    """Stands before the operations; answers with problems, never with a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        token, refusal = key_of(request)
        speak(request, token)
        if refusal:
            return _sealed(problem("not-signed-in", _("This key is wrong, too old, or was revoked.")))
        return _sealed(self._counted(request, token) if token else self._answer(request, None))

    def _counted(self, request: HttpRequest, token: Token) -> HttpResponseBase:
        spent = spend(token, timezone.now(), address_of(request))
        if spent.is_over:
            response: HttpResponseBase = problem("too-many", _("Wait until the minute is over."))
            response.headers["Retry-After"] = str(spent.reset)
        else:
            response = self._answer(request, token)
        response.headers["RateLimit-Limit"] = str(rate.limit())
        response.headers["RateLimit-Remaining"] = str(max(0, spent.left))
        response.headers["RateLimit-Reset"] = str(spent.reset)
        return response

    def _answer(self, request: HttpRequest, token: Token | None) -> HttpResponseBase:
        if _is_too_large(request):
            return problem("too-large", _("At most %(most)s bytes.") % {"most": MOST_BYTES})

        def run() -> HttpResponseBase:
            return _as_problem(self.get_response(request))

        response = twice.once(request, token, run) if token else run()
        return etags.seen(request, response) if request.method in ("GET", "HEAD") else response


def key_of(request: HttpRequest) -> tuple[Token | None, bool]:
    """The good key of the request, and whether it came with one that is not good."""
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    if not scheme:
        return None, False
    token = identify(text.strip(), timezone.now()) if scheme.lower() == "bearer" else None
    if token is not None:
        request.user = token.user
        tenancy.enter(token.user.organisation_id)
        request.token = token  # type: ignore[attr-defined]
    return token, token is None


def speak(request: HttpRequest, token: Token | None) -> None:
    """Answer in the language that the request names, else in that of its person."""
    if token is not None and "Accept-Language" not in request.headers:
        translation.activate(token.user.language)
        request.LANGUAGE_CODE = token.user.language


def _is_too_large(request: HttpRequest) -> bool:
    if request.content_type == "multipart/form-data":
        return False
    length = request.headers.get("Content-Length", "")
    return length.isdigit() and int(length) > MOST_BYTES


def _as_problem(response: HttpResponseBase) -> HttpResponseBase:
    """An error page of the site (no such address, a fault of ours) as a problem."""
    if response.status_code < 400 or response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    told = problem(KINDS.get(response.status_code, "bad-request" if response.status_code < 500 else "server-error"))
    if allowed := response.headers.get("Allow"):
        told.headers["Allow"] = allowed
    return told


def _sealed(response: HttpResponseBase) -> HttpResponseBase:
    """Kept by nobody but who asked, and asked for anew each time."""
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Authorization, Accept-Language"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if isinstance(response, HttpResponse):
        response.headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
    return response
