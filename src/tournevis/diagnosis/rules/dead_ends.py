"""Cases that the base could not lead to a cause: kept for its authors, with the way that they took."""

from __future__ import annotations

from django.db import transaction

from tournevis.diagnosis.models import DeadEnd
from tournevis.people.models import User
from tournevis.people.rules import Refused, record, require
from tournevis.troubleshooting import OTHER
from tournevis.troubleshooting.closing import likeliest
from tournevis.troubleshooting.state import State

from .acting import Act


def note_dead_end(act: Act) -> None:
    """Keep a case that was led some way and then handed over, or that no known cause explains."""
    state = act.session.state
    if not state.findings and not state.trials:
        return  # nobody followed the base here
    why = reason(state, likeliest(act.session.model, state))
    if why:
        defaults = {"organisation": act.ticket.organisation, "why": why, "at": act.now}
        DeadEnd.objects.get_or_create(diagnosis=act.diagnosis, defaults=defaults)


def reason(state: State, fault: str) -> str:
    """Why a case is a dead end; "" where it is none."""
    if state.escalated is not None:
        return "handed_over"
    return "unknown" if state.solved_by is None or fault == OTHER else ""


def forget_dead_end(act: Act) -> None:
    """A case that goes on is no dead end, unless somebody made something of it already."""
    DeadEnd.objects.filter(diagnosis=act.diagnosis, state=DeadEnd.State.OPEN).delete()


@transaction.atomic
def settle(dead_end: DeadEnd, state: str, *, by: User) -> None:
    """Say what was made of a dead end.

    Raises:
        NotAllowed. Refused: no such state.
    """
    require(by, "diagnosis.teach", dead_end.organisation)
    if state not in DeadEnd.State.values:
        raise Refused("no such state")
    DeadEnd.objects.filter(pk=dead_end.pk).update(state=state, by=by)
    record(by, "dead_end.settle", dead_end, after={"state": state})
