"""How articles serve: what readers say, and which requests they made needless."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tournevis.knowledge.models import Article, Deflection, Vote
from tournevis.people.models import Organisation, User
from tournevis.people.rules import require

MAX_SUBJECT = 100


def vote(article: Article, helpful: bool, *, by: User) -> None:
    """Say whether the article helped; a second word replaces the first.

    Raises:
        NotAllowed: he may not read it.
    """
    require(by, "knowledge.see", article)
    Vote.objects.update_or_create(article=article, voter=by, defaults={"helpful": helpful})


def opened(organisation: Organisation, subject: str) -> str:
    """Count that something proposed to a user of `organisation` was opened; the day under which it is counted."""
    day = timezone.localdate()
    _count(organisation, day, subject, "opened")
    return day.isoformat()


@transaction.atomic
def follow(organisation: Organisation, subjects: Iterable[tuple[str, str]]) -> None:
    """Count that what was opened did not spare the request: each pair is the day that `opened` gave, and a subject."""
    for day, subject in subjects:
        _count(organisation, date.fromisoformat(day), subject, "followed")


def _count(organisation: Organisation, day: date, subject: str, what: str) -> None:
    row, _made = Deflection.objects.get_or_create(organisation=organisation, day=day, subject=subject[:MAX_SUBJECT])
    Deflection.objects.filter(pk=row.pk).update(**{what: F(what) + 1})
