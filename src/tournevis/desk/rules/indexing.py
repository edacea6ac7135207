"""The words of tickets, kept along with them."""

from __future__ import annotations

from tournevis.desk.models import Posting, Ticket
from tournevis.people.words import terms

TITLE_WEIGHT, TEXT_WEIGHT = 3, 1
MAX_WORDS = 600  # of one text; the rest of a pasted log finds nothing


def add(ticket: Ticket, text: str, *, public: bool, weight: int = TEXT_WEIGHT) -> None:
    """Let `ticket` be found by the words of `text`; by those of a public one also for its requester."""
    words = sorted(terms(text, limit=MAX_WORDS))
    rows = [
        Posting(organisation_id=ticket.organisation_id, ticket=ticket, word=word, public=public, weight=weight)
        for word in words
    ]
    Posting.objects.bulk_create(rows, ignore_conflicts=True)


def add_title(ticket: Ticket) -> None:
    """Let `ticket` be found by its subject, who asked and which machine it is about."""
    text = f"{ticket.title} {ticket.requester} {ticket.asset or ''}"
    add(ticket, text, public=True, weight=TITLE_WEIGHT)
