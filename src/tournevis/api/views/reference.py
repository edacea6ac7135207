"""The description of the API, to read and to try; everything it loads is served by this site."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_required
@require_safe
def reference(request: HttpRequest) -> HttpResponseBase:
    """Every operation, with a place to try it with a key of one's own."""
    return render(request, "api/reference.html")
