"""The words of tickets, told to the search along with them."""

from __future__ import annotations

from tournevis.desk.models import Ticket
from tournevis.desk.shelves import internal_shelf, public_shelf
from tournevis.search.rules import add as add_words
from tournevis.search.weighing import Text

TITLE_BOOST = 3.0


def add(ticket: Ticket, text: str, *, public: bool, boost: float = 1.0) -> None:
    """Let `ticket` be found by the words of `text`; by those of a public one also for its requester."""
    shelf = (public_shelf if public else internal_shelf)(ticket.organisation_id)
    add_words(ticket.pk, shelf, [Text(text, boost)])


def add_title(ticket: Ticket) -> None:
    """Let `ticket` be found by its subject, who asked and which machine it is about."""
    add(ticket, f"{ticket.title} {ticket.requester} {ticket.asset or ''}", public=True, boost=TITLE_BOOST)
