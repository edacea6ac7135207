"""Search over cases and faults, and the page of a fault."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tournevis.desk.queries import Found
from tournevis.desk.queries import search as search_tickets
from tournevis.diagnosis import engine, showing
from tournevis.diagnosis.likely import is_complaint, likely_faults, tickets_of
from tournevis.diagnosis.wording import language
from tournevis.knowledge.queries import edition_now, find_faults, outcomes
from tournevis.knowledge.showing import line as article_line
from tournevis.people.web import asked
from tournevis.workbench import listing

from .picking import articles_for
from .shared import for_readers, reader

SHOWN_CASES, SHOWN_FAULTS = 30, 8


@require_safe
@for_readers
def search(request: HttpRequest) -> HttpResponseBase:
    """Cases, articles and faults that answer the words; a complaint is first understood; a number leads to its case."""
    text = asked(request, "q")
    edition = edition_now(reader(request).organisation)
    complaint = is_complaint(text)
    likely = likely_faults(text, edition, limit=SHOWN_FAULTS) if complaint else []
    answer = Found(tickets_of(reader(request), likely)) if complaint else search_tickets(reader(request), text)
    found = list(answer.tickets.select_related("diagnosis")[: SHOWN_CASES + 1]) if text else []
    number = text.removeprefix("#")
    if number.isdigit() and found and str(found[0].number) == number:
        return redirect("workbench:case", number=found[0].number)
    now, tongue = timezone.now(), language()
    base = engine.model_of(edition).base
    shown = {
        "search_text": text,
        "rows": [listing.row(ticket, now, base) for ticket in found[:SHOWN_CASES]],
        "more": len(found) > SHOWN_CASES,
        "answer": answer,
        "articles": [article_line(one, tongue) for one in articles_for(reader(request), text)] if text else [],
        "complaint": complaint,
        "faults": [
            {"id": one.id, "name": one.names[tongue], "plain": one.explain.plain[tongue]}
            for one in (
                [base.faults[key] for key in likely]
                if complaint
                else [hit.fault for hit in find_faults(text, edition, limit=SHOWN_FAULTS)]
            )
        ],
    }
    return render(request, "workbench/search.html", shown)


@require_safe
@for_readers
def fault(request: HttpRequest, fault: str) -> HttpResponseBase:
    """What the base knows of a fault, and what worked here."""
    model, tongue = engine.model_of(edition_now(reader(request).organisation)), language()
    base = model.base
    known = base.faults.get(fault)
    if known is None:
        raise Http404
    counted = outcomes(reader(request).organisation, [fault]).get(fault, [])
    session = engine.session(of=model)
    shown = {
        "fault": known,
        "name": known.names[tongue],
        "family": base.families[base.family_of[fault]].names[tongue],
        "plain": known.explain.plain[tongue],
        "technical": known.explain.technical[tongue],
        "prevent": known.prevent[tongue],
        "caution": known.caution[tongue] if known.caution else "",
        "remedies": [showing.remedy(session, use.use, "windows") for use in known.remedies],
        "counted": [(row, base.remedies.get(row.remedy)) for row in counted],
        "language": tongue,
    }
    return render(request, "workbench/fault.html", shown)
