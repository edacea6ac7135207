"""What technicians' corrections of symptoms teach: words like these tell that symptom, or do not.

A lesson keeps single words in no order, those of the base's own texts as they are and others as the number of their
feature, from a text out of which names, numbers and addresses were taken.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from .features import Floats, number, word_features
from .scoring import Array
from .symptoms import MOST, RECOGNISED, Recognised
from .text import stem

ALIKE = 0.45  # how alike a complaint must be to a corrected one, from 0 to 1, to learn anything from it
CAUTION = 2.0  # lessons that stand against those heard: one alone counts a third, two a half, none ever in full
TAUGHT = 0.3  # strength from which a symptom is added or left out: that of one lesson on the same words
SWAY = 2.0  # by how much a symptom fully taught may raise or lower what a fault's words weigh
MOST_WORDS, SHORTEST_STRANGE = 40, 4
NUMBERED = "#"


@dataclass(frozen=True)
class Lesson:
    """A symptom that a technician confirmed (or denied) for a complaint of these words, as `memorable` gives them."""

    symptom: str
    noticed: bool
    words: frozenset[str]


def memorable(words: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """What a lesson keeps of folded words: those of the base as they are, longer strange ones as `#` and a number."""
    kept = {word if word in known else _numbered(word) for word in words if _tells(word, known)}
    return tuple(sorted(kept))[:MOST_WORDS]


def _tells(word: str, known: Collection[str]) -> bool:
    return word.isalpha() and (len(word) > 1 if word in known else len(word) >= SHORTEST_STRANGE)


def _numbered(word: str) -> str:
    return f"{NUMBERED}{number('w:' + stem(word, 'fr'))}"


def taught(words: Iterable[str], lessons: Sequence[Lesson], rarity: Floats) -> dict[str, float]:
    """Symptom -> how strongly lessons about such words tell it: from -1 (denied) to 1, which neither ever reaches.

    Args:
        rarity: of each feature, (BUCKETS,): common words make no two complaints alike.
    """
    own = _features(frozenset(words))
    balance: dict[str, float] = {}
    heard: dict[str, float] = {}
    for lesson in lessons if own else ():
        alike = _alike(own, _features(lesson.words), rarity)
        if alike >= ALIKE:
            heard[lesson.symptom] = heard.get(lesson.symptom, 0.0) + alike
            balance[lesson.symptom] = balance.get(lesson.symptom, 0.0) + (alike if lesson.noticed else -alike)
    return {symptom: balance[symptom] / (heard[symptom] + CAUTION) for symptom in balance}


@lru_cache(maxsize=5_000)
def _features(words: frozenset[str]) -> frozenset[int]:
    ids, _ = word_features(sorted(word for word in words if not word.startswith(NUMBERED)))
    return frozenset([*ids.tolist(), *(int(word[1:]) for word in words if word.startswith(NUMBERED))])


def _alike(mine: frozenset[int], its: frozenset[int], rarity: Floats) -> float:
    """The rarity that both hold, over the mean of what each holds."""
    shared = mine & its
    if not shared:
        return 0.0
    both, one, other = (float(rarity[list(features)].sum()) for features in (shared, mine, its))
    return both / max((one + other) / 2, 1e-9)


def corrected(told: Sequence[Recognised], strengths: Mapping[str, float]) -> tuple[Recognised, ...]:
    """The symptoms recognised, with those moved that were taught: added when told clearly, left out when denied so."""
    found = {item.id: item for item in told}
    for symptom, strength in strengths.items():
        known = found.pop(symptom, None)
        if (abs(strength) < TAUGHT and known is None) or strength <= -TAUGHT:
            continue
        score = (known.score if known else RECOGNISED - TAUGHT) + strength
        found[symptom] = Recognised(symptom, round(float(np.clip(score, 0.0, 1.0)), 3), known.words if known else ())
    return tuple(sorted(found.values(), key=lambda item: (-item.score, item.id)))[:MOST]


def swayed(ratios: Array, strengths: Mapping[str, float], shown: tuple[tuple[str, ...], Array]) -> Array:
    """Weights with the faults raised or lowered that show what was taught; at most SWAY times, and their mean kept.

    Args:
        ratios: of each fault, (faults,).
        shown: symptom ids, and each fault's chance to show each, (faults, symptoms).
    """
    ids, chances = shown
    total = np.zeros(len(ratios))
    for symptom, strength in strengths.items():
        if symptom in ids:
            total += strength * (2 * chances[:, ids.index(symptom)] - 1)
    found: Array = ratios * SWAY ** np.clip(total, -1.0, 1.0)
    found *= float(ratios.mean()) / max(float(found.mean()), 1e-9)
    return found
