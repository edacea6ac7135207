"""From what somebody typed to what is looked for: stems, words that it begins, slips mended, synonyms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias

from tournevis.language.synonyms import synonyms
from tournevis.search.lexicon import Lexicon
from tournevis.search.rules import EVERY
from tournevis.search.weighing import rarity
from tournevis.search.words import forms, typed

MOST_TYPED = 10  # words of a query
THIN = 25  # documents below which a word is helped by others
BEGUN, MENDED, SLIPPED, ALIKE = 0.7, 0.9, 0.5, 0.35  # worth of a word completed, mended, perhaps mended, a synonym
MOST_ALIKE = 8
Worth: TypeAlias = dict[str, dict[str, float]]  # typed word -> kept word -> what it is worth


@dataclass
class Group:
    """A typed word and what answers it.

    Attributes:
        terms: kept word -> its worth times its rarity.
        documents: in how many documents its terms stand together, at most.
    """

    typed: str
    terms: dict[str, float] = field(default_factory=dict)
    documents: int = 0


@dataclass(frozen=True)
class Query:
    """What is looked for.

    Attributes:
        mended: typed word -> the known word that it was taken for.
    """

    groups: list[Group]
    mended: dict[str, str]


def expand(text: str, lexicon: Lexicon) -> Query:
    """What to look for when somebody types `text`; words that nothing answers keep an empty group."""
    words = typed(text, MOST_TYPED)
    alike = {word: synonyms(word) for word in words}
    asked = {form for word in words for one in (word, *alike[word]) for form in forms(one)}
    known = lexicon.documents({EVERY, *asked}) if words else {}
    size = known.pop(EVERY, 0)
    worth: Worth = {word: dict.fromkeys(_held(forms(word), known), 1.0) for word in words}
    thin = [word for word in words if sum(known[term] for term in worth[word]) < THIN]
    begun = lexicon.beginning([word for word in {*thin, *words[-1:]} if len(word) >= 3]) if words else {}
    near = lexicon.near(thin) if thin else {}
    helpers = {form for other in (*begun, *chain(*near.values())) for form in forms(other)}
    known |= lexicon.documents(helpers - known.keys()) if helpers - known.keys() else {}
    mended = _mended(worth, near, known)
    _begun(worth, begun, known)
    for word in thin:
        terms = _held({form for other in alike[word] for form in forms(other)}, known)
        for term in sorted(terms, key=lambda term: -known[term])[:MOST_ALIKE]:
            worth[word].setdefault(term, ALIKE)
    return Query([_group(word, worth[word], known, size) for word in words], mended)


def _begun(worth: Worth, begun: Iterable[str], known: Mapping[str, int]) -> None:
    """Add what the words may be the beginning of."""
    for other in begun:
        for start, terms in worth.items():
            if other.startswith(start):
                for term in _held(forms(other), known):
                    terms.setdefault(term, BEGUN)


def _mended(worth: Worth, near: Mapping[str, Iterable[str]], known: Mapping[str, int]) -> dict[str, str]:
    """Add what the words may be slips of; for those that are not known at all, which word each was taken for."""
    found: dict[str, str] = {}
    for word, others in near.items():
        unknown = not worth[word]
        for other in others:
            if unknown:
                found.setdefault(word, other)
            for term in _held(forms(other), known):
                worth[word].setdefault(term, MENDED if unknown else SLIPPED)
    return found


def _held(terms: Iterable[str], known: Mapping[str, int]) -> list[str]:
    return [term for term in terms if term in known]


def _group(word: str, worth: dict[str, float], known: dict[str, int], size: int) -> Group:
    terms = {term: part * rarity(known[term], size) for term, part in worth.items()}
    return Group(word, terms, sum(known[term] for term in terms))
