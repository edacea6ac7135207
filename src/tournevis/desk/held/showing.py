"""The requests of a person, as they are handed out to him: the others in them are left out."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from tournevis.desk.models import Entry, Ticket
from tournevis.people import personal
from tournevis.people.masking import Mask
from tournevis.people.models import User

SHOWN = (Entry.Kind.MESSAGE, Entry.Kind.NOTE)


def requests(request: personal.Request) -> Iterator[personal.Row]:
    """His tickets with what was said about them; notes between technicians where they are asked for."""
    person = request.person
    tickets = Ticket.objects.filter(requester=person).select_related("asset").order_by("number")
    for ticket in tickets.iterator(200):
        entries = list(Entry.objects.filter(ticket=ticket, kind__in=SHOWN).select_related("author").order_by("id"))
        mask = _others(ticket, entries, person)
        told = [_entry(entry, person, mask) for entry in entries if entry.public or request.whole]
        yield {
            "number": ticket.number,
            "subject": ticket.title,
            "state": ticket.get_state_type_display(),
            "came_in": ticket.get_channel_display(),
            "machine": ticket.asset and mask.near(str(ticket.asset)),
            "opened": ticket.created_at.isoformat(),
            "solved": ticket.solved_at and ticket.solved_at.isoformat(),
            "closed": ticket.closed_at and ticket.closed_at.isoformat(),
            "messages": told,
            "notes_left_out": len(entries) - len(told),
        }


def _entry(entry: Entry, person: User, mask: Mask) -> personal.Row:
    own = entry.author_id == person.pk
    return {
        "at": entry.at.isoformat(),
        "from": _("you") if own else _("the support desk"),
        "internal": not entry.public,
        # His own words are his, whomever they name.
        "text": entry.body if own else mask.near(entry.body),
    }


def _others(ticket: Ticket, entries: list[Entry], person: User) -> Mask:
    """Everybody else who had to do with the ticket."""
    known = {entry.author for entry in entries if entry.author is not None}
    known |= set(User.objects.filter(Q(pk=ticket.assignee_id) | Q(pk=ticket.opened_by_id)))
    return Mask(other for other in known if other.pk != person.pk)


def work(request: personal.Request) -> Iterator[personal.Row]:
    """What he worked on for others: the numbers of tickets, and how often he wrote in them; not what others said."""
    person = request.person
    mine = Q(assignee=person) | Q(opened_by=person) | Q(entries__author=person)
    found = Ticket.objects.filter(mine).exclude(requester=person).distinct().order_by("number")
    for ticket in found.iterator(500):
        yield {
            "number": ticket.number,
            "assigned": ticket.assignee_id == person.pk,
            "opened_for_somebody": ticket.opened_by_id == person.pk,
            "entries": Entry.objects.filter(ticket=ticket, author=person).count(),
        }
