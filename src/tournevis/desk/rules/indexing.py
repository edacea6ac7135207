"""The words of tickets, told to the search along with them."""

from __future__ import annotations

from collections.abc import Iterable

from tournevis.desk.models import Entry, Ticket
from tournevis.desk.shelves import internal_shelf, public_shelf
from tournevis.search import rules as index
from tournevis.search.rules import add as add_words
from tournevis.search.weighing import Text

TITLE_BOOST = 3.0
# Kinds of entries whose text is found by a search.
SAID = frozenset({Entry.Kind.MESSAGE, Entry.Kind.NOTE, Entry.Kind.FINDING, Entry.Kind.ACTION})


def add(ticket: Ticket, text: str, *, public: bool, boost: float = 1.0) -> None:
    """Let `ticket` be found by the words of `text`; by those of a public one also for its requester."""
    shelf = (public_shelf if public else internal_shelf)(ticket.organisation_id)
    add_words(ticket.pk, shelf, [Text(text, boost)])


def rebuild(ticket: Ticket) -> None:
    """Make the words of a ticket anew, from what it says now."""
    ticket = Ticket.objects.select_related("requester", "asset").get(pk=ticket.pk)
    said = Entry.objects.filter(ticket=ticket, kind__in=SAID).prefetch_related("attachments").order_by("id")
    public, internal = public_shelf(ticket.organisation_id), internal_shelf(ticket.organisation_id)
    texts: dict[str, list[Text]] = {public: [_title(ticket)], internal: []}
    for entry in said:
        names = " ".join(attachment.name for attachment in entry.attachments.all())
        texts[public if entry.public else internal].append(Text(f"{entry.body} {names}", 1.0))
    for shelf, found in texts.items():
        index.replace(ticket.pk, {shelf: found}, beginning=shelf)


def forget(organisation: int, words: Iterable[str]) -> None:
    """Take words that no ticket holds any more out of those that slips of the keyboard are mended to."""
    for shelf in (public_shelf(organisation), internal_shelf(organisation)):
        index.forget(shelf, words)


def add_title(ticket: Ticket) -> None:
    """Let `ticket` be found by its subject, who asked and which machine it is about."""
    add_words(ticket.pk, public_shelf(ticket.organisation_id), [_title(ticket)])


def _title(ticket: Ticket) -> Text:
    return Text(f"{ticket.title} {ticket.requester} {ticket.asset or ''}", TITLE_BOOST)
