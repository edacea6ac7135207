"""Trying a cause: the engine against the drafts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from tournevis.authoring import trials
from tournevis.authoring.standing import Bench, bench
from tournevis.people.rules import allowed
from tournevis.people.web import asker, permitted

from .shared import tongue


@permitted("authoring.read")
@require_safe
def trial(request: HttpRequest, record: str) -> HttpResponseBase:
    """The page on which a cause is tried."""
    found = _bench(request, record)
    shown = _common(request, found, record) | {"moment": trials.moment(found, record, [], tongue())}
    return render(request, "authoring/try.html", shown)


@permitted("authoring.read")
@require_POST
def play(request: HttpRequest, record: str) -> HttpResponseBase:
    """The next moment of a case that the author plays as the user who has this fault."""
    found = _bench(request, record)
    acts = trials.acts_of(request.POST.get("acts", "")[:20_000])
    if "back" in request.POST:
        acts = acts[:-1]
    elif "again" in request.POST:
        acts = []
    elif "value" in request.POST:
        acts.append([request.POST.get("kind", "")[:10], request.POST.get("id", "")[:80], request.POST["value"][:80]])
    shown = _common(request, found, record) | {"moment": trials.moment(found, record, acts, tongue())}
    return render(request, "authoring/_play.html", shown)


@permitted("authoring.read")
@require_POST
def simulate(request: HttpRequest, record: str) -> HttpResponseBase:
    """Cases played by the engine alone."""
    found = _bench(request, record)
    shown = _common(request, found, record) | {"outcome": trials.outcome(found.model, record, tongue())}
    return render(request, "authoring/_outcome.html", shown)


def _bench(request: HttpRequest, fault: str) -> Bench:
    """The bench, if it has the cause in a state that can be tried.

    Raises:
        Http404.
    """
    found = bench(asker(request).organisation)
    if fault not in found.base.faults:
        raise Http404
    return found


def _common(request: HttpRequest, found: Bench, fault: str) -> dict[str, Any]:
    by = asker(request)
    return {
        "fault": fault,
        "name": found.base.faults[fault].names[tongue()],
        "writes": allowed(by, "authoring.write", by.organisation),
    }
