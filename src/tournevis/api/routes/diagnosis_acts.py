"""Acts on a guided diagnosis: each answers where the case stands then, with the next step."""

from __future__ import annotations

from django.http import HttpRequest

from tournevis.api import cases
from tournevis.api.door import BearerToken, asker, reach, token_of
from tournevis.api.routes.diagnosis import router
from tournevis.api.schemas.common import Key
from tournevis.api.schemas.diagnosis import (
    Act,
    Answer,
    Correction,
    DiagnosisShape,
    Invitation,
    Notice,
    Outcome,
    ProofShape,
    Verification,
)
from tournevis.desk.models import Ticket
from tournevis.diagnosis import rules
from tournevis.people.web import base_of

WRITE = BearerToken("diagnosis:write")
LEAD = BearerToken("diagnosis:write", "desk.edit")
OF_TICKET = "/tickets/{int:number}/diagnosis"


@router.post(OF_TICKET, auth=WRITE, response=DiagnosisShape, operation_id="start_diagnosis")
def start_diagnosis(request: HttpRequest, number: Key) -> DiagnosisShape:
    """Begin the diagnosis of a ticket, or go on with the one it has."""
    ticket = cases.found(asker(request), number)
    rules.start(ticket, by=asker(request))
    return _now(request, ticket)


@router.post(f"{OF_TICKET}/answer", auth=WRITE, response=DiagnosisShape, operation_id="answer_question")
def answer_question(request: HttpRequest, number: Key, given: Answer) -> DiagnosisShape:
    """Answer a question."""
    ticket = cases.found(asker(request), number)
    rules.answer(ticket, given.fact, given.answer, by=asker(request), seen=given.seen)
    return _now(request, ticket)


@router.post(f"{OF_TICKET}/symptom", auth=WRITE, response=DiagnosisShape, operation_id="notice_symptom")
def notice_symptom(request: HttpRequest, number: Key, given: Notice) -> DiagnosisShape:
    """Confirm a symptom, or deny it."""
    ticket = cases.found(asker(request), number)
    rules.notice(ticket, given.symptom, given.noticed, by=asker(request), seen=given.seen)
    return _now(request, ticket)


@router.post(f"{OF_TICKET}/outcome", auth=WRITE, response=DiagnosisShape, operation_id="tell_outcome")
def tell_outcome(request: HttpRequest, number: Key, given: Outcome) -> DiagnosisShape:
    """Tell what came of a remedy; `consent` needs the scope `diagnosis:consent`."""
    ticket = cases.found(asker(request), number)
    agreed = _agreed(request, said=given.consent)
    rules.outcome(ticket, given.remedy, given.verdict, by=asker(request), consent=agreed, seen=given.seen)
    return _now(request, ticket)


@router.post(f"{OF_TICKET}/verify", auth=WRITE, response=ProofShape, operation_id="verify_remedy")
def verify_remedy(request: HttpRequest, number: Key, given: Verification) -> ProofShape:
    """Let the product itself prove a remedy, where it can; waits for the device."""
    ticket = cases.found(asker(request), number)
    agreed = _agreed(request, said=given.consent)
    proof = rules.verify(ticket, given.remedy, by=asker(request), consent=agreed, seen=given.seen)
    return ProofShape(verdict=proof.verdict, because=proof.because, diagnosis=_now(request, ticket))


@router.post(f"{OF_TICKET}/correct", auth=WRITE, response=DiagnosisShape, operation_id="correct_finding")
def correct_finding(request: HttpRequest, number: Key, given: Correction) -> DiagnosisShape:
    """Change an earlier answer, or the outcome of a remedy."""
    ticket = cases.found(asker(request), number)
    rules.correct(ticket, given.subject, given.value, by=asker(request), seen=given.seen)
    return _now(request, ticket)


@router.post(f"{OF_TICKET}/back", auth=WRITE, response=DiagnosisShape, operation_id="go_back")
def go_back(request: HttpRequest, number: Key, given: Act) -> DiagnosisShape:
    """Take the last act of a person back."""
    ticket = cases.found(asker(request), number)
    rules.back(ticket, by=asker(request), seen=given.seen)
    return _now(request, ticket)


@router.post(f"{OF_TICKET}/read", auth=WRITE, response=DiagnosisShape, operation_id="read_device")
def read_device(request: HttpRequest, number: Key) -> DiagnosisShape:
    """Read the device of the ticket now, where it can be read from here; waits for it."""
    ticket = cases.found(asker(request), number)
    rules.read(ticket, by=asker(request))
    return _now(request, ticket)


@router.post(f"{OF_TICKET}/resume", auth=LEAD, response=DiagnosisShape, operation_id="resume_diagnosis")
def resume_diagnosis(request: HttpRequest, number: Key) -> DiagnosisShape:
    """Go on with a case that was handed over."""
    ticket = cases.found(asker(request), number)
    rules.resume(ticket, by=asker(request))
    return _now(request, ticket)


@router.post(f"{OF_TICKET}/hand-over", auth=WRITE, response=DiagnosisShape, operation_id="ask_technician")
def ask_technician(request: HttpRequest, number: Key) -> DiagnosisShape:
    """Put a case that its user is led through into the technicians' hands."""
    ticket = cases.found(asker(request), number)
    rules.hand_over(ticket, by=asker(request))
    return _now(request, ticket)


@router.post(f"{OF_TICKET}/invitation", auth=WRITE, response={201: Invitation}, operation_id="invite_machine")
def invite_machine(request: HttpRequest, number: Key) -> Invitation:
    """A code by which the machine of the case sends its readings."""
    code = rules.invite(cases.found(asker(request), number), by=asker(request))
    return Invitation(code=code, command=f"tournevis diagnose --join {code} --server {base_of(request)}")


def _now(request: HttpRequest, ticket: Ticket) -> DiagnosisShape:
    user = asker(request)
    return cases.standing(cases.found(user, ticket.number), user, acting=True)


def _agreed(request: HttpRequest, *, said: bool) -> bool:
    token = token_of(request)
    if said and token is not None:
        reach(token, "diagnosis:consent")
    return said
