"""Symptoms recognised in a complaint: each clause against the phrases and names of the base's fixed list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tournevis.troubleshooting import Base

from .clauses import clauses, negated
from .features import BUCKETS, Floats, Ids, rarity, word_features
from .scoring import Array
from .sparse import Sparse

RECOGNISED = 0.62  # share of a phrase's rarity that a clause must hold
DENIED = 0.6  # what is left of a score when only one of clause and phrase is a denial
LONG = 0.35  # how much words of the clause that the phrase lacks count against it
EXPECTED = 0.4  # chance from which a symptom counts as understood when no phrase of its own was used
MOST = 8


@dataclass(frozen=True)
class Recognised:
    """A symptom with how surely it was recognised (0 to 1), and the folded words that tell it.

    No words: no phrase of the symptom was used, but the faults that the words point to show it.
    """

    id: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Phrases:
    """Every phrase of every symptom as features.

    Attributes:
        symptoms: symptom of each phrase.
        held: rarity of each feature in each phrase, (BUCKETS, phrases).
        totals: rarity of each phrase's features together, (phrases,).
        denials: whether each phrase holds a negation, (phrases,).
        rarity: of each feature among the phrases, (BUCKETS,).
    """

    symptoms: tuple[str, ...]
    held: Sparse
    totals: Floats
    denials: Floats
    rarity: Floats


Phrase = tuple[str, str]  # symptom, and folded words that tell it


def phrases_of(base: Base) -> list[Phrase]:
    """Every phrase and name of every symptom of a base, in both languages."""
    return [
        (symptom.id, " ".join(clauses(text)))
        for symptom in base.symptoms.values()
        for language in ("fr", "en")
        for text in (*symptom.phrases[language], symptom.names[language])
    ]


def learn(known: Sequence[Phrase]) -> Phrases:
    """The phrases as features."""
    parts = [word_features(text.split())[0] for _, text in known]
    ids = np.concatenate([np.empty(0, np.int32), *parts])
    column = np.repeat(np.arange(len(parts), dtype=np.int32), [len(part) for part in parts])
    rare = rarity(np.bincount(ids, minlength=BUCKETS).astype(np.float32), len(parts))
    held = Sparse.build(ids, column, rare[ids], BUCKETS, len(parts))
    totals = np.bincount(column, weights=rare[ids], minlength=len(parts)).astype(np.float32)
    denials = np.array([negated(text) for _, text in known], dtype=np.float32)
    return Phrases(tuple(symptom for symptom, _ in known), held, totals, denials, rare)


def shown_by(base: Base, faults: Sequence[str]) -> tuple[tuple[str, ...], Array]:
    """Symptom ids, and how likely each fault shows each symptom, shape (faults, symptoms)."""
    ids = tuple(base.symptoms)
    column = {symptom: place for place, symptom in enumerate(ids)}
    chances = np.zeros((len(faults), len(ids)))
    for row, fault in enumerate(faults):
        for symptom, word in base.faults[fault].shows.items():
            if symptom in column:
                chances[row, column[symptom]] = base.scales.likelihoods[word]
    return ids, chances


def expected(ratios: Array, shown: tuple[tuple[str, ...], Array]) -> dict[str, float]:
    """Symptoms that the likely faults show, with their chance, where it is EXPECTED or more.

    Args:
        ratios: of the words for each fault, (faults,); faults that are alike before the words.
    """
    ids, chances = shown
    if not len(ratios) or np.ptp(ratios) < 1e-9:
        return {}
    odds = ratios / ratios.sum() @ chances
    return {ids[place]: float(odds[place]) for place in np.flatnonzero(odds >= EXPECTED)}


def together(recognised: Sequence[Recognised], chances: Mapping[str, float]) -> tuple[Recognised, ...]:
    """Symptoms told by the words themselves or shown by the faults that the words point to, surest first."""
    found = {item.id: item for item in recognised}
    for symptom, chance in chances.items():
        known = found.get(symptom)
        if known is None or known.score < chance:
            found[symptom] = Recognised(symptom, round(chance, 3), known.words if known else ())
    return tuple(sorted(found.values(), key=lambda item: (-item.score, item.id)))[:MOST]


def recognise(flat: Sequence[str], phrases: Phrases) -> tuple[Recognised, ...]:
    """The symptoms that clauses of folded words tell, surest first."""
    best: dict[str, Recognised] = {}
    for clause in flat if phrases.symptoms else ():
        for symptom, score, place in _scores(clause, phrases):
            if symptom not in best or score > best[symptom].score:
                best[symptom] = Recognised(symptom, round(score, 3), _words(clause, place, phrases))
    return tuple(sorted(best.values(), key=lambda found: (-found.score, found.id)))[:MOST]


def _scores(clause: str, phrases: Phrases) -> list[tuple[str, float, int]]:
    """Symptom, score and phrase of each phrase that a clause holds enough of."""
    ids, _ = word_features(clause.split())
    overlap = phrases.held.dot(ids, np.ones(len(ids), np.float32))
    own = float(phrases.rarity[ids].sum())
    extra = np.minimum(np.maximum(own - overlap, 0.0) / phrases.totals, 1.0)
    scores = overlap / phrases.totals * (1.0 - LONG * extra)
    scores = np.where(phrases.denials == float(negated(clause)), scores, DENIED * scores)
    return [
        (phrases.symptoms[place], float(scores[place]), int(place)) for place in np.flatnonzero(scores >= RECOGNISED)
    ]


def _words(clause: str, place: int, phrases: Phrases) -> tuple[str, ...]:
    """The words of a clause that the phrase shares."""
    return tuple(word for word in dict.fromkeys(clause.split()) if _shared(word_features([word])[0], place, phrases))


def _shared(ids: Ids, place: int, phrases: Phrases) -> bool:
    row = phrases.held.dot(ids, np.ones(len(ids), np.float32))
    return bool(row[place] > 0)
