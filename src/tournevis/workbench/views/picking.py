"""Articles beside a case: found for it, and put into an answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tournevis.diagnosis.likely import is_complaint, likely_faults
from tournevis.diagnosis.wording import language
from tournevis.knowledge import showing
from tournevis.knowledge.models import Article
from tournevis.knowledge.models.article import PARTS
from tournevis.knowledge.queries import articles_of, edition_now, find_articles, linked_to, text_for
from tournevis.people.models import User
from tournevis.people.web import asked, base_of

from .shared import case_or_404, for_technicians, reader

SHOWN = 6
OF_FAULTS = 4  # faults whose articles are listed for a complaint

__all__ = ["articles", "articles_for", "is_complaint", "picked"]


def articles_for(user: User, text: str, *, limit: int = SHOWN) -> list[Article]:
    """The articles that `user` may read that answer a search; for a complaint, those linked to the likely faults."""
    if not is_complaint(text):
        return find_articles(user, text, limit=limit).articles
    faults = likely_faults(text, edition_now(user.organisation), limit=OF_FAULTS)
    rank = {fault: at for at, fault in enumerate(faults)}
    found = list(linked_to(user, faults).prefetch_related("faults")[:50])
    found.sort(key=lambda one: min(rank.get(row.fault, OF_FAULTS) for row in one.faults.all()))
    return found[:limit]


@require_safe
@for_technicians
def articles(request: HttpRequest, number: int) -> HttpResponse:
    """The articles that the requester of a case may read, for what is typed, or for his complaint."""
    ticket, text = case_or_404(request, number), asked(request, "q")
    found = articles_for(ticket.requester, text or ticket.complaint)
    if not found and not text:
        by_title = find_articles(ticket.requester, ticket.title, limit=SHOWN)
        found = by_title.articles if by_title.whole else []
    tongue = ticket.requester.language
    rows = [(showing.line(one, tongue), _address(request, one), _words(one, tongue)) for one in found]
    shown = {"ticket": ticket, "rows": rows, "text": text, "language": language()}
    return render(request, "workbench/_picker_list.html" if "q" in request.GET else "workbench/_picker.html", shown)


def picked(request: HttpRequest) -> list[Article]:
    """The articles that were put into the answer that is sent; those that its writer may not read are passed over."""
    given = request.POST.getlist("article")[:20]
    keys = [int(key) for key in given if key.isascii() and key.isdigit() and len(key) < 9]
    return list(articles_of(reader(request)).filter(pk__in=keys)) if keys else []


def _address(request: HttpRequest, article: Article) -> str:
    return base_of(request) + reverse("portal:help_article", args=[article.pk])


def _words(article: Article, tongue: str) -> str:
    """What an answer quotes: the text as it is written, which reads well as plain words."""
    text = text_for(article, tongue)
    if text is None:
        return ""
    named = [name for name in (*PARTS[2:], "body") if name not in {"symptoms", "cause"}]
    return "\n\n".join(getattr(text, name) for name in named if getattr(text, name))
