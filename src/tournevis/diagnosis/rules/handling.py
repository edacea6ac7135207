"""What befalls a case as a whole: reported, taken, answered, opened again, closed; its diagnosis goes along."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from tournevis.desk import rules as desk
from tournevis.desk.models import Entry, Impact, StateType, Ticket
from tournevis.diagnosis import engine
from tournevis.files.rules import Upload
from tournevis.knowledge.models import Article
from tournevis.people.models import User
from tournevis.people.rules import Refused

from .acts import resume
from .starting import start


def report(requester: User, complaint: str, *, by: User, **fields: Any) -> Ticket:
    """Open a ticket and begin its diagnosis; see `desk.rules.open_ticket` for the fields and the errors.

    What a user says counts as much as what he ticks: that his work is stopped, or that others have the same trouble.
    """
    heard = engine.understand(complaint)
    if by.pk == requester.pk:
        fields["blocked"] = fields.get("blocked", False) or "work_stopped" in heard.urgency
        if "people_blocked" in heard.urgency and fields.get("impact", Impact.ME) == Impact.ME:
            fields["impact"] = Impact.SOME
    ticket = desk.open_ticket(requester, complaint, by=by, deadline=heard.deadline, **fields)
    start(ticket, by=by)
    return ticket


def take(ticket: Ticket, *, by: User, expected: int | None = None) -> None:
    """Take the case for oneself, and go on with it if it was handed over."""
    desk.take(ticket, by=by, expected=expected)
    if ticket.is_open:
        resume(ticket, by=by)


def take_next(*, by: User) -> Ticket | None:
    """Take the most acute case that nobody has, and go on with it; None when there is none."""
    ticket = desk.take_next(by=by)
    if ticket is not None:
        resume(ticket, by=by)
    return ticket


def reply(
    ticket: Ticket,
    body: str,
    *,
    by: User,
    uploads: Iterable[Upload] = (),
    pending: bool = False,
    articles: Iterable[Article] = (),
) -> Entry:
    """Answer in the open; words of the user that open a finished case again let its diagnosis go on."""
    finished = not ticket.is_open
    entry = desk.reply(ticket, body, by=by, uploads=uploads, pending=pending, articles=articles)
    if finished and ticket.is_open:
        resume(ticket, by=by)
    return entry


def reopen(ticket: Ticket, reason: str, *, by: User) -> None:
    """Open a finished case again: what was thought to have solved it did not."""
    desk.reopen(ticket, reason, by=by)
    resume(ticket, by=by)


def close(ticket: Ticket, *, by: User) -> None:
    """Close a case for good; who works on it solves it first, so that its user is told what it was.

    Raises:
        NotAllowed. Refused: it is closed, or a technician has not solved it.
    """
    if by.pk != ticket.requester_id and by.is_technician and ticket.state_type != StateType.SOLVED:
        raise Refused(_("Solve the case first."))
    desk.close(ticket, by=by)
