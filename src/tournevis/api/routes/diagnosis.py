"""Reading a guided diagnosis."""

from __future__ import annotations

from typing import Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from tournevis.api import cases
from tournevis.api.door import BearerToken, asker
from tournevis.api.schemas.common import Key
from tournevis.api.schemas.diagnosis import AheadShape, DiagnosisShape, Explanation
from tournevis.diagnosis import rules, showing

router = Router(tags=["Diagnosis"])
READ = BearerToken("diagnosis:read")
LEAD = BearerToken("diagnosis:read", "desk.edit")


class Told(Schema):
    """For which system the steps are told."""

    system: Literal["", "windows", "macos", "linux", "device"] = ""


class InWords(Schema):
    """In which words."""

    words: Literal["", "plain", "technical", "both"] = ""


@router.get("/tickets/{int:number}/diagnosis", auth=READ, response=DiagnosisShape, operation_id="get_diagnosis")
def get_diagnosis(request: HttpRequest, number: Key, told: Query[Told]) -> DiagnosisShape:
    """Where the diagnosis of a ticket stands, and the next step for me; 404 where none was begun."""
    return cases.standing(cases.found(asker(request), number), asker(request), system=told.system)


@router.get("/tickets/{int:number}/diagnosis/ahead", auth=LEAD, response=AheadShape, operation_id="look_ahead")
def look_ahead(request: HttpRequest, number: Key) -> AheadShape:
    """Which answer would change the plan."""
    counsel = rules.advise(cases.found(asker(request), number), by=asker(request))
    return AheadShape(lines=[str(line) for line in showing.ahead(counsel)] if counsel else [])


@router.get(
    "/tickets/{int:number}/diagnosis/explanation", auth=LEAD, response=Explanation, operation_id="draft_explanation"
)
def draft_explanation(request: HttpRequest, number: Key, told: Query[InWords]) -> Explanation:
    """A draft of what the user is told at the end, in his language; empty while no known cause was found."""
    ticket = cases.found(asker(request), number)
    counsel = rules.advise(ticket, by=asker(request))
    if counsel is None:
        raise Http404
    register = told.words or rules.register_for(ticket.requester)
    return Explanation(text=rules.draft(counsel.session, ticket.requester.language, register))
