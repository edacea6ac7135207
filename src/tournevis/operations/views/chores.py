"""What was done to keep the installation in order."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tournevis.operations.models import ChoreRun
from tournevis.operations.wording import told
from tournevis.people.paging import page
from tournevis.people.web import asker, permitted


@permitted("operations.see")
@require_safe
def chores(request: HttpRequest) -> HttpResponseBase:
    """The chores done, latest first, with what each did."""
    runs = ChoreRun.objects.filter(organisation=asker(request).organisation_id)
    shown = page(runs, ("-id",), request.GET)
    context = {"page": shown, "count": runs.count(), "told": [(run, *told(run)) for run in shown.rows]}
    return render(request, "operations/chores.html", context)
