"""Who may do what with tickets; and, for the room `files`, who sees what is attached to them."""

from __future__ import annotations

import rules

from tournevis.desk.models import Ticket
from tournevis.files.models import Attachment
from tournevis.files.permissions import let_read
from tournevis.people.models import User
from tournevis.people.permissions import is_technician, predicate, same_organisation


@predicate
def is_requester(user: User, ticket: Ticket | None) -> bool:
    """It is his own ticket."""
    return ticket is not None and ticket.requester_id == user.pk


@predicate
def is_active(user: User) -> bool:
    """His account is open."""
    return user.is_active


def sees_entry(user: User, attachment: Attachment) -> bool:
    """Whether a message that he may read carries the attachment."""
    entries = attachment.entries.filter(ticket__organisation=user.organisation_id)
    if not user.is_technician:
        entries = entries.filter(public=True, ticket__requester=user)
    return entries.exists()


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("desk.open", is_active & same_organisation)
    rules.set_perm("desk.open_for_others", is_technician & same_organisation)
    rules.set_perm("desk.view", same_organisation & (is_technician | is_requester))
    rules.set_perm("desk.reply", same_organisation & (is_technician | is_requester))
    rules.set_perm("desk.finish", same_organisation & (is_technician | is_requester))
    rules.set_perm("desk.edit", same_organisation & is_technician)
    let_read(sees_entry)
