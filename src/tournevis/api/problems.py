"""Errors as programs read them: problem+json (RFC 9457), in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as FormError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from tournevis.api.remarks import remark
from tournevis.desk.rules import Overtaken, TooLong
from tournevis.diagnosis.rules import NoFit
from tournevis.files.content import BadFile
from tournevis.people.rules import Refused
from tournevis.people.tables import BadTable

MEDIA_TYPE = "application/problem+json"
TITLES: dict[str, tuple[int, str | Promise]] = {
    "bad-request": (400, gettext_lazy("The request cannot be read")),
    "not-signed-in": (401, gettext_lazy("A good key is needed")),
    "not-allowed": (403, gettext_lazy("Not allowed")),
    "scope-missing": (403, gettext_lazy("The key does not reach this far")),
    "not-found": (404, gettext_lazy("There is no such thing here")),
    "method-not-allowed": (405, gettext_lazy("This address does not take this method")),
    "refused": (409, gettext_lazy("Refused as things stand")),
    "overtaken": (409, gettext_lazy("Somebody was faster")),
    "key-in-use": (409, gettext_lazy("The first request with this key is still under way")),
    "changed-meanwhile": (412, gettext_lazy("It is no longer as you saw it")),
    "too-large": (413, gettext_lazy("The request is too large")),
    "invalid": (422, gettext_lazy("Something in the request is wrong")),
    "key-reused": (422, gettext_lazy("This key was used for another request")),
    "too-many": (429, gettext_lazy("Too many requests")),
    "server-error": (500, gettext_lazy("Our fault")),
}
Errors = list[dict[str, str]]


class ScopeMissing(Exception):
    """The key may not do this, whatever its person may."""


class Changed(Exception):
    """What the writer wants to change is no longer what he saw."""


def problem(kind: str, detail: str = "", *, errors: Errors | None = None) -> HttpResponse:
    """The answer for a kind of `TITLES`; `errors` name the wrong places of the request."""
    status, title = TITLES[kind]
    told: dict[str, Any] = {"type": f"urn:tournevis:problem:{kind}", "title": str(title), "status": status}
    if detail:
        told["detail"] = detail
    if errors:
        told["errors"] = errors
    response = HttpResponse(json.dumps(told, ensure_ascii=False), content_type=MEDIA_TYPE, status=status)
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="tournevis"'
    return response


def register(api: NinjaAPI) -> None:
    """Answer every error of the rules with its problem."""
    plain: dict[type[Exception], str] = {
        AuthenticationError: "not-signed-in",
        PermissionDenied: "not-allowed",
        Http404: "not-found",
        ObjectDoesNotExist: "not-found",
        RequestDataTooBig: "too-large",
    }
    told: dict[type[Exception], str] = {
        ScopeMissing: "scope-missing",
        Changed: "changed-meanwhile",
        Refused: "refused",
        Overtaken: "overtaken",
        TooLong: "invalid",
        NoFit: "invalid",
        BadFile: "invalid",
        BadTable: "invalid",
    }
    for error, kind in plain.items():
        api.add_exception_handler(error, _answering(kind, told=False))
    for error, kind in told.items():
        api.add_exception_handler(error, _answering(kind, told=True))
    api.add_exception_handler(HttpError, _unreadable)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(FormError, _wrong_value)


def _answering(kind: str, *, told: bool) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda _request, error: problem(kind, str(error) if told else "")


def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    return problem("bad-request", _("The body is not JSON, or not of the declared kind."))


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    found = [{"at": "/".join(map(str, one.get("loc", ()))), "message": remark(one)} for one in error.errors]
    return problem("invalid", errors=found)


def _wrong_value(request: HttpRequest, error: Any) -> HttpResponse:
    if not hasattr(error, "error_dict"):
        return problem("invalid", " ".join(error.messages))
    found = [
        {"at": "" if field == NON_FIELD_ERRORS else f"body/{field}", "message": " ".join(messages)}
        for field, messages in error.message_dict.items()
    ]
    return problem("invalid", errors=found)
