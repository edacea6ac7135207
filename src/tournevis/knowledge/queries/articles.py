"""Reading articles: those that somebody may read, and the text that suits him."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from tournevis.knowledge.audience import public_marks, readable
from tournevis.knowledge.models import Article, ArticleText
from tournevis.knowledge.shelves import BEGINNING, shelves_of
from tournevis.people.models import Language, User
from tournevis.search.queries import search


@dataclass(frozen=True)
class Standing:
    """How the translations of an article stand.

    Attributes:
        missing: languages in which it says nothing.
        behind: languages whose text is older than the other's last change, which nobody has compared since.
    """

    missing: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Nothing is left to translate."""
        return not self.missing and not self.behind


def articles_of(user: User) -> QuerySet[Article]:
    """The articles that `user` may read, with their texts, the one changed last first."""
    rows = Article.objects.filter(readable(user)).select_related("team", "owner", "organisation")
    return rows.prefetch_related("texts").order_by("-updated_at", "-id")


def due_for_review(user: User, today: date) -> QuerySet[Article]:
    """The articles of his organisation whose day of review has passed, the most overdue first."""
    rows = articles_of(user).filter(organisation=user.organisation_id, review_on__lte=today)
    return rows.order_by("review_on", "id")


def linked_to(user: User, faults: Iterable[str]) -> QuerySet[Article]:
    """The articles that he may read that speak of one of `faults`."""
    return articles_of(user).filter(faults__fault__in=list(faults)).distinct()


@dataclass(frozen=True)
class FoundArticles:
    """The articles that a search found, best first, and how (see `search.queries.Answer`)."""

    articles: list[Article]
    whole: bool = True
    mended: Mapping[str, str] = field(default_factory=dict)


def find_articles(user: User, text: str, *, limit: int, public: bool = False) -> FoundArticles:
    """The articles that answer `text` among those that `user` may read, best first.

    Args:
        public: only those that every user of his organisation reads.
    """
    shelves = [f"{BEGINNING}{mark}" for mark in public_marks(user)] if public else shelves_of(user)
    answer = search(text, shelves)
    best = answer.documents[:limit]
    # Asked again of the database: the index decides what is found, the rights what is shown.
    rows = articles_of(user).in_bulk(best)
    return FoundArticles([rows[pk] for pk in best if pk in rows], answer.whole, answer.mended)


def text_for(article: Article, language: str) -> ArticleText | None:
    """The text in a language, or in the other where it says nothing in that one; None for an article without text."""
    texts = {text.language: text for text in article.texts.all()}
    return texts.get(language) or next(iter(texts.values()), None)


def standing(article: Article) -> Standing:
    """Which translations are missing, or behind the other text."""
    texts = {text.language: text for text in article.texts.all()}
    latest = max((text.revision for text in texts.values()), default=0)
    behind = [t.language for t in texts.values() if max(t.revision, t.agrees_with) < latest]
    return Standing(tuple(code for code in Language.values if code not in texts), tuple(sorted(behind)))
