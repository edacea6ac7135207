"""Fitting: from examples to the matrices that weigh a complaint's words. A second for 300 faults; kept by `store`."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .examples import Example
from .features import BUCKETS, Floats, Ids, concept_features, letter_features, rarity, share_rarity, word_features
from .sparse import Sparse
from .text import tokens

SATURATION, LENGTH = 1.2, 0.4  # BM25's k1 and b
CONCEPTS = 0.7  # length of a text's concepts beside that of its groups of letters


@dataclass(frozen=True)
class Fitted:
    """What the examples of a base come to.

    Attributes:
        faults, families: ids, in the order of the columns.
        words: BM25 weight of each stem and concept in each fault's texts, shape (BUCKETS, faults).
        word_rarity: shape (BUCKETS,).
        letters: centroid of each fault's texts by groups of letters and concepts, unit length, (BUCKETS, faults).
        family_letters: the same for each family, (BUCKETS, families).
        letter_rarity, concept_rarity: shape (BUCKETS,).
        vocabulary: every folded word of the texts, the commonest first.
    """

    faults: tuple[str, ...]
    families: tuple[str, ...]
    words: Sparse
    word_rarity: Floats
    letters: Sparse
    family_letters: Sparse
    letter_rarity: Floats
    concept_rarity: Floats
    vocabulary: tuple[str, ...]


@dataclass(frozen=True)
class _Bag:
    """Features of all texts, one after the other; `text` says which text each belongs to."""

    text: Ids
    ids: Ids
    values: Floats


def fit(examples: Sequence[Example], family_of: dict[str, str]) -> Fitted:
    """Fit on examples.

    Args:
        family_of: fault id -> family id; its order is the order of the columns.
    """
    faults, families = tuple(family_of), tuple(dict.fromkeys(family_of.values()))
    column = {fault: place for place, fault in enumerate(faults)}
    of_text = np.array([column[example.fault] for example in examples], dtype=np.int32)
    family = np.array([families.index(family_of[fault]) for fault in faults], dtype=np.int32)
    weight = np.array([example.weight for example in examples], dtype=np.float32)
    texts = [tokens(example.text) for example in examples]
    words, word_rarity = _bm25(_bag(texts, word_features), of_text, weight, len(faults))
    letters, letter_rarity = _unit_texts(_bag(texts, letter_features), len(texts))
    concepts, concept_rarity = _unit_texts(_bag(texts, concept_features), len(texts))
    bag = _joined(letters, concepts)
    return Fitted(
        faults,
        families,
        words,
        word_rarity,
        _centroids(bag, of_text, weight, len(faults)),
        _centroids(bag, family[of_text], weight, len(families)),
        letter_rarity,
        concept_rarity,
        _vocabulary(texts),
    )


def _vocabulary(texts: Sequence[list[str]]) -> tuple[str, ...]:
    counts = Counter(word for text in texts for word in text)
    return tuple(sorted(counts, key=lambda word: (-counts[word], word)))


def _bag(texts: Sequence[list[str]], features: Callable[[Sequence[str]], tuple[Ids, Floats]]) -> _Bag:
    parts = [features(words) for words in texts]
    sizes = [len(ids) for ids, _ in parts]
    text = np.repeat(np.arange(len(texts), dtype=np.int32), sizes)
    return _Bag(text, np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts]))


def _bm25(bag: _Bag, of_text: Ids, weight: Floats, width: int) -> tuple[Sparse, Floats]:
    """BM25 of each fault's texts taken as one document, and the rarity of each feature among the faults."""
    counts = Sparse.build(bag.ids, of_text[bag.text], bag.values * weight[bag.text], BUCKETS, width)
    rare = rarity(counts.holding(), width)
    lengths = np.bincount(counts.columns, weights=counts.values, minlength=width)
    norm = SATURATION * (1 - LENGTH + LENGTH * lengths / max(lengths.mean(), 1e-9))
    saturated = counts.values * (SATURATION + 1) / (counts.values + norm[counts.columns])
    values = (rare[counts.rows] * saturated).astype(np.float32)
    return Sparse(counts.starts, counts.columns, values, width), rare


def _unit_texts(bag: _Bag, texts: int) -> tuple[_Bag, Floats]:
    """Values times their rarity among the texts, each text brought to unit length."""
    rare = share_rarity(np.bincount(bag.ids, minlength=BUCKETS).astype(np.float32), texts)
    values = bag.values * rare[bag.ids]
    lengths = np.sqrt(np.bincount(bag.text, weights=values**2, minlength=texts))
    return _Bag(bag.text, bag.ids, (values / np.maximum(lengths[bag.text], 1e-9)).astype(np.float32)), rare


def _joined(letters: _Bag, concepts: _Bag) -> _Bag:
    return _Bag(
        np.concatenate([letters.text, concepts.text]),
        np.concatenate([letters.ids, concepts.ids]),
        np.concatenate([letters.values, np.float32(CONCEPTS) * concepts.values]),
    )


def _centroids(bag: _Bag, column: Ids, weight: Floats, width: int) -> Sparse:
    """The weighed sum of each column's texts, brought to unit length."""
    total = Sparse.build(bag.ids, column[bag.text], bag.values * weight[bag.text], BUCKETS, width)
    lengths = np.sqrt(np.bincount(total.columns, weights=total.values**2, minlength=width))
    values = (total.values / np.maximum(lengths[total.columns], 1e-9)).astype(np.float32)
    return Sparse(total.starts, total.columns, values, width)
