"""A long complaint is not a search: the faults that it tells of, and what is linked to them."""

from __future__ import annotations

from math import log

from django.db.models import QuerySet

from tournevis.desk.models import Ticket
from tournevis.desk.queries import visible_to
from tournevis.diagnosis import engine
from tournevis.knowledge.queries import SHIPPED, Edition, base_of
from tournevis.people.models import User
from tournevis.search.words import typed

LONG = 7  # words from which a text is a complaint rather than a search
PRIOR = 0.15  # weight of how frequent a fault is, beside what the words tell (see docs/understanding.md)


def is_complaint(text: str) -> bool:
    """Whether a text tells of a trouble rather than names what is looked for."""
    return len(typed(text, LONG)) >= LONG


def likely_faults(text: str, edition: Edition = SHIPPED, *, limit: int) -> list[str]:
    """The faults that the words of a complaint tell of, likeliest first."""
    weights = engine.understand(text).weights
    faults = base_of(edition).faults
    scores = {
        fault: log(weight) + PRIOR * log(faults[fault].share)
        for fault, weight in weights.items()
        if weight > 0 and fault in faults
    }
    return sorted(scores, key=lambda fault: (-scores[fault], fault))[:limit]


def tickets_of(user: User, faults: list[str]) -> QuerySet[Ticket]:
    """The tickets that `user` may see whose likeliest cause is one of the faults, newest first."""
    return visible_to(user).filter(diagnosis__likeliest__in=faults).order_by("-id")
