"""Ready-made tickets for tests."""

from tournevis.desk.models import Entry, Numbering, Ticket
from tournevis.people.tests.factories import make_user


def make_ticket(requester=None, **fields):
    """A ticket of `requester` (somebody new by default), straight in the database."""
    requester = requester or make_user()
    numbering, _ = Numbering.objects.get_or_create(organisation=requester.organisation)
    numbering.last += 1
    numbering.save()
    fields = {
        "title": "Mon imprimante est bloquée",
        "complaint": "Elle n'imprime plus.",
        "opened_by": requester,
    } | fields
    return Ticket.objects.create(
        organisation=requester.organisation, number=numbering.last, requester=requester, **fields
    )


def make_entry(ticket, author=None, kind=Entry.Kind.MESSAGE, **fields):
    """An entry of the timeline of `ticket`; public when it is a message."""
    fields.setdefault("public", kind == Entry.Kind.MESSAGE)
    fields.setdefault("body", "Toujours en panne")
    return Entry.objects.create(ticket=ticket, author=author or ticket.requester, kind=kind, **fields)
