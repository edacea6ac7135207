"""Ready-made tickets for tests."""

from tournevis.desk import rules
from tournevis.desk.models import Entry, Ticket
from tournevis.people.tests.factories import make_user

COMPLAINT = "Elle n'imprime plus depuis ce matin."


def make_ticket(requester=None, *, by=None, complaint=COMPLAINT, title="Mon imprimante est bloquée", **fields):
    """A ticket of `requester` (somebody new by default), opened by the rule; fields the rule does not take are set."""
    requester = requester or make_user()
    taken = {"channel", "asset", "impact", "blocked", "deadline", "team", "uploads", "at"}
    given = {name: fields.pop(name) for name in taken & fields.keys()}
    ticket = rules.open_ticket(requester, complaint, by=by or requester, title=title, **given)
    if fields:
        Ticket.objects.filter(pk=ticket.pk).update(**fields)
        ticket.refresh_from_db()
    return ticket


def make_entry(ticket, author=None, kind=Entry.Kind.MESSAGE, *, body="Toujours en panne", **fields):
    """An entry of the timeline of `ticket`; public when it is a message."""
    fields.setdefault("public", kind == Entry.Kind.MESSAGE)
    return rules.record_entry(ticket, kind, by=author or ticket.requester, body=body, **fields)
