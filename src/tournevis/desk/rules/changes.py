"""A ticket's fields: who has it, whom it touches, what it is about."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tournevis.desk.models import Impact, StateType, Ticket
from tournevis.desk.queries import queue_of
from tournevis.desk.rules import indexing, notices
from tournevis.desk.rules.having import can_have
from tournevis.desk.rules.writing import MAX_TITLE, Closed, change_state, clean, record_change, writing
from tournevis.people.models import Team, User
from tournevis.people.rules import Refused, require

CHANGEABLE = frozenset({"title", "asset", "impact", "blocked"})


def change_fields(ticket: Ticket, *, by: User, expected: int | None = None, **changes: Any) -> bool:
    """Change subject, machine, impact or whether work is stopped; each change is told in the timeline.

    Args:
        expected: the version that the writer saw.

    Returns:
        Whether anything changed.

    Raises:
        NotAllowed: `by` is not a technician of the organisation.
        Refused: a value is wrong. Overtaken: the ticket is no longer of the `expected` version.
    """
    require(by, "desk.edit", ticket)
    if unknown := set(changes) - CHANGEABLE:
        raise TypeError(f"not changed here: {', '.join(sorted(unknown))}")
    with writing(ticket, expected=expected) as fresh:
        changed = [_change(fresh, name, value, by) for name, value in changes.items()]
    return any(changed)


def change_field(ticket: Ticket, name: str, value: Any, *, by: User, expected: int | None = None) -> bool:
    """Change one field; see `change_fields`."""
    return change_fields(ticket, by=by, expected=expected, **{name: value})


def assign(
    ticket: Ticket, *, by: User, to: User | None = None, team: Team | None = None, expected: int | None = None
) -> None:
    """Give the ticket to a technician, to a team, or to a technician within a team; whoever had it has it no more.

    Raises:
        NotAllowed: `by` is not a technician of the organisation.
        Refused: neither is given; `to` cannot have tickets; `team` is not of the organisation. Closed. Overtaken.
    """
    require(by, "desk.edit", ticket)
    if to is None and team is None:
        raise Refused(_("Choose a person or a team."))
    if to is not None and not can_have(to, ticket):
        raise Refused(_("%(name)s cannot be given tickets here.") % {"name": to})
    if team is not None and team.organisation_id != ticket.organisation_id:
        raise Refused(_("%(thing)s is not of this organisation.") % {"thing": team})
    with writing(ticket, expected=expected) as fresh:
        _hand_over(fresh, to, team if team is not None else fresh.team, by)


def release(ticket: Ticket, *, by: User, expected: int | None = None) -> None:
    """Give the ticket back to the queue, for anybody to take."""
    require(by, "desk.edit", ticket)
    with writing(ticket, expected=expected) as fresh:
        _hand_over(fresh, None, fresh.team, by)


def take(ticket: Ticket, *, by: User, expected: int | None = None) -> None:
    """Take the ticket for oneself, also from somebody else; see `assign`."""
    assign(ticket, by=by, to=by, expected=expected)


@transaction.atomic
def take_next(*, by: User) -> Ticket | None:
    """Take the most acute ticket that nobody has, of one's own teams or of none; None when there is none.

    Two who ask at once never get the same one: the winner is who first writes his name into the empty field.
    """
    require(by, "desk.edit", by.organisation)
    waiting = queue_of(by).filter(assignee=None, resting=False)
    for pk in waiting.values_list("pk", flat=True)[:50]:
        if Ticket.objects.filter(pk=pk, assignee=None, acuity_at__isnull=False).update(assignee=by):
            ticket = Ticket.objects.get(pk=pk)
            with writing(ticket) as fresh:
                record_change(fresh, "assignee", None, by.pk, by=by, public=True)
                if fresh.state_type == StateType.NEW:
                    change_state(fresh, StateType.OPEN, by=by)
            return ticket
    return None


def _hand_over(ticket: Ticket, to: User | None, team: Team | None, by: User) -> None:
    if ticket.state_type == StateType.CLOSED:
        raise Closed(_("This ticket is closed: open it again first."))
    if ticket.team_id != (team.pk if team else None):
        record_change(ticket, "team", ticket.team_id, team.pk if team else None, by=by)
        ticket.team = team
    if ticket.assignee_id == (to.pk if to else None):
        return
    record_change(ticket, "assignee", ticket.assignee_id, to.pk if to else None, by=by, public=True)
    ticket.assignee = to
    if to is not None and ticket.state_type == StateType.NEW:
        change_state(ticket, StateType.OPEN, by=by)
    notices.assigned(ticket, by=by)


def _change(ticket: Ticket, name: str, value: Any, by: User) -> bool:
    value = _checked(ticket, name, value)
    before = getattr(ticket, name)
    if before == value:
        return False
    setattr(ticket, name, value)
    record_change(ticket, name, _plain(before), _plain(value), by=by, public=name == "title")
    if name in {"title", "asset"}:
        indexing.add_title(ticket)
    return True


def _checked(ticket: Ticket, name: str, value: Any) -> Any:
    if name == "title":
        title = " ".join(clean(str(value), limit=MAX_TITLE).split())
        if not title:
            raise Refused(_("Give a subject."))
        return title
    if name == "impact" and value not in Impact.values:
        raise Refused(_("There is no such choice: %(value)s") % {"value": value})
    if name == "asset" and value is not None and value.organisation_id != ticket.organisation_id:
        raise Refused(_("%(thing)s is not of this organisation.") % {"thing": value})
    return bool(value) if name == "blocked" else value


def _plain(value: Any) -> Any:
    """A value as the timeline keeps it: a machine by its name, which it may later lose."""
    return value if isinstance(value, str | bool | None) else str(value)
