"""How well each family of faults does in the field: its closed cases in order, watched by a control chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tournevis.knowledge.models import CaseNote
from tournevis.people.models import Organisation
from tournevis.troubleshooting import OTHER
from tournevis.troubleshooting.learning.control import REFERENCE, Watched, normal_success, watch

MOST = 20_000  # newest notes looked at
LEAST = 20  # cases of a family before it is charted


@dataclass(frozen=True)
class FieldCase:
    """A closed case that tells of its family: the day it was closed, and whether a remedy was verified to work."""

    day: date
    solved: bool


@dataclass(frozen=True)
class Field:
    """A family in the field.

    Attributes:
        reference: how many of the first cases tell what is normal; the others are watched.
    """

    family: str
    cases: tuple[FieldCase, ...]
    reference: int
    watched: Watched

    @property
    def recent(self) -> float:
        """Success in the last cases, at most as many as tell what is normal."""
        last = self.cases[-REFERENCE:]
        return sum(case.solved for case in last) / len(last)

    def alarms_on(self, day: date) -> int:
        """How many alarms the cases closed on a day raised."""
        return sum(self.cases[self.reference + place].day == day for place in self.watched.alarms)

    @property
    def alarmed(self) -> bool:
        """Whether it alarmed within the last cases."""
        return any(place >= len(self.watched.sums) - REFERENCE for place in self.watched.alarms)


def fields(organisation: Organisation) -> list[Field]:
    """The families with enough cases, those that alarmed first, then the worst."""
    rows: dict[str, list[FieldCase]] = {}
    notes = CaseNote.objects.filter(organisation=organisation, withdrawn_on=None).order_by("-closed_on", "-id")
    for told, day in list(notes.values_list("told", "closed_on")[:MOST])[::-1]:
        family, solved = family_of(told), solved_by(told)
        if family and solved is not None:
            rows.setdefault(family, []).append(FieldCase(day, solved))
    found = [field_of(family, tuple(cases)) for family, cases in rows.items() if len(cases) >= LEAST]
    return sorted(found, key=lambda one: (not one.alarmed, one.recent))


def field_of(family: str, cases: tuple[FieldCase, ...]) -> Field:
    """A family's cases with their chart."""
    reference = min(REFERENCE, len(cases) // 2)
    solved = [case.solved for case in cases]
    normal = normal_success(solved[:reference])
    return Field(family, cases, reference, watch(solved[reference:], normal))


def family_of(told: Mapping[str, Any]) -> str:
    """The family of a case's likeliest known cause; "" for none."""
    causes = {fault: share for fault, share in told["causes"].items() if fault != OTHER}
    return str(max(causes, key=lambda fault: causes[fault])).split(".")[0] if causes else ""


def solved_by(told: Mapping[str, Any]) -> bool | None:
    """Whether a case's remedy was verified; None where nobody knows: it was merely said to be over."""
    if told.get("worked") is not None or told.get("ended") == "verified":
        return True
    return False if told.get("ended") == "handed_over" or told.get("failed") else None
