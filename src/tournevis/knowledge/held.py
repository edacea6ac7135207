"""What this room holds on a person: the articles that he wrote, and whether one helped him."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tournevis.knowledge.models import Article, Vote
from tournevis.knowledge.models.article import PARTS, ArticleText, Revision
from tournevis.people import personal
from tournevis.people.held import SERVICE


def written(request: personal.Request) -> Iterator[personal.Row]:
    """The articles that he looks after or wrote in: their numbers and titles."""
    mine = Q(owner=request.person) | Q(revisions__author=request.person)
    for article in Article.objects.filter(mine).distinct().prefetch_related("texts").order_by("id"):
        titles = [text.title for text in article.texts.all()]
        yield {"number": article.pk, "subject": " / ".join(titles), "written": article.created_at.isoformat()}


def erase_written(erasure: personal.Erasure) -> Mapping[str, int]:
    """The articles stay; where he looked after one or wrote in it, its texts no longer name him."""
    mine = Article.objects.filter(Q(owner=erasure.person) | Q(revisions__author=erasure.person)).values("pk")
    count = 0
    for text in ArticleText.objects.filter(article__in=mine):
        parts = {name: erasure.mask.sure(getattr(text, name)) for name in PARTS}
        if parts != text.parts():
            count += ArticleText.objects.filter(pk=text.pk).update(**parts)
    for revision in Revision.objects.filter(article__in=mine):
        parts = {name: erasure.mask.sure(said) for name, said in revision.parts.items()}
        if parts != revision.parts:
            count += Revision.objects.filter(pk=revision.pk).update(parts=parts)
    return {"articles": count}


def votes(request: personal.Request) -> Iterator[personal.Row]:
    """What he said of articles."""
    for vote in Vote.objects.filter(voter=request.person).order_by("id"):
        yield {"number": vote.article_id, "answer": vote.helpful}


def register() -> None:
    """Tell the product; called once, when the room starts."""
    personal.tell(
        personal.Kind(
            "articles",
            name=_("Articles that you wrote"),
            purpose=_("To know whom to ask about an article, and what changed in it."),
            ground=_("Your work for the support desk (contract of employment)."),
            kept=_("The articles, without your name."),
            columns=("knowledge.Article.owner", "knowledge.Revision.author", "knowledge.Version.by"),
            rows=written,
            erase=erase_written,
        ),
        personal.Kind(
            "votes",
            name=_("Whether an article helped you"),
            purpose=_("To show the articles that help first."),
            ground=SERVICE,
            kept=_("That it helped somebody, or did not."),
            columns=("knowledge.Vote.voter",),
            rows=votes,
        ),
    )
