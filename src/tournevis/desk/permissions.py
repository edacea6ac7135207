"""Who may do what with tickets; and, for the room `files`, who sees what is attached to them."""

from __future__ import annotations

import rules

from tournevis.desk.concerning import concerning, follows_site, within
from tournevis.desk.models import Ticket
from tournevis.files.models import Attachment
from tournevis.files.permissions import let_read
from tournevis.people.models import Power, User
from tournevis.people.permissions import has, predicate, same_organisation


@predicate
def concerns(user: User, ticket: Ticket | None) -> bool:
    """It is his own ticket, or of somebody at the site that he follows."""
    if ticket is None:
        return False
    return ticket.requester_id == user.pk or (follows_site(user) and ticket.site_id in user.sites_followed)


@predicate
def is_active(user: User) -> bool:
    """His account is open."""
    return user.is_active


def sees_entry(user: User, attachment: Attachment) -> bool:
    """Whether a message that he may read carries the attachment."""
    entries = attachment.entries.filter(ticket__organisation=user.organisation_id)
    if not user.is_reader:
        entries = entries.filter(concerning(user, "ticket__"), public=True)
    elif user.is_bound:
        entries = entries.filter(within(user, "ticket__"))
    return entries.exists()


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("desk.open", is_active & same_organisation)
    rules.set_perm("desk.open_for_others", has(Power.WORK) & same_organisation)
    rules.set_perm("desk.look", same_organisation & has(Power.READ))
    rules.set_perm("desk.view", same_organisation & (has(Power.READ) | concerns))
    rules.set_perm("desk.reply", same_organisation & (has(Power.WORK) | concerns))
    rules.set_perm("desk.finish", same_organisation & (has(Power.WORK) | concerns))
    rules.set_perm("desk.edit", same_organisation & has(Power.WORK))
    let_read(sees_entry)
