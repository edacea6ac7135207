"""The session of a diagnosis and its rows: what is stored is the events, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tournevis.diagnosis import engine, experience
from tournevis.diagnosis.models import Diagnosis, DiagnosisEvent
from tournevis.people.models import User
from tournevis.troubleshooting import Event, Session


def load(diagnosis: Diagnosis) -> Session:
    """The session as it was left, under its own base and counts; in one query where these are at hand."""
    rows = DiagnosisEvent.objects.filter(diagnosis=diagnosis).order_by("position")
    events = tuple(event(row) for row in rows)
    learnt = experience.learnt(experience.Counts.from_json(diagnosis.counts), diagnosis.edition)
    return engine.session(events, of=learnt, budget=diagnosis.budget, seed=diagnosis.seed)


def event(row: DiagnosisEvent) -> Event:
    """The event that a row keeps."""
    return Event.from_json(
        {"kind": row.kind, "id": row.subject, "value": row.value, "via": row.via, "data": row.data or {}}
    )


def add(
    diagnosis: Diagnosis,
    events: Iterable[Event],
    *,
    position: int,
    by: User | None,
    at: datetime,
    data: dict[str, Any] | None = None,
) -> None:
    """Keep new events from `position` on; `data` says more about each (a consent that was given).

    The unique position refuses a second writer, should two ever pass the ticket's lock.
    """
    DiagnosisEvent.objects.bulk_create(
        DiagnosisEvent(
            diagnosis=diagnosis,
            position=position + offset,
            kind=new.kind,
            subject=new.id,
            value=new.value,
            via=new.via,
            data={**new.data, **(data or {})},
            by=by,
            at=at,
        )
        for offset, new in enumerate(events)
    )
