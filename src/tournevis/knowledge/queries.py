"""Reading the fault base, and finding faults by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from tournevis.knowledge.models import OutcomeCount
from tournevis.people.models import Organisation
from tournevis.people.words import Typed, terms, typed
from tournevis.troubleshooting import Base, load_base
from tournevis.troubleshooting.packs.content import Fault

NAME_WEIGHT, COMPLAINT_WEIGHT, TEXT_WEIGHT = 6.0, 2.0, 1.0


@dataclass(frozen=True)
class Found:
    """A fault that a search found, and how well it fits (only to be compared within one search)."""

    fault: Fault
    family: str
    score: float


@lru_cache(maxsize=1)
def base() -> Base:
    """The fault base that this process reasons with, checked; read once.

    Raises:
        PackError: the content is wrong; see its remarks.
    """
    return load_base()


def find_faults(text: str, *, limit: int = 20) -> list[Found]:
    """The faults whose names, usual complaints or explanations hold every word of `text` (in either language), best
    first; a word not written to its end counts, and case and accents do not.
    """
    wanted = typed(text)
    if not wanted:
        return []
    index, rarity = _index()
    scores = {}
    for fault, words in index.items():
        parts = [_score(word, words, rarity) for word in wanted]
        if all(parts):
            scores[fault] = sum(parts)
    best = sorted(scores, key=lambda fault: (-scores[fault], fault))[:limit]
    return [Found(base().faults[fault], base().family_of[fault], scores[fault]) for fault in best]


def outcomes(organisation: Organisation, faults: Iterable[str]) -> Mapping[str, list[OutcomeCount]]:
    """What was tried against each of `faults` in the organisation, by fault, under every version of the base."""
    found: dict[str, list[OutcomeCount]] = {}
    for count in OutcomeCount.objects.filter(organisation=organisation, fault__in=list(faults)).order_by("remedy"):
        found.setdefault(count.fault, []).append(count)
    return found


def _score(word: Typed, words: Mapping[str, float], rarity: Mapping[str, float]) -> float:
    hits = (weight * rarity[known] for known, weight in words.items() if word.means(known))
    return max(hits, default=0.0)


@lru_cache(maxsize=1)
def _index() -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    index: dict[str, dict[str, float]] = {}
    for fault in base().faults.values():
        words: dict[str, float] = {}
        for text, weight in _texts(fault):
            for word in terms(text):
                words[word] = max(words.get(word, 0.0), weight)
        index[fault.id] = words
    seen = Counter(word for words in index.values() for word in words)
    return index, {word: log(1 + len(index) / count) for word, count in seen.items()}


def _texts(fault: Fault) -> Iterable[tuple[str, float]]:
    for language in ("fr", "en"):
        yield fault.names[language], NAME_WEIGHT
        for complaint in fault.complaints[language]:
            yield complaint, COMPLAINT_WEIGHT
        yield fault.explain.plain[language], TEXT_WEIGHT
        yield fault.explain.technical[language], TEXT_WEIGHT
