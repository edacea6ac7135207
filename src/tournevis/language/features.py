"""What of a text is weighed: its stems and concepts, and the groups of letters inside its words."""

import zlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .concepts import concepts_of
from .text import stem

Ids = NDArray[np.int32]
Floats = NDArray[np.float32]

BUCKETS = 1 << 18  # features are numbered by a checksum: no table to load, and some 100,000 kinds leave few collisions
GRAMS = (2, 5)  # letters in a group, the word's edges counted as one letter each


def number(feature: str) -> int:
    """The bucket of a feature."""
    return zlib.crc32(feature.encode()) & (BUCKETS - 1)


@lru_cache(maxsize=50_000)
def grams(word: str) -> tuple[int, ...]:
    """Buckets of the groups of letters of a word: `son` -> ` s`, `so`, `on`, `n `, ` so`, …"""
    if len(word) == 1:
        return ()  # an elided article or a drive's letter: its stem is enough
    edged = f" {word} "
    return tuple(
        number(edged[start : start + size])
        for size in range(GRAMS[0], min(GRAMS[1], len(edged)) + 1)
        for start in range(len(edged) - size + 1)
    )


@lru_cache(maxsize=50_000)
def _stems(word: str) -> tuple[int, ...]:
    """Buckets of a word's stems, in either language; `w:` keeps them apart from the groups of letters."""
    return tuple({number("w:" + stem(word, "fr")), number("w:" + stem(word, "en"))})


def word_features(words: Sequence[str]) -> tuple[Ids, Floats]:
    """Buckets of stems and concepts of a text, and how often each occurs."""
    counts = Counter(bucket for word in words for bucket in _stems(word))
    counts.update(number(concept) for concept in concepts_of(words))
    return _arrays(counts)


def letter_features(words: Sequence[str]) -> tuple[Ids, Floats]:
    """Buckets of the groups of letters of a text, each weighed 1 + ln(how often it occurs)."""
    ids, values = _arrays(Counter(bucket for word in words for bucket in grams(word)))
    return ids, (1.0 + np.log(values)).astype(np.float32)


def concept_features(words: Sequence[str]) -> tuple[Ids, Floats]:
    """Buckets of the concepts that a text names, each counted once."""
    return _arrays(Counter(number(concept) for concept in concepts_of(words)))


def _arrays(counts: Counter[int]) -> tuple[Ids, Floats]:
    ids = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
    return ids, np.fromiter(counts.values(), dtype=np.float32, count=len(counts))


def rarity(holding: Floats, holders: int) -> Floats:
    """Inverse document frequency, smoothed: ln(1 + (n - d + 0.5) / (d + 0.5)).

    Args:
        holding: in how many of the `holders` each feature occurs.

    Source: Robertson and Zaragoza (2009), The probabilistic relevance framework, section 3.
    """
    result: Floats = np.log1p((holders - holding + 0.5) / (holding + 0.5)).astype(np.float32)
    return result


def share_rarity(holding: Floats, holders: int) -> Floats:
    """Inverse document frequency that leaves common features their share: 1 + ln((1 + n) / (1 + d))."""
    result: Floats = (1.0 + np.log((1.0 + holders) / (1.0 + holding))).astype(np.float32)
    return result


def unit(values: Floats) -> Floats:
    """A vector brought to length 1; nothing stays nothing."""
    result: Floats = (values / max(float(np.sqrt((values**2).sum())), 1e-9)).astype(np.float32)
    return result
