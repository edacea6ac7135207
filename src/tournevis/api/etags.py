"""Marks of what was answered: an answer seen before is not sent again, a change of what was seen is made only then."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.responses import NinjaJSONEncoder

from tournevis.api.problems import Changed


def mark(content: bytes) -> str:
    """The mark of a body."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def mark_of(shown: Schema) -> str:
    """The mark that an answer with this content has."""
    return mark(json.dumps(shown.model_dump(), cls=NinjaJSONEncoder).encode())


def seen(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The answer with its mark; 304 without its body where the asker has it already (RFC 9110, 13.1.2)."""
    if not isinstance(response, HttpResponse) or response.status_code != 200:
        return response
    tag = mark(response.content)
    if _bare(tag) in _named(request, "If-None-Match"):
        response = HttpResponseNotModified()
    response.headers["ETag"] = tag
    return response


def unchanged(request: HttpRequest, shown: Schema) -> None:
    """Let a change go on only while the thing is as its writer saw it, where he says so (RFC 9110, 13.1.1).

    Called in the transaction of the change, on the locked row. A mark weakened on the way by compression counts.

    Raises:
        Changed: it is another by now.
    """
    named = _named(request, "If-Match")
    if named and "*" not in named and _bare(mark_of(shown)) not in named:
        raise Changed(_("Somebody changed it in the meantime: read it again, then repeat your act."))


def _named(request: HttpRequest, header: str) -> set[str]:
    return {_bare(tag) for tag in parse_etags(request.headers.get(header, ""))}


def _bare(tag: str) -> str:
    return tag.removeprefix("W/")


def dumped(shown: Schema) -> Any:
    """An answer as plain values."""
    return json.loads(json.dumps(shown.model_dump(), cls=NinjaJSONEncoder))
