"""Misspelt words, mended against the words that the base and the trade use."""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 5  # letters of a word that is mended: shorter ones have too many neighbours
TWO_SLIPS = 8  # letters from which a word may hold two slips
MOST = 10  # words mended in one text
ELIDED = re.compile(r"^(?:l|d|j|n|s|c|m|t|qu)(?=[aeiouhy])")


class Speller:
    """Mends words that it does not know when one that it knows is a slip or two away.

    Args:
        words: folded words that count as right; one heard first is preferred among equals.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.known = dict.fromkeys(words)
        self._by_size: dict[int, list[str]] = {}
        for word in self.known:
            if word.isalpha() and len(word) >= SHORTEST - 1:
                self._by_size.setdefault(len(word), []).append(word)
        self._mended: dict[str, tuple[str, ...]] = {}

    def mend(self, words: Sequence[str]) -> list[str]:
        """The words, unknown ones replaced: `["limprimente"]` -> `["imprimante"]`."""
        found: list[str] = []
        left = MOST
        for word in words:
            if word in self.known or len(word) < SHORTEST or not word.isalpha():
                found.append(word)
            elif word in self._mended or left > 0:
                left -= word not in self._mended
                found.extend(self._mend(word))
            else:
                found.append(word)
        return found

    def _mend(self, word: str) -> tuple[str, ...]:
        if word not in self._mended:
            if len(self._mended) > 20_000:
                self._mended.clear()
            self._mended[word] = (self._nearest(word) or self._without_article(word) or word,)
        return self._mended[word]

    def _without_article(self, word: str) -> str | None:
        """`limprimante`, typed without its apostrophe, is `imprimante`."""
        rest = ELIDED.sub("", word)
        if rest == word or len(rest) < SHORTEST - 1:
            return None
        return rest if rest in self.known else self._nearest(rest)

    def _nearest(self, word: str) -> str | None:
        rest = ELIDED.sub("", word)
        if rest in self.known and len(rest) >= SHORTEST - 1:
            return rest
        slips = 2 if len(word) >= TWO_SLIPS else 1
        if len(word) < SHORTEST:
            return None
        for allowed in range(1, slips + 1):
            near = [
                w for size in range(len(word) - allowed, len(word) + allowed + 1) for w in self._by_size.get(size, ())
            ]
            best = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=allowed)
            if best is not None:
                return str(best[0])
        return None
