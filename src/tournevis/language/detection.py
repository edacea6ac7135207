"""Which language a complaint is written in."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from .concepts import spellings
from .data import read
from .text import clean, tokens

Language = Literal["fr", "en"]
SMALL, TRADE, CONCEPT, END, ACCENT = 2.0, 1.5, 0.8, 0.4, 1.5  # what each clue is worth


def detect(text: str | bytes) -> Language:
    """ "fr" or "en", by small words, words of the trade, ends of words and accents; French where nothing tells."""
    readable = clean(text)
    clues = _clues()
    score = min(sum(sign in clues.accents for sign in readable), 4) * ACCENT
    for word in tokens(readable):
        score += clues.words.get(word, 0.0)
        if word not in clues.words and len(word) > 3:
            score += clues.end(word)
    return "en" if score < 0 else "fr"


def small_words() -> frozenset[str]:
    """Every word of the lists that tell the languages apart."""
    return frozenset(_clues().words)


class _Clues:
    """Words and ends with what they are worth: above zero for French, below for English."""

    def __init__(self, raw: Mapping[str, Mapping[str, object]]) -> None:
        self.accents = frozenset(str(raw["accents"]))
        self.words: dict[str, float] = {}
        self.ends: dict[str, float] = {}
        for language, sign in (("fr", 1.0), ("en", -1.0)):
            clues = raw[language]
            for kind, worth in (("trade", TRADE), ("small", SMALL)):
                for word in str(clues[kind]).split():
                    self.words[word] = self.words.get(word, 0.0) + sign * worth
            for word in spellings(language) - self.words.keys():
                self.words[word] = self.words.get(word, 0.0) + sign * CONCEPT
            for end in clues["ends"]:  # type: ignore[attr-defined]
                self.ends[end] = self.ends.get(end, 0.0) + sign * END

    def end(self, word: str) -> float:
        """What the end of a word that is in no list tells."""
        return sum(self.ends.get(word[-size:], 0.0) for size in (2, 3, 4))


@cache
def _clues() -> _Clues:
    return _Clues(read("languages"))
