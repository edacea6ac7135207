"""What is said about a ticket."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tournevis.desk.models import ArticleUse, Entry, StateType, Ticket
from tournevis.desk.rules import notices
from tournevis.desk.rules.writing import Closed, add_entry, change_state, clean, writing
from tournevis.files.rules import Upload, check, take
from tournevis.knowledge.models import Article
from tournevis.people.models import User
from tournevis.people.rules import Refused, allowed, require


def reply(
    ticket: Ticket,
    body: str,
    *,
    by: User,
    uploads: Iterable[Upload] = (),
    pending: bool = False,
    articles: Iterable[Article] = (),
    at: datetime | None = None,
) -> Entry:
    """Answer in the open: the requester and every technician read it.

    A technician's answer is mailed to the requester; with `pending`, the ticket then rests until he answers. The
    requester's is mailed to who has the ticket, wakes a resting ticket and reopens a solved one.

    Args:
        articles: those that the answer quotes or links; its reader must be one of theirs.

    Raises:
        NotAllowed: `by` is neither the requester nor a technician.
        Closed: the ticket is closed. Refused: neither words nor files; the requester may not read an article.
        TooLong, BadFile.
    """
    require(by, "desk.reply", ticket)
    body, files = _said(body, uploads)
    used = _readable(ticket, articles)
    at = at or timezone.now()
    with writing(ticket) as fresh:
        if fresh.state_type == StateType.CLOSED:
            raise Closed(_("This ticket is closed: open it again to answer."))
        kept = take(files, by=by)
        entry = add_entry(fresh, Entry.Kind.MESSAGE, by=by, body=body, public=True, attachments=kept, at=at)
        if by.pk == fresh.requester_id:
            _from_requester(fresh, by, at)
        else:
            _from_us(fresh, by, at, pending=pending)
        uses = [ArticleUse(ticket=fresh, article=article) for article in used]
        ArticleUse.objects.bulk_create(uses, ignore_conflicts=True)
        notices.replied(fresh, entry, by=by)
    return entry


def note(ticket: Ticket, body: str, *, by: User, uploads: Iterable[Upload] = ()) -> Entry:
    """Write an internal note: technicians read it, the requester never does.

    Raises:
        NotAllowed: `by` is not a technician of the organisation.
        Refused: neither words nor files. TooLong, BadFile.
    """
    require(by, "desk.edit", ticket)
    body, files = _said(body, uploads)
    with writing(ticket) as fresh:
        return add_entry(fresh, Entry.Kind.NOTE, by=by, body=body, attachments=take(files, by=by))


def answered(ticket: Ticket, at: datetime) -> None:
    """Note that the user had a word from us: the time he waits is counted anew."""
    ticket.first_answered_at = ticket.first_answered_at or at
    ticket.waiting_since = max(at, ticket.waiting_since)


def _said(body: str, uploads: Iterable[Upload]) -> tuple[str, list[Upload]]:
    body, files = clean(body), list(uploads)
    if not body and not files:
        raise Refused(_("Write something, or add a file."))
    check(files)
    return body, files


def _readable(ticket: Ticket, articles: Iterable[Article]) -> list[Article]:
    """The articles, all of which the requester may read: what is internal never slips out in an answer.

    Raises:
        Refused: he may not read one.
    """
    used = list(articles)
    if not all(allowed(ticket.requester, "knowledge.see", article) for article in used):
        raise Refused(_("%(name)s may not read an article of this answer.") % {"name": ticket.requester})
    return used


def _from_requester(ticket: Ticket, by: User, at: datetime) -> None:
    if ticket.state_type == StateType.PENDING or ticket.state_type == StateType.SOLVED:
        if ticket.state_type == StateType.SOLVED:
            ticket.solved_at = None
        # He waits since this word, not since ours before it.
        ticket.waiting_since = max(at, ticket.waiting_since)
        change_state(ticket, StateType.OPEN if ticket.assignee_id else StateType.NEW, by=by)


def _from_us(ticket: Ticket, by: User, at: datetime, *, pending: bool) -> None:
    answered(ticket, at)
    if pending:
        change_state(ticket, StateType.PENDING, by=by)
    elif ticket.state_type == StateType.NEW:
        change_state(ticket, StateType.OPEN, by=by)
