"""Counting what worked, and keeping what closed cases teach."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, get_args

from django.db import transaction
from django.db.models import F

from tournevis.knowledge.models import CaseNote, OutcomeCount
from tournevis.people.models import Organisation

Outcome = Literal["solved", "not_solved", "refused", "not_done"]


@transaction.atomic
def count_outcome(
    organisation: Organisation, base_version: str, fault: str, remedy: str, outcome: Outcome, *, by: int = 1
) -> OutcomeCount:
    """Add `by` (-1 takes one back) to how often `remedy` against `fault` had this outcome, under a version of the base.

    Raises:
        ValueError: no such outcome, or it would be counted less than never.
    """
    if outcome not in get_args(Outcome):
        raise ValueError(f"not an outcome: {outcome!r}")
    count, _made = OutcomeCount.objects.get_or_create(
        organisation=organisation, base_version=base_version, fault=fault, remedy=remedy
    )
    rows = OutcomeCount.objects.filter(pk=count.pk, **{f"{outcome}__gte": max(0, -by)})
    if not rows.update(**{outcome: F(outcome) + by}):
        raise ValueError("an outcome cannot be counted less than never")
    count.refresh_from_db()
    return count


def keep_note(organisation: Organisation, told: dict[str, Any], *, machine: str, closed_on: date) -> CaseNote:
    """Keep what a closed case taught; it counts from the next day on."""
    return CaseNote.objects.create(organisation=organisation, machine=machine, closed_on=closed_on, told=told)


def withdraw_note(note: CaseNote, *, on: date) -> None:
    """Let a note that proved wrong count no more from the next day on; what was counted before stays as it was."""
    CaseNote.objects.filter(pk=note.pk, withdrawn_on=None).update(withdrawn_on=on)
