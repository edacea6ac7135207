"""How articles serve: what became of the tickets in whose answers they were used."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from tournevis.desk.models import ArticleUse, StateType
from tournevis.people.models import User


@dataclass(frozen=True)
class Served:
    """How often an article was used in tickets that are over or go on, and how many of them were solved."""

    used: int = 0
    solved: int = 0

    @property
    def merit(self) -> float:
        """The share solved, drawn to a half while there are few (Laplace's rule of succession)."""
        return (self.solved + 1) / (self.used + 2)


def served(user: User, articles: Collection[int]) -> dict[int, Served]:
    """How each of `articles` served in the tickets of the asker's organisation; those never used are left out."""
    rows = ArticleUse.objects.filter(article__in=articles, ticket__organisation=user.organisation_id)
    over = Q(ticket__state_type__in=[StateType.SOLVED, StateType.CLOSED])
    counted = rows.values("article").annotate(used=Count("pk"), solved=Count("pk", filter=over))
    return {row["article"]: Served(row["used"], row["solved"]) for row in counted.order_by("article")}
