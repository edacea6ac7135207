"""Concepts of the trade: words that mean the same, in both languages, found in a text by their stems."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal

from .data import read
from .text import stem, tokens

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
MARK = "§"  # begins a concept's name among the words of a text
LONGEST = 4  # words of a phrase
FILES = ("concepts", "everyday")


def concepts_of(words: Sequence[str]) -> list[str]:
    """The concepts that folded words name, each once, in order: `["ecran", "noir"]` -> `["§screen", "§black"]`.

    Both languages are tried whatever the text is in: people write "mon laptop freeze".
    """
    return list(_concepts(tuple(words)))


@lru_cache(maxsize=2_000)
def _concepts(words: tuple[str, ...]) -> tuple[str, ...]:
    """The same; kept for a while, as each clause of a text is asked for by several views of it."""
    found: dict[str, None] = {}
    for language in LANGUAGES:
        stems = [stem(word, language) for word in words]
        phrases = _phrases(language)
        for start in range(len(stems)):
            for size in range(1, min(LONGEST, len(stems) - start) + 1):
                for concept in phrases.get(" ".join(stems[start : start + size]), ()):
                    found[MARK + concept] = None
    return tuple(found)


@cache
def _phrases(language: Language) -> dict[str, tuple[str, ...]]:
    """Stems of a phrase, joined by spaces -> the concepts that it may mean."""
    found: dict[str, tuple[str, ...]] = {}
    for concept, words in listed(language):
        for phrase in words.split():
            key = " ".join(stem(word, language) for word in tokens(phrase.replace("_", " ")))
            found[key] = (*found.get(key, ()), concept) if concept not in found.get(key, ()) else found[key]
    return found


def listed(language: str) -> Iterator[tuple[str, str]]:
    """Each concept with its words; a concept that both files name comes twice."""
    for name in FILES:
        for concept, words in read(name).items():
            yield concept, str(words[language])


@cache
def spellings(language: Language) -> frozenset[str]:
    """Every folded word that names a concept in a language and in no phrase of the other."""
    mine, other = (_words(one) for one in (language, "en" if language == "fr" else "fr"))
    return frozenset(mine - other)


def trade_words() -> frozenset[str]:
    """Every folded word that helps to name a concept, in either language: each counts as spelt right."""
    return frozenset(_words("fr") | _words("en"))


@cache
def _words(language: str) -> set[str]:
    phrases = " ".join(words for _, words in listed(language))
    return set(tokens(phrases.replace("_", " ")))
