"""A person is taken out of the tickets: they stay, with all that figures are made of, and no longer name him.

The one place where a timeline is changed: the right to be forgotten goes before "what was said stays said".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from tournevis.desk.models import Entry, Ticket
from tournevis.desk.rules import indexing
from tournevis.desk.shelves import internal_shelf, public_shelf
from tournevis.files.held import remove
from tournevis.files.models import Attachment
from tournevis.outbox.held import cover, empty
from tournevis.outbox.models import Message
from tournevis.people import personal
from tournevis.people.masking import HIDDEN, Mask
from tournevis.people.models import User
from tournevis.search.models import Posting
from tournevis.search.words import forms, words_in


def erase(erasure: personal.Erasure) -> Mapping[str, int]:
    """Take his name out of every ticket that is his or speaks of him; with `words`, what he wrote goes too."""
    own = set(Ticket.objects.filter(requester=erasure.person).values_list("pk", flat=True))
    near = own | set(Entry.objects.filter(author=erasure.person).values_list("ticket_id", flat=True))
    about = {pk for before in erasure.mask.people for pk in speaking_of(before)} - near
    entries = 0
    for ticket in Ticket.objects.filter(pk__in=near | about).order_by("pk"):
        entries += hide(ticket, erasure.mask, near=ticket.pk in near)
        if erasure.words and ticket.pk in own:
            silence(ticket, at=erasure.at)
        elif erasure.words:
            _silence_entries(Entry.objects.filter(ticket=ticket, author=erasure.person))
        indexing.rebuild(ticket)
    for before in erasure.mask.people:
        indexing.forget(before.organisation_id, names_of(before))
    mails = sum(empty(mail, erasure.mask) for mail in _mails(own))
    mails += sum(cover(mail, erasure.mask) for mail in _mails((near | about) - own))
    return {"tickets": len(own), "entries": entries, "mails_about_tickets": mails}


def speaking_of(person: User) -> set[int]:
    """The tickets that the search index finds by his whole name, or by his e-mail."""
    shelves = [public_shelf(person.organisation_id), internal_shelf(person.organisation_id)]
    found: set[int] = set()
    for text in (f"{person.first_name} {person.last_name}", person.email):
        # A word is kept whole or as its stem.
        held = [
            set(
                Posting.objects.filter(shelf__in=shelves, word__in={word, *forms(word)})
                .order_by()
                .values_list("document", flat=True)
            )
            for word in set(words_in(text))
        ]
        found |= set.intersection(*held) if held else set()
    return found


def names_of(person: User) -> set[str]:
    """The words by which the index may know him."""
    told = (person.first_name, person.last_name, person.email, person.username, person.phone)
    return {form for word in words_in(" ".join(told)) for form in {word, *forms(word)}}


def hide(ticket: Ticket, mask: Mask, *, near: bool) -> int:
    """Hide people in a ticket's texts; how many entries changed. `near`: their first and last names alone, too."""
    hidden = mask.near if near else mask.sure
    Ticket.objects.filter(pk=ticket.pk).update(title=hidden(ticket.title), complaint=hidden(ticket.complaint))
    count = 0
    for entry in Entry.objects.filter(ticket=ticket):
        body, data = hidden(entry.body), entry.data
        if entry.kind == Entry.Kind.CHANGE and data.get("field") in {"title", "asset"}:
            data = {**data, "before": _text(data.get("before"), mask), "after": _text(data.get("after"), mask)}
        if (body, data) != (entry.body, entry.data):
            count += Entry.objects.filter(pk=entry.pk).update(body=body, data=data)
    return count


def silence(ticket: Ticket, *, at: datetime) -> None:
    """Take away all that was written about a ticket, and its files; that it was, when and how it ended stays."""
    Ticket.objects.filter(pk=ticket.pk).update(title=_("Erased request"), complaint=HIDDEN)
    _silence_entries(Entry.objects.filter(ticket=ticket))
    remove(Attachment.objects.filter(entries__ticket=ticket).distinct(), at=at)


def _silence_entries(entries: Iterable[Entry]) -> None:
    for entry in entries:
        if entry.body:
            Entry.objects.filter(pk=entry.pk).update(body=HIDDEN)


def _mails(tickets: Iterable[int]) -> Iterator[Message]:
    """Mails about tickets, to whomever: they quote what was said."""
    keys = [f"ticket:{pk}" for pk in sorted(tickets)]
    for at in range(0, len(keys), 500):
        yield from Message.objects.filter(about__in=keys[at : at + 500]).exclude(Q(body_text="") & Q(body_html=""))


def _text(value: object, mask: Mask) -> object:
    return mask.near(value) if isinstance(value, str) else value
