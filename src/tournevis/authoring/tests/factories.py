"""Drafts, dead ends and accepted cases for tests."""

from datetime import date, timedelta

from django.utils import timezone

from tournevis.authoring.models import Draft
from tournevis.diagnosis.models import AcceptedCase, DeadEnd
from tournevis.knowledge.models import CaseNote
from tournevis.people.tests.factories import make_technician


def make_draft(organisation, **fields):
    """A draft of a question that nobody has reviewed."""
    content = {
        "id": "own_lamp",
        "names": {"fr": "La lampe est allumée", "en": "The lamp is lit"},
        "answers": [{"id": "yes", "fr": "Oui", "en": "Yes"}, {"id": "no", "fr": "Non", "en": "No"}],
        "ways": [{"ask": {"fr": "La lampe est-elle allumée ?", "en": "Is the lamp lit?"}}],
    }
    known = {"kind": "facts", "record": "own_lamp", "content": content, "language": "fr"}
    author = fields.pop("author", None) or make_technician(organisation)
    return Draft.objects.create(organisation=organisation, author=author, **{**known, **fields})


def make_dead_end(ticket):
    """A case that was handed over."""
    return DeadEnd.objects.create(
        diagnosis=ticket.diagnosis, organisation=ticket.organisation, why="handed_over", at=timezone.now()
    )


def make_accepted_case(organisation, **fields):
    """A case of a paper jam with no step."""
    told = {"symptoms": [], "steps": [], "reached": None, "solved": False, "cost": 1}
    author = fields.pop("author", None) or make_technician(organisation)
    return AcceptedCase.objects.create(
        organisation=organisation, author=author, fault="printing.paper_jam", choice="random", told=told, **fields
    )


def make_notes(organisation, count=20, since=date(2026, 1, 1), **told):
    """Notes of closed cases of a stuck queue that was repaired, four a day."""
    note = {"causes": {"printing.queue_stuck": 1.0}, "answers": {}, "failed": [], "worked": "printing.clear_queue"}
    note |= {"mistakes": [], "ended": "verified", **told}
    days = [since + timedelta(days=place // 4) for place in range(count)]
    CaseNote.objects.bulk_create(CaseNote(organisation=organisation, closed_on=day, told=note) for day in days)
