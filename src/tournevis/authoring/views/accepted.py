"""Accepted cases: taken as right, and what learning made of them since."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tournevis.authoring import trials
from tournevis.authoring.standing import bench
from tournevis.diagnosis.models import AcceptedCase
from tournevis.diagnosis.rules import accepting
from tournevis.people.models import Power
from tournevis.people.rules import Refused
from tournevis.people.web import asker, permitted
from tournevis.troubleshooting.authoring import Sequence, generated, simulated

from .shared import tongue

TONES = {"holds": "ok", "waiting": "quiet", "broken": "bad", "base": "warn"}
ACTS = {"agree": accepting.agree, "drop": accepting.drop}


@permitted("authoring.read")
@require_safe
def cases(request: HttpRequest) -> HttpResponseBase:
    """The accepted cases, the broken ones first."""
    by, base = asker(request), bench(asker(request).organisation)
    rows = AcceptedCase.objects.filter(organisation=by.organisation_id).select_related("author")
    shown = []
    for row in sorted(rows, key=lambda row: (row.state not in ("broken", "base"), row.fault)):
        fault = base.base.faults.get(row.fault)
        told = trials.shown(base.model, row.choice, Sequence.from_json(row.fault, row.told), tongue())
        now = (
            trials.shown(base.model, row.choice, Sequence.from_json(row.fault, row.now), tongue()) if row.now else None
        )
        mine = row.author_id == by.pk or by.can(Power.PUBLISH)
        shown.append((row, fault.names[tongue()] if fault else row.fault, told, now, TONES[row.state], mine))
    return render(request, "authoring/accepted.html", {"rows": shown, "count": len(shown), "here": "accepted"})


@permitted("authoring.write")
@require_POST
def accept(request: HttpRequest, record: str) -> HttpResponseBase:
    """Take one of the simulated cases as right; it is played again here, so that nobody sends another."""
    found = bench(asker(request).organisation)
    if record not in found.base.faults:
        raise Http404
    choice = request.POST.get("choice", "")
    case = generated(found.model, simulated(found.model, record, trials.CASES)).get(choice)  # type: ignore[call-overload]
    if case is None:
        messages.error(request, _("There is no such case."))
        return redirect("authoring:try", record=record)
    try:
        accepting.accept(case, choice, by=asker(request))
        messages.success(request, _("Accepted: learning will not make it worse without you."))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("authoring:accepted")


@permitted("authoring.write")
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Agree with what was learnt, or let the case be one no more."""
    case = AcceptedCase.objects.filter(organisation=asker(request).organisation_id, pk=pk).first()
    if case is None:
        raise Http404
    act = ACTS.get(request.POST.get("act", ""))
    try:
        if act is not None:
            act(case, by=asker(request))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("authoring:accepted")
