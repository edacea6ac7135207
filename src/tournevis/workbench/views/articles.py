"""Articles: the list, reading, writing, settling, their history."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tournevis.desk.serving import Served, served
from tournevis.diagnosis.wording import language
from tournevis.knowledge import rules, showing
from tournevis.knowledge.models import Article, State
from tournevis.knowledge.queries import articles_of, base_of, edition_now, find_articles, text_for
from tournevis.knowledge.rendering import rendered
from tournevis.people.models import Language
from tournevis.people.paging import page as page_of
from tournevis.people.rules import Refused, allowed
from tournevis.people.web import asked, carried_out, permitted, posted
from tournevis.workbench.article_forms import New, Settle, Texts

from .shared import for_readers, reader

SHOWN_FOUND = 50


@require_safe
@for_readers
def articles(request: HttpRequest) -> HttpResponseBase:
    """The articles that he may read, those that answer a text, or those that wait for something."""
    user, text, which = reader(request), asked(request, "q"), asked(request, "which")
    rows = articles_of(user)
    own = rows.filter(organisation=user.organisation_id)
    views = {
        "all": (_("All articles"), rows),
        "draft": (_("Drafts"), own.filter(state=State.DRAFT)),
        "review": (_("To review"), own.filter(review_on__lte=timezone.localdate())),
        "translate": (_("To translate"), _untranslated(own)),
    }
    which = which if which in views else "all"
    page = page_of(views[which][1], ["-updated_at", "-id"], request.GET)
    found = find_articles(user, text, limit=SHOWN_FOUND) if text else None
    shown = {
        "search_text": text,
        "found": found,
        "page": page,
        "lines": [showing.line(one, language()) for one in (found.articles if found else page.rows)],
        "views": [(key, name, chosen.count() if key != "all" else None) for key, (name, chosen) in views.items()],
        "which": which,
        "writes": allowed(user, "knowledge.write"),
        "publishes": allowed(user, "knowledge.publish"),
    }
    return render(request, "workbench/articles.html", shown)


def _untranslated(rows: QuerySet[Article]) -> QuerySet[Article]:
    """Those that lack a language, or whose texts do not agree."""
    behind = Q(texts__revision__lt=F("revision"), texts__agrees_with__lt=F("revision"))
    pks = Article.objects.annotate(said=Count("texts")).filter(Q(said__lt=len(Language.values)) | behind).values("pk")
    return rows.filter(pk__in=pks)


@require_safe
@for_readers
def article(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An article, in the reader's language or in the one that he asks for."""
    found = article_or_404(request, pk)
    user, wanted = reader(request), asked(request, "language")
    text = text_for(found, wanted if wanted in Language.values else language())
    base = base_of(edition_now(user.organisation))
    votes = dict(found.votes.values_list("voter", "helpful"))
    prefetch_related_objects([found], "attachments")
    shown = {
        "article": found,
        "text": text,
        "line": showing.line(found, language()),
        "parts": showing.parts(found, text) if text else [],
        "faults": [base.faults[row.fault] for row in found.faults.all() if row.fault in base.faults],
        "language": language(),
        "served": served(user, [pk]).get(pk, Served()),
        "helpful": sum(votes.values()),
        "not_helpful": len(votes) - sum(votes.values()),
        "voted": votes.get(user.pk),
        "writes": allowed(user, "knowledge.write", found),
        "languages": [(code, name, code in {t.language for t in found.texts.all()}) for code, name in Language.choices],
    }
    return render(request, "workbench/article.html", shown)


@permitted("knowledge.write")
def new(request: HttpRequest) -> HttpResponseBase:
    """Begin an article: its kind, language and title; the rest is written on the next page."""
    form = New(posted(request), initial={"language": language(), "title": asked(request, "title")})
    if form.is_valid():
        made: list[Article] = []
        if carried_out(form, lambda: made.append(rules.draft_article(by=reader(request), **form.cleaned_data))):
            return redirect("workbench:article_edit", pk=made[0].pk, code=form.cleaned_data["language"])
    return render(request, "workbench/article_new.html", {"form": form}, status=422 if form.is_bound else 200)


@permitted("knowledge.write")
def edit(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """Write the article in one language, beside what it will look like."""
    found = writable_or_404(request, pk)
    if code not in Language.values:
        raise Http404
    text = found.texts.filter(language=code).first()
    other = found.texts.exclude(language=code).first()
    form = Texts(posted(request), initial=text.parts() if text else None, kind=found.kind)
    if form.is_valid() and carried_out(form, lambda: _write(request, found, code, form.cleaned_data)):
        messages.success(request, _("Kept as revision %(number)s.") % {"number": found.revision})
        return redirect("workbench:article", pk=pk)
    shown = {"form": form, "article": found, "code": code, "other": other, "name": dict(Language.choices)[code]}
    return render(request, "workbench/article_edit.html", shown, status=422 if form.is_bound else 200)


def _write(request: HttpRequest, found: Article, code: str, parts: dict[str, str]) -> None:
    user = reader(request)
    seen = request.POST.get("revision", "")
    expected = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else None
    rules.write(found, code, parts, by=user, expected=expected)
    if files := [file for file in request.FILES.getlist("files") if file.name]:
        rules.attach(found, files, by=user)
    if request.POST.get("agrees") == "yes":
        for other in found.texts.all():
            rules.agree(found, other.language, by=user)


@require_POST
@permitted("knowledge.write")
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the words typed so far look like."""
    found = writable_or_404(request, pk)
    names = [*showing.HEADINGS, "body"]
    parts = [
        showing.Part(name, showing.HEADINGS.get(name, ""), rendered(request.POST[name][:50_000], found))
        for name in names
        if request.POST.get(name)
    ]
    shown = {"title": request.POST.get("title", ""), "parts": parts}
    return render(request, "workbench/_article_preview.html", shown)


@permitted("knowledge.write")
def settle(request: HttpRequest, pk: int) -> HttpResponseBase:
    """For whom it is, from when, whose it is."""
    found, user = writable_or_404(request, pk), reader(request)
    form = Settle(posted(request), instance=found, by=user)
    if form.is_valid() and carried_out(form, lambda: _settle(form, found, request)):
        messages.success(request, _("Kept."))
        return redirect("workbench:article", pk=pk)
    shown = {"form": form, "article": found, "line": showing.line(found, language())}
    return render(request, "workbench/article_settle.html", shown, status=422 if form.is_bound else 200)


def _settle(form: Settle, found: Article, request: HttpRequest) -> None:
    user = reader(request)
    rules.settle(found, by=user, shared_with=form.cleaned_data.get("shared_with"), **form.changes())
    rules.link_faults(found, form.cleaned_data["faults"], by=user)


@permitted("knowledge.write")
def history(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Each revision with what it changed; POST brings one back."""
    found = writable_or_404(request, pk)
    if request.method == "POST":
        number = request.POST.get("number", "")
        try:
            rules.restore(found, int(number) if number.isdigit() and len(number) < 9 else 0, by=reader(request))
            messages.success(request, _("Brought back as revision %(number)s.") % {"number": found.revision})
        except (Refused, ValidationError) as error:
            messages.error(request, str(error))
        return redirect("workbench:article_history", pk=pk)
    revisions = list(found.revisions.select_related("author")[:100])
    before = {
        one.number: next((r for r in revisions[at + 1 :] if r.language == one.language), None)
        for at, one in enumerate(revisions)
    }
    shown = {
        "article": found,
        "line": showing.line(found, language()),
        "rows": [(one, showing.differences(one, before[one.number])) for one in revisions],
        "newest": {one.language: one.number for one in reversed(revisions)}.values(),
    }
    return render(request, "workbench/article_history.html", shown)


@require_POST
@permitted("knowledge.write")
def reviewed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The article still holds, for another year."""
    rules.reviewed(writable_or_404(request, pk), by=reader(request))
    messages.success(request, _("Reviewed: it is looked at again in a year."))
    return redirect("workbench:article", pk=pk)


@require_POST
@for_readers
def vote(request: HttpRequest, pk: int) -> HttpResponseBase:
    """It helped, or it did not."""
    found, helpful = article_or_404(request, pk), request.POST.get("helpful") == "yes"
    rules.vote(found, helpful, by=reader(request))
    if request.headers.get("HX-Request") != "true":
        return redirect("workbench:article", pk=pk)
    return render(request, "knowledge/_vote.html", {"voted": helpful, "vote_url": request.path})


def article_or_404(request: HttpRequest, pk: int) -> Article:
    """The article, if the asker may read it.

    Raises:
        Http404.
    """
    found = articles_of(reader(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def writable_or_404(request: HttpRequest, pk: int) -> Article:
    """The article, if the asker may change it: one shared by another organisation is only read.

    Raises:
        Http404.
    """
    found = article_or_404(request, pk)
    if not allowed(reader(request), "knowledge.write", found):
        raise Http404
    return found
