"""A diagnosis ends: the user is told what it was, and what was verified is counted."""

from __future__ import annotations

from tournevis.desk.models import Entry, Ticket
from tournevis.desk.rules import log_time
from tournevis.desk.rules import solve as solve_ticket
from tournevis.diagnosis.models import Diagnosis
from tournevis.knowledge.rules import count_outcome
from tournevis.people.models import Level, User
from tournevis.people.rules import require
from tournevis.troubleshooting import OTHER, Session
from tournevis.troubleshooting.closing import close, counted, likeliest
from tournevis.troubleshooting.explain import Register

from . import teaching
from .acting import Act, carry_out


def register_for(reader: User) -> Register:
    """In which words somebody is told what it was."""
    found: dict[str, Register] = {Level.NOVICE: "plain", Level.TECHNICAL: "technical"}
    return found.get(reader.level, "both")


def draft(session: Session, language: str, register: Register) -> str:
    """The explanation of a solved case, to be read over before it is sent; empty when no known cause was found."""
    closing = close(session.model, session.state, language, register)
    return closing.text(language) if closing.why else ""


def solve(ticket: Ticket, explanation: str, *, by: User, minutes: int = 0, seen: int | None = None) -> None:
    """Say that the trouble is over and why it was; note the time spent, and count what was verified.

    Raises:
        NotAllowed: `by` is no technician. See `desk.rules.solve`, `log_time` and `acting.carry_out`.
    """
    require(by, "diagnosis.lead", ticket)

    def do(act: Act) -> None:
        count(act)
        teaching.teach(act)
        if minutes:
            log_time(act.ticket, minutes, by=by)
        solve_ticket(act.ticket, explanation, by=by)

    if Diagnosis.objects.filter(ticket=ticket).exists():
        carry_out(ticket, do, by=by, seen=seen)
        return
    solve_ticket(ticket, explanation, by=by)
    if minutes:
        log_time(ticket, minutes, by=by)


def solve_by_user(ticket: Ticket, *, by: User) -> None:
    """The user says that the remedy he was led through worked: he is told what it was, in words of his own kind."""

    def do(act: Act) -> None:
        count(act)
        teaching.teach(act)
        words = draft(act.session, by.language, register_for(by))
        if words:
            act.by = None  # said by the house, not by the user himself
            act.tell(Entry.Kind.MESSAGE, {"act": "explained"}, public=True, body=words)
        solve_ticket(act.ticket, "", by=by)

    carry_out(ticket, do, by=by)


def count(act: Act) -> None:
    """Count what each remedy tried did against the cause that was found; a former count of this case is taken back."""
    for version, fault, remedy, verdict in act.diagnosis.counted:
        count_outcome(act.ticket.organisation, version, fault, remedy, verdict, by=-1)
    state, fault = act.session.state, likeliest(act.session.model, act.session.state)
    known = state.solved_by is not None and fault != OTHER
    version = act.session.base.version
    act.diagnosis.counted = [[version, fault, *told] for told in counted(state)] if known else []
    for _version, _fault, remedy, verdict in act.diagnosis.counted:
        count_outcome(act.ticket.organisation, version, fault, remedy, verdict)
    act.diagnosis.save(update_fields=["counted", "updated_at"])
