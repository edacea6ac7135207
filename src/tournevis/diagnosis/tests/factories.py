"""Ready-made diagnoses for tests."""

from django.utils import timezone

from tournevis.desk.tests.factories import make_ticket
from tournevis.diagnosis.models import Diagnosis, DiagnosisEvent


def make_diagnosis(ticket=None, **fields):
    """The empty diagnosis of `ticket` (a new one by default)."""
    fields.setdefault("base_version", "test")
    return Diagnosis.objects.create(ticket=ticket or make_ticket(), **fields)


def make_event(diagnosis, kind="answer", subject="printer_panel", value="jam", **fields):
    """The next event of `diagnosis`."""
    fields = {"via": "asked", "at": timezone.now(), "position": diagnosis.events.count()} | fields
    return DiagnosisEvent.objects.create(diagnosis=diagnosis, kind=kind, subject=subject, value=value, **fields)
