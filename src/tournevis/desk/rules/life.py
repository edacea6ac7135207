"""A ticket rests, is solved, closed, opened again."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tournevis.desk.models import Entry, StateType, Ticket
from tournevis.desk.rules import notices
from tournevis.desk.rules.conversation import answered
from tournevis.desk.rules.having import can_have
from tournevis.desk.rules.writing import add_entry, change_state, clean, writing
from tournevis.people.models import Organisation, User
from tournevis.people.rules import Refused, require


def set_pending(ticket: Ticket, *, by: User, expected: int | None = None) -> None:
    """Let the ticket rest until its user answers.

    Raises:
        NotAllowed: `by` is not a technician of the organisation.
        Refused: it is solved or closed. Overtaken.
    """
    require(by, "desk.edit", ticket)
    with writing(ticket, expected=expected) as fresh:
        if not fresh.is_open:
            raise Refused(_("This ticket is finished: open it again first."))
        change_state(fresh, StateType.PENDING, by=by)


def solve(ticket: Ticket, explanation: str, *, by: User, expected: int | None = None) -> None:
    """Say that the trouble is over, and why it was: the requester reads the explanation, and may answer to reopen it.

    The requester himself may say so of his own ticket, with or without words.

    Raises:
        NotAllowed: `by` is neither the requester nor a technician.
        Refused: it is finished already; a technician gives no explanation. TooLong. Overtaken.
    """
    require(by, "desk.finish", ticket)
    explanation = clean(explanation)
    if not explanation and by.pk != ticket.requester_id:
        raise Refused(_("Explain in a few words what it was: the user reads it."))
    with writing(ticket, expected=expected) as fresh:
        if not fresh.is_open:
            raise Refused(_("This ticket is finished already."))
        now = timezone.now()
        if explanation:
            add_entry(fresh, Entry.Kind.MESSAGE, by=by, body=explanation, public=True, data={"solves": True}, at=now)
        if by.pk != fresh.requester_id:
            answered(fresh, now)
        fresh.solved_at = now
        change_state(fresh, StateType.SOLVED, by=by)
        notices.solved(fresh, explanation, by=by)


def close(ticket: Ticket, *, by: User, explanation: str = "", expected: int | None = None) -> None:
    """Close the ticket for good: a solved one as it is, an open one by solving it in the same act.

    Raises:
        NotAllowed: `by` is neither the requester nor a technician.
        Refused: it is closed already; an open one is closed by a technician without `explanation`. Overtaken.
    """
    require(by, "desk.finish", ticket)
    with writing(ticket, expected=expected) as fresh:
        if fresh.state_type == StateType.CLOSED:
            raise Refused(_("This ticket is closed already."))
        if fresh.is_open:
            solve(fresh, explanation, by=by)
        fresh.closed_at = timezone.now()
        change_state(fresh, StateType.CLOSED, by=by)


def close_settled(organisation: Organisation, *, solved_before: datetime, now: datetime) -> int:
    """Close for good, in the product's own name, what was solved before a moment; how many tickets."""
    settled = Ticket.objects.filter(organisation=organisation, state_type=StateType.SOLVED, solved_at__lt=solved_before)
    count = 0
    for ticket in settled.order_by("id").iterator(200):
        with writing(ticket) as fresh:
            if fresh.state_type == StateType.SOLVED:
                fresh.closed_at = now
                change_state(fresh, StateType.CLOSED, by=None)
                count += 1
    return count


def reopen(ticket: Ticket, reason: str, *, by: User, expected: int | None = None) -> None:
    """Open a solved or closed ticket again, and say why.

    Raises:
        NotAllowed: `by` is neither the requester nor a technician.
        Refused: it is open; no reason. TooLong. Overtaken.
    """
    require(by, "desk.finish", ticket)
    reason = clean(reason)
    if not reason:
        raise Refused(_("Say in a few words what still does not work."))
    with writing(ticket, expected=expected) as fresh:
        if fresh.is_open:
            raise Refused(_("This ticket is open."))
        now = timezone.now()
        entry = add_entry(fresh, Entry.Kind.MESSAGE, by=by, body=reason, public=True, data={"reopens": True}, at=now)
        fresh.solved_at = fresh.closed_at = None
        fresh.waiting_since = now
        if fresh.assignee and not can_have(fresh.assignee, fresh):
            # Who had it has left: it goes back to the queue, where it is seen.
            fresh.assignee = None
        change_state(fresh, StateType.OPEN if fresh.assignee_id else StateType.NEW, by=by)
        notices.replied(fresh, entry, by=by)
