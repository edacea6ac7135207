"""Words of the trade that mean the same as another, in both languages."""

from functools import cache

from .concepts import LANGUAGES, listed
from .text import stem, tokens


def synonyms(word: str) -> frozenset[str]:
    """Single folded words that share a concept with a folded word, itself left out: `becane` -> `ordinateur`, `pc`."""
    found: set[str] = set()
    for language in LANGUAGES:
        for concept in _concepts_of().get(stem(word, language), ()):
            found |= _words_of()[concept]
    return frozenset(found - {word})


@cache
def _words_of() -> dict[str, frozenset[str]]:
    """Each concept with its single words, in both languages."""
    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for concept, words in listed(language):
            single = {word for word in words.split() if "_" not in word and tokens(word) == [word]}
            found.setdefault(concept, set()).update(single)
    return {concept: frozenset(words) for concept, words in found.items()}


@cache
def _concepts_of() -> dict[str, tuple[str, ...]]:
    """Stem of a single word, by the rules of either language -> the concepts that it names."""
    found: dict[str, dict[str, None]] = {}
    for concept, words in _words_of().items():
        for word in words:
            for language in LANGUAGES:
                found.setdefault(stem(word, language), {})[concept] = None
    return {key: tuple(concepts) for key, concepts in found.items()}
