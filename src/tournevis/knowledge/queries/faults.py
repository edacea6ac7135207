"""Finding faults by their words; what was counted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import takewhile
from math import log

from django.db.models import Q

from tournevis.knowledge.models import CaseNote, OutcomeCount
from tournevis.people.models import Organisation
from tournevis.people.words import Typed, terms, typed
from tournevis.troubleshooting.packs.content import Fault

from .editions import SHIPPED, Edition, base_of

NAME_WEIGHT, COMPLAINT_WEIGHT, TEXT_WEIGHT = 6.0, 2.0, 1.0


@dataclass(frozen=True)
class Found:
    """A fault that a search found, and how well it fits (only to be compared within one search)."""

    fault: Fault
    family: str
    score: float


def find_faults(text: str, edition: Edition = SHIPPED, *, limit: int = 20) -> list[Found]:
    """The faults whose names, usual complaints or explanations hold every word of `text` (in either language), best
    first; a word not written to its end counts, and case and accents do not.
    """
    wanted = typed(text)
    if not wanted:
        return []
    base = base_of(edition)
    parts = [_scores(word, edition) for word in wanted]
    scores = {fault: sum(part[fault] for part in parts) for fault in set(parts[0]).intersection(*parts[1:])}
    best = sorted(scores, key=lambda fault: (-scores[fault], fault))[:limit]
    return [Found(base.faults[fault], base.family_of[fault], scores[fault]) for fault in best]


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


def _scores(word: Typed, edition: Edition) -> dict[str, float]:
    """How well each fault that holds a typed word answers it: by where it stands there, and by how rare it is."""
    words, index = _index(edition)
    known_faults = len(base_of(edition).faults)
    at = bisect_left(words, word.start)
    begins = takewhile(lambda known: known.startswith(word.start), words[at:]) if len(word.start) > 2 else ()
    scores: dict[str, float] = {}
    for known in {*word.forms, *begins}:
        holders = index.get(known, {})
        rarity = log(1 + known_faults / max(1, len(holders)))
        for fault, weight in holders.items():
            scores[fault] = max(scores.get(fault, 0.0), weight * rarity)
    return scores


@lru_cache(maxsize=4)
def _index(edition: Edition) -> tuple[list[str], dict[str, dict[str, float]]]:
    """Every word of the base in order; and for each, the faults that hold it with the weight of where it stands."""
    index: dict[str, dict[str, float]] = {}
    for fault in base_of(edition).faults.values():
        for text, weight in _texts(fault):
            for word in terms(text):
                holders = index.setdefault(word, {})
                holders[fault.id] = max(holders.get(fault.id, 0.0), weight)
    return sorted(index), index


def _texts(fault: Fault) -> Iterable[tuple[str, float]]:
    for language in ("fr", "en"):
        yield fault.names[language], NAME_WEIGHT
        for complaint in fault.complaints[language]:
            yield complaint, COMPLAINT_WEIGHT
        yield fault.explain.plain[language], TEXT_WEIGHT
        yield fault.explain.technical[language], TEXT_WEIGHT
