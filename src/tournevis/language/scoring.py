"""How well the words of a complaint fit each fault."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .concepts import concepts_of
from .features import concept_features, letter_features, unit, word_features
from .fitting import CONCEPTS, SATURATION, Fitted

Array = NDArray[np.float64]

LONG = 35  # words from which a text is taken clause by clause too: greetings and stories would drown the trouble
RICHEST = 6  # clauses that are taken so, those that name most concepts


@dataclass(frozen=True)
class Fit:
    """Three views of how a text fits, each between 0 and about 1.

    Attributes:
        words: share of the rarity of the text's stems and concepts that the fault's texts account for, (faults,).
        letters: cosine by groups of letters and concepts, (faults,).
        family: the same against the family of each fault, (families,).
        best: of a long text, the best that any of its clauses shows in each view; else None.
    """

    words: Array
    letters: Array
    family: Array
    best: "Fit | None" = None


def compare_clauses(clauses: Sequence[Sequence[str]], fitted: Fitted) -> Fit:
    """Compare a text, given as the words of its clauses; of a long one, only clauses that name a concept count."""
    if sum(map(len, clauses)) <= LONG:
        return compare([word for clause in clauses for word in clause], fitted)
    telling = [clause for clause in clauses if len(clause) > 1 and concepts_of(clause)] or list(clauses)
    whole = compare([word for clause in telling for word in clause], fitted)
    richest = sorted(telling, key=lambda clause: -len(concepts_of(clause)))[:RICHEST]
    fits = [compare(clause, fitted) for clause in richest]
    # a clause of many words that fits tells more than one of two
    words = np.max([fit.words * np.sqrt(len(set(clause))) for fit, clause in zip(fits, richest, strict=True)], axis=0)
    letters, family = np.max([fit.letters for fit in fits], axis=0), np.max([fit.family for fit in fits], axis=0)
    return replace(whole, best=Fit(words, letters, family))


def compare(words: Sequence[str], fitted: Fitted) -> Fit:
    """Compare folded words with the texts of every fault."""
    ids, _ = word_features(words)
    rare = float(fitted.word_rarity[ids].sum()) * (SATURATION + 1)
    by_words = fitted.words.dot(ids, np.ones(len(ids), np.float32)) / max(rare, 1e-9)
    letters, values = letter_features(words)
    concepts, _ = concept_features(words)
    ids = np.concatenate([letters, concepts])
    by_concepts = CONCEPTS * unit(fitted.concept_rarity[concepts])
    weighed = np.concatenate([unit(values * fitted.letter_rarity[letters]), by_concepts])
    return Fit(by_words, fitted.letters.dot(ids, weighed), fitted.family_letters.dot(ids, weighed))
