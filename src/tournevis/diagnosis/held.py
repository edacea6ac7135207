"""What this room holds on a person: what he answered, and what his machine told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tournevis.assets.held import tells_freely
from tournevis.desk.models import Ticket
from tournevis.diagnosis import engine, wording
from tournevis.diagnosis.models import AcceptedCase, DeadEnd, DiagnosisEvent, Joining
from tournevis.people import personal
from tournevis.people.held import SERVICE
from tournevis.people.masking import HIDDEN, Mask


def rows(request: personal.Request) -> Iterator[personal.Row]:
    """What he answered in his own requests, and what his machine sent."""
    person = request.person
    base = engine.base_for(person.organisation)
    answers = DiagnosisEvent.objects.filter(by=person, diagnosis__ticket__requester=person).order_by("id")
    for event in answers.select_related("diagnosis__ticket").iterator(500):
        yield {
            "request": event.diagnosis.ticket.number,
            "at": event.at.isoformat(),
            "about": wording.fact_name(base, event.subject) if event.kind == "answer" else event.subject,
            "answer": event.value,
        }
    for joining in Joining.objects.filter(diagnosis__ticket__requester=person, used_at__isnull=False).order_by("id"):
        yield {
            "request": joining.diagnosis.ticket.number,
            "at": joining.used_at and joining.used_at.isoformat(),
            "sent_by_your_machine": joining.facts,
        }


def erase(erasure: personal.Erasure) -> Mapping[str, int]:
    """The answers stay, which the next cases are reasoned with; the words of the complaint and of machines are hidden.

    Nothing that a case is counted again from is touched, so that it replays to the same end.
    """
    mine = Q(diagnosis__ticket__requester=erasure.person)
    count = 0
    for event in DiagnosisEvent.objects.filter(_speaking(erasure)).exclude(mine):
        if (complaint := erasure.mask.sure(event.data["complaint"])) != event.data["complaint"]:
            count += DiagnosisEvent.objects.filter(pk=event.pk).update(data={**event.data, "complaint": complaint})
    for event in DiagnosisEvent.objects.filter(mine | Q(by=erasure.person)):
        if (data := _hidden(event.data, erasure)) != event.data:
            count += DiagnosisEvent.objects.filter(pk=event.pk).update(data=data)
    for joining in Joining.objects.filter(mine, facts__isnull=False):
        sent: dict[str, list[dict[str, Any]]] = joining.facts or {}
        facts = {probe: [_reading(one, erasure.mask) for one in group] for probe, group in sent.items()}
        if facts != joining.facts:
            count += Joining.objects.filter(pk=joining.pk).update(facts=facts)
    return {"answers": count}


def silence(ticket: Ticket) -> None:
    """Take the words of a complaint out of its diagnosis."""
    for event in DiagnosisEvent.objects.filter(diagnosis__ticket=ticket, kind="understood"):
        DiagnosisEvent.objects.filter(pk=event.pk).update(data={**event.data, "complaint": HIDDEN})
    Joining.objects.filter(diagnosis__ticket=ticket).update(facts=None)


def _speaking(erasure: personal.Erasure) -> Q:
    """Complaints of others that speak of him."""
    found = Q(pk=None)
    for before in erasure.mask.people:
        for name in filter(None, (before.email, before.last_name)):
            found |= Q(kind="understood", data__complaint__icontains=name)
    return found & Q(diagnosis__ticket__organisation=erasure.person.organisation_id)


def _hidden(data: dict[str, Any], erasure: personal.Erasure) -> dict[str, Any]:
    hidden = dict(data)
    if complaint := data.get("complaint"):
        hidden["complaint"] = HIDDEN if erasure.words else erasure.mask.near(complaint)
    if isinstance(reading := data.get("reading"), dict):
        hidden["reading"] = _reading(reading, erasure.mask)
    return hidden


def _reading(reading: dict[str, Any], mask: Mask) -> dict[str, Any]:
    if not tells_freely(str(reading.get("name", ""))):
        return reading
    return {**reading, "value": mask.near_in(reading.get("value"))}


def judged(request: personal.Request) -> Iterator[personal.Row]:
    """The simulated cases that he accepted, and the dead ends that he settled."""
    for case in AcceptedCase.objects.filter(author=request.person).order_by("id"):
        yield {"number": case.pk, "subject": str(case), "written": case.accepted_at.isoformat()}
    for dead_end in DeadEnd.objects.filter(by=request.person).select_related("diagnosis__ticket").order_by("id"):
        yield {"number": dead_end.pk, "subject": str(dead_end), "written": dead_end.at.isoformat()}


def register() -> None:
    """Tell the product; called once, when the room starts."""
    personal.tell(
        personal.Kind(
            "answers",
            name=_("Your answers, and what your machine told"),
            purpose=_("To find what is wrong with the fewest questions."),
            ground=SERVICE,
            kept=_("The answers without what names you: they teach what mends what."),
            columns=("diagnosis.DiagnosisEvent.by", "diagnosis.Joining.created_by"),
            rows=rows,
            erase=erase,
        ),
        personal.Kind(
            "judged",
            name=_("Cases that you accepted or settled for the base"),
            purpose=_("To ask you before what was learnt changes one."),
            ground=_("Your work for the support desk (contract of employment)."),
            kept=_("The cases, without your name."),
            columns=("diagnosis.AcceptedCase.author", "diagnosis.DeadEnd.by"),
            rows=judged,
        ),
    )
