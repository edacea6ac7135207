"""Finding a ticket, and where its diagnosis stands for whoever asks: for the operations and for MCP alike."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import Http404

from tournevis.api.schemas.diagnosis import (
    CauseShape,
    DiagnosisShape,
    FindingShape,
    OtherShape,
    StepShape,
    SymptomShape,
)
from tournevis.api.schemas.tickets import EntryShape
from tournevis.assets.queries import held_by
from tournevis.desk import wording
from tournevis.desk.models import Entry, Ticket
from tournevis.desk.queries import visible_to
from tournevis.diagnosis import engine, rules, showing, storing
from tournevis.diagnosis.models import Diagnosis
from tournevis.diagnosis.rules.advising import Counsel
from tournevis.diagnosis.rules.reading import readable, wanting
from tournevis.people.models import User


def visible(user: User) -> QuerySet[Ticket]:
    """The tickets that he may see, with what an answer says of them."""
    return visible_to(user).select_related("asset__site", "opened_by", "requester__organisation", "requester__site")


def found(user: User, number: int) -> Ticket:
    """The ticket of that number; what he may not see does not exist for him.

    Raises:
        Http404.
    """
    ticket = visible(user).filter(number=number).first()
    if ticket is None:
        raise Http404
    return ticket


def entries(rows: Sequence[Entry], user: User) -> list[EntryShape]:
    """Entries of a timeline in the reader's words."""
    names, base = wording.Names(rows), engine.base_for(user.organisation)
    return [EntryShape.of(entry, names, base) for entry in rows]


def counsel_for(ticket: Ticket, user: User, *, acting: bool) -> Counsel | None:
    """The next step: of a technician on any case, of a user on his own while he is led.

    Args:
        acting: he has just acted, so that a case that is over for him is handed on; else he only looks.
    """
    if user.is_technician:
        return rules.advise(ticket, by=user)
    if user.is_reader or not ticket.is_open:
        return None
    return rules.guide(ticket, by=user) if acting else rules.preview(ticket, by=user)


def standing(ticket: Ticket, user: User, *, acting: bool = False, system: str = "") -> DiagnosisShape:
    """Where the diagnosis of a ticket stands.

    Raises:
        Http404: it has none.
    """
    counsel = counsel_for(ticket, user, acting=acting)
    if counsel is None and acting:
        ticket = found(user, ticket.number)
    diagnosis = counsel.diagnosis if counsel else Diagnosis.objects.filter(ticket=ticket).first()
    if diagnosis is None:
        raise Http404
    session = counsel.session if counsel else storing.load(diagnosis)
    step = showing.step(counsel, system or system_of(ticket)) if counsel and ticket.is_open else None
    proves = step is not None and step.kind == "remedy" and rules.can_verify(ticket, step.id)
    expert = counsel if user.is_technician else None
    return DiagnosisShape(
        ticket=ticket.number,
        state=ticket.state_type,
        seen=len(session.events),
        handed_over=diagnosis.handed_over_at is not None,
        step=StepShape.of(step, can_verify=proves) if step else None,
        others=[OtherShape.of(one) for one in showing.other_steps(expert, step)] if expert and step else [],
        causes=[CauseShape.of(cause) for cause in showing.causes(expert)] if expert else [],
        findings=[FindingShape.of(one) for one in showing.findings(session)],
        trials=[FindingShape.of(one) for one in showing.trials(session)],
        symptoms=[SymptomShape.of(symptom) for symptom in showing.symptoms(session)],
        urgencies=showing.urgencies(session),
        reads_now=bool(ticket.is_open and wanting(session, readable(ticket.asset))),
    )


def system_of(ticket: Ticket) -> str:
    """Whose steps are told: the machine's system, else that of its user's other machines."""
    if ticket.asset and ticket.asset.os:
        return showing.system_of(ticket.asset)
    return showing.system_of(ticket.asset, tuple(held_by(ticket.requester)[:3]))
