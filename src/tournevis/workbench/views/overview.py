"""The manager's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tournevis.people.rules import require
from tournevis.workbench.overview import overview as figures

from .shared import for_readers, reader


@require_safe
@for_readers
def overview(request: HttpRequest) -> HttpResponseBase:
    """How many cases are open, how old, in whose hands, and what they turned out to be."""
    user = reader(request)
    require(user, "workbench.oversee")
    return render(request, "workbench/overview.html", figures(user, timezone.now()))
