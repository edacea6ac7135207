"""Finding faults by their words; what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q

from tournevis.knowledge.models import CaseNote, OutcomeCount
from tournevis.people.models import Organisation
from tournevis.search.memory import Index
from tournevis.search.weighing import Text
from tournevis.troubleshooting.packs.content import Fault

from .editions import SHIPPED, Edition, base_of

NAME_BOOST, COMPLAINT_BOOST = 4.0, 2.0


@dataclass(frozen=True)
class Found:
    """A fault that a search found, and how well it fits (only to be compared within one search)."""

    fault: Fault
    family: str
    score: float


def find_faults(text: str, edition: Edition = SHIPPED, *, limit: int = 20) -> list[Found]:
    """The faults whose names, usual complaints or explanations answer `text` (in either language), best first."""
    base = base_of(edition)
    faults, index = _index(edition)
    best = index.search(text).hits[:limit]
    scores = {faults[hit.document]: hit.score for hit in best}
    return [Found(base.faults[fault], base.family_of[fault], score) for fault, score in scores.items()]


def outcomes(organisation: Organisation, faults: Iterable[str]) -> Mapping[str, list[OutcomeCount]]:
    """What was tried against each of `faults` in the organisation, by fault, under every version of the base."""
    found: dict[str, list[OutcomeCount]] = {}
    for count in OutcomeCount.objects.filter(organisation=organisation, fault__in=list(faults)).order_by("remedy"):
        found.setdefault(count.fault, []).append(count)
    return found


def notes(*, since: date, before: date, limit: int, **only: object) -> list[CaseNote]:
    """The newest notes of cases closed in those days, as they counted on the last of them, oldest first.

    Args:
        only: of an `organisation` (its number) or a `machine` (its model).
    """
    stood = Q(withdrawn_on=None) | Q(withdrawn_on__gte=before)
    rows = CaseNote.objects.filter(stood, closed_on__gte=since, closed_on__lt=before, **only)
    return list(rows.order_by("-closed_on", "-id")[:limit])[::-1]


@lru_cache(maxsize=4)
def _index(edition: Edition) -> tuple[list[str], Index]:
    """The faults of the base in order, and the index of their texts."""
    faults = base_of(edition).faults
    return list(faults), Index([_texts(fault) for fault in faults.values()])


def _texts(fault: Fault) -> list[Text]:
    found: list[Text] = []
    for language in ("fr", "en"):
        told = f"{fault.explain.plain[language]} {fault.explain.technical[language]}"
        found += [
            Text(fault.names[language], NAME_BOOST),
            Text(" ".join(fault.complaints[language]), COMPLAINT_BOOST),
            Text(told),
        ]
    return found
