"""The mails that a ticket sends, by the outbox, in the transaction of what they tell of."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from tournevis.desk import addresses
from tournevis.desk.models import Entry, Ticket
from tournevis.outbox.rules import post_to
from tournevis.people.models import Installation, User


def opened(ticket: Ticket, *, by: User) -> None:
    """Tell the requester that his complaint came in, and by which number."""
    with translation.override(ticket.requester.language):
        if by.pk == ticket.requester_id:
            words = _("We have your request and will answer it here. What you wrote:")
        else:
            words = _("%(name)s opened a request for you. What you said:") % {"name": by}
        _tell(ticket, ticket.requester, f"{words}\n\n{_quoted(ticket.complaint)}")


def replied(ticket: Ticket, entry: Entry, *, by: User) -> None:
    """Tell the requester of our answer, or who has the ticket of the requester's."""
    to = ticket.assignee if by.pk == ticket.requester_id else ticket.requester
    if to is None or to.pk == by.pk:
        return
    with translation.override(to.language):
        words = _("%(name)s wrote:") % {"name": by}
        text = f"{words}\n\n{entry.body}"
        names = [attachment.name for attachment in entry.attachments.all()]
        if names:
            text += "\n\n" + _("Attached: %(names)s") % {"names": ", ".join(names)}
        _tell(ticket, to, text)


def assigned(ticket: Ticket, *, by: User) -> None:
    """Tell a technician that a ticket was given to him by somebody else."""
    to = ticket.assignee
    if to is None or to.pk == by.pk:
        return
    with translation.override(to.language):
        words = _("%(name)s gave you this request of %(requester)s:") % {"name": by, "requester": ticket.requester}
        _tell(ticket, to, f"{words}\n\n{_quoted(ticket.complaint)}")


def solved(ticket: Ticket, explanation: str, *, by: User) -> None:
    """Tell the requester that it is over, why it was, and how to say that it is not."""
    if by.pk == ticket.requester_id:
        return
    with translation.override(ticket.requester.language):
        words = _("%(name)s solved your request:") % {"name": by}
        more = _("If it does not work after all, answer on the page of the request: it opens again.")
        _tell(ticket, ticket.requester, f"{words}\n\n{explanation}\n\n{more}")


def _tell(ticket: Ticket, to: User, text: str) -> None:
    """Mail `text` to `to`, in the language in force, with the ticket's number in the subject and its address below."""
    settings = Installation.current()
    link = addresses.of(ticket, to)
    foot = settings.address.rstrip("/") + link if settings.address and link else ""
    post_to(
        to,
        f"[#{ticket.number}] {ticket.title}",
        "\n\n".join(part for part in (_("Hello %(name)s,") % {"name": to}, text, foot, settings.service_name) if part),
        about=f"ticket:{ticket.pk}",
    )


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())
