"""Help without a request: articles for users, known fixes, and both while he types his complaint."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tournevis.diagnosis.likely import is_complaint, likely_faults
from tournevis.diagnosis.wording import language
from tournevis.knowledge import rules, showing
from tournevis.knowledge.models import Article, State
from tournevis.knowledge.queries import (
    articles_of,
    base_of,
    edition_now,
    find_articles,
    find_faults,
    linked_to,
    text_for,
)
from tournevis.people.models import User
from tournevis.people.paging import page as page_of
from tournevis.people.web import asked, asker
from tournevis.portal import deflection
from tournevis.troubleshooting import Base

SHOWN, SUGGESTED = 30, 5
SHORTEST = 6  # letters typed before anything is proposed
TYPED = 2_000  # letters of a complaint that are looked at while he types
WHILE_ASKING = "?asking=1"


@dataclass(frozen=True)
class Proposal:
    """Something that may help: what it is called, and where it is read."""

    title: str
    url: str
    is_article: bool


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponseBase:
    """The articles for users, or those that answer a text, with known fixes."""
    user, text = asker(request), asked(request, "q")
    found = find_articles(user, text, limit=SHOWN, public=True) if text else None
    page = page_of(_public(user), ["-updated_at", "-id"], request.GET, size=SHOWN)
    shown = {
        "text": text,
        "found": found,
        "page": page,
        "lines": [showing.line(one, language()) for one in (found.articles if found else page.rows)],
        "fixes": _fixes(user, text, SUGGESTED) if text else [],
    }
    return render(request, "portal/help.html", shown)


@require_safe
@login_required
def article(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An article for users."""
    user, found = asker(request), _article_or_404(request, pk)
    text = text_for(found, language())
    if text is None:
        raise Http404
    if "asking" in request.GET:
        deflection.opened(request, user, f"article:{pk}")
    shown = {
        "article": found,
        "text": text,
        "parts": showing.parts(found, text),
        "foreign": text.language != language(),
        "asking": "asking" in request.GET,
        "voted": found.votes.filter(voter=user).values_list("helpful", flat=True).first(),
    }
    return render(request, "portal/help_article.html", shown)


@require_POST
@login_required
def vote(request: HttpRequest, pk: int) -> HttpResponseBase:
    """It helped, or it did not."""
    found, helpful = _article_or_404(request, pk), request.POST.get("helpful") == "yes"
    rules.vote(found, helpful, by=asker(request))
    if request.headers.get("HX-Request") != "true":
        return redirect("portal:help_article", pk=pk)
    return render(request, "knowledge/_vote.html", {"voted": helpful, "vote_url": request.path})


@require_safe
@login_required
def fix(request: HttpRequest, fault: str) -> HttpResponseBase:
    """What a fault is in plain words, and what its user can do himself."""
    user = asker(request)
    base = base_of(edition_now(user.organisation))
    if fault not in base.faults or not _steps(base, fault):
        raise Http404
    if "asking" in request.GET:
        deflection.opened(request, user, f"fault:{fault}")
    known, tongue = base.faults[fault], language()
    shown = {
        "name": known.names[tongue],
        "plain": known.explain.plain[tongue],
        "caution": known.caution[tongue] if known.caution else "",
        "prevent": known.prevent[tongue],
        "steps": _steps(base, fault),
        "asking": "asking" in request.GET,
    }
    return render(request, "portal/help_fix.html", shown)


@require_safe
@login_required
def suggest(request: HttpRequest) -> HttpResponse:
    """At most five articles and fixes for what is typed so far; nothing of it is kept."""
    user, text = asker(request), asked(request, "complaint", limit=TYPED)
    proposals = proposed(user, text) if len(text) >= SHORTEST else []
    return render(request, "portal/_suggestions.html", {"proposals": proposals})


def proposed(user: User, text: str) -> list[Proposal]:
    """What may spare the request: articles on the likely faults first, then articles by words, then fixes."""
    edition = edition_now(user.organisation)
    faults = likely_faults(text, edition, limit=SUGGESTED) if is_complaint(text) else []
    articles = {one.pk: one for one in linked_to(user, faults) if one.state == State.PUBLIC} if faults else {}
    articles |= {one.pk: one for one in find_articles(user, text, limit=SUGGESTED, public=True).articles}
    tongue = language()
    found = [
        Proposal(said.title, reverse("portal:help_article", args=[pk]) + WHILE_ASKING, True)
        for pk, one in articles.items()
        if (said := text_for(one, tongue))
    ][: SUGGESTED - 2 if faults else SUGGESTED]
    return [*found, *_fixes(user, text, SUGGESTED - len(found), asking=True)]


def _fixes(user: User, text: str, limit: int, *, asking: bool = False) -> list[Proposal]:
    """Faults that the text tells of, whose user can mend them himself."""
    edition = edition_now(user.organisation)
    base = base_of(edition)
    if is_complaint(text):
        likely = likely_faults(text, edition, limit=2 * SUGGESTED)
    else:
        likely = [hit.fault.id for hit in find_faults(text, edition, limit=2 * SUGGESTED)]
    mendable = [fault for fault in likely if _steps(base, fault)][:limit]
    end, tongue = WHILE_ASKING if asking else "", language()
    return [
        Proposal(base.faults[fault].names[tongue], reverse("portal:help_fix", args=[fault]) + end, False)
        for fault in mendable
    ]


def _steps(base: Base, fault: str) -> list[tuple[str, list[str]]]:
    """The remedies that a user carries out himself, each with its steps; none that could lose or open anything."""
    tongue, found = language(), []
    for use in base.faults[fault].remedies:
        remedy = base.remedies[use.use]
        harmless = remedy.risk.data_loss == remedy.risk.security == "none"
        steps = remedy.steps.get("any") or remedy.steps.get("device") or remedy.steps.get("windows")
        if remedy.by == "user" and harmless and not remedy.guards and steps:
            found.append((remedy.names[tongue], list(steps[tongue])))
    return found


def _public(user: User) -> QuerySet[Article]:
    return articles_of(user).filter(state=State.PUBLIC, publish_at=None)


def _article_or_404(request: HttpRequest, pk: int) -> Article:
    found = _public(asker(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
