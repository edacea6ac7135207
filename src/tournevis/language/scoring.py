"""How well the words of a complaint fit each fault."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .features import concept_features, letter_features, unit, word_features
from .fitting import CONCEPTS, SATURATION, Fitted

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Fit:
    """Three views of how a text fits, each between 0 and about 1.

    Attributes:
        words: share of the rarity of the text's stems and concepts that the fault's texts account for, (faults,).
        letters: cosine by groups of letters and concepts, (faults,).
        family: the same against the family of each fault, (families,).
    """

    words: Array
    letters: Array
    family: Array


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
