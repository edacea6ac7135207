"""The kinds of data that this room tells."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tournevis.people import personal
from tournevis.people.held import SERVICE

from . import erasing, showing


def register() -> None:
    """Tell the product; called once, when the room starts."""
    personal.tell(
        personal.Kind(
            "requests",
            name=_("Your requests"),
            purpose=_("To mend what does not work for you, and to learn what mends it for the next one."),
            ground=SERVICE,
            kept=_("The request without what names you: when it was, how it went, what mended it."),
            columns=("desk.Ticket.requester", "desk.Entry.author"),
            rows=showing.requests,
            erase=erasing.erase,
        ),
        personal.Kind(
            "work",
            name=_("Requests that you worked on"),
            purpose=_("To know who takes care of a request, and what was done about it."),
            ground=_("Your work for the support desk (contract of employment)."),
            kept=_("Who did something is told as “Erased person” and a number."),
            columns=("desk.Ticket.assignee", "desk.Ticket.opened_by"),
            rows=showing.work,
        ),
    )
