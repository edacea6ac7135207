"""How much a word weighs in a text, and how much it tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from tournevis.search.words import counted, language_of, root

K1, B, USUAL = 1.2, 0.4, 60.0  # BM25's; words of a usual text, fixed so that no text's weight depends on others
MOST_WORDS = 600  # different ones of one text; the rest of a pasted log finds nothing
UNIT = 100  # a weight is kept as a whole number


@dataclass(frozen=True)
class Text:
    """A piece of a document: a title counts more than a message."""

    words: str
    boost: float = 1.0


@dataclass(frozen=True)
class Weighed:
    """What a document is found by.

    Attributes:
        weights: stem -> weight, the largest of all its texts'.
        spelt: its words as they are written, for completing and mending what is typed.
    """

    weights: dict[str, int]
    spelt: frozenset[str]


def weigh(texts: Iterable[Text]) -> Weighed:
    """The stems of the texts, each by its own language, with BM25 weights (Robertson and Zaragoza, 2009)."""
    weights: dict[str, int] = {}
    spelt: set[str] = set()
    for text in texts:
        words = counted(text.words, MOST_WORDS)
        if not words:
            continue
        spelt |= words.keys()
        language = language_of(text.words)
        stems: dict[str, int] = {}
        for word, times in words.items():
            stem = root(word, language)
            stems[stem] = stems.get(stem, 0) + times
        long = K1 * (1 - B + B * words.total() / USUAL)
        for stem, times in stems.items():
            weight = round(UNIT * text.boost * times * (K1 + 1) / (times + long))
            weights[stem] = max(weights.get(stem, 0), weight)
    return Weighed(weights, frozenset(spelt))


def rarity(documents: int, size: int) -> float:
    """How much a word tells that stands in `documents` of `size`: BM25's, never below a tenth."""
    held = min(max(documents, 1), max(size, 1))
    return max(0.1, log(1 + (size - held + 0.5) / (held + 0.5)))
