"""Who can have a ticket."""

from __future__ import annotations

from tournevis.desk.models import Ticket
from tournevis.people.acting import acting_in
from tournevis.people.models import User
from tournevis.people.rules import allowed


def can_have(user: User, ticket: Ticket) -> bool:
    """Whether the ticket can be given to somebody: he works on cases here, and within his bounds."""
    here = acting_in(user, ticket.organisation_id)
    return here is not None and allowed(here, "desk.edit", ticket)
