"""The words that a search may know of: those on the shelves that the asker reads, and no others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.db.models import Q

from tournevis.search.models import Word
from tournevis.search.rules import EVERY
from tournevis.search.spelling import Speller, speller_of
from tournevis.search.words import after

MOST_BEGUN = 20  # words that begin like a typed one


class Lexicon(Protocol):
    """What the expanding of a query asks."""

    def documents(self, words: Collection[str]) -> dict[str, int]:
        """In how many documents each known one of `words` stands; the empty word in all."""

    def beginning(self, starts: Collection[str]) -> dict[str, int]:
        """The words that begin with one of `starts`, the most frequent ones, with their documents."""

    def near(self, words: Collection[str]) -> dict[str, list[str]]:
        """For each of `words`, at most three known words that it may be a slip of, likeliest first."""


class Shelves:
    """The words of some shelves, from the database; a word's documents are added up over the shelves."""

    def __init__(self, shelves: Sequence[str]) -> None:
        self.shelves = list(shelves)

    def documents(self, words: Collection[str]) -> dict[str, int]:
        """See `Lexicon`; one query."""
        return _summed(self._rows().filter(word__in=list(words)))

    def beginning(self, starts: Collection[str]) -> dict[str, int]:
        """See `Lexicon`; one query."""
        wanted = Q(pk__in=())
        for start in starts:
            end = after(start)
            wanted |= Q(word__gte=start, word__lt=end) if end else Q(word__gte=start)
        return _summed(self._rows().filter(wanted).order_by("-documents")[: MOST_BEGUN * len(starts)])

    def near(self, words: Collection[str]) -> dict[str, list[str]]:
        """See `Lexicon`; one query for the words that are new since the last time."""
        speller = speller_of(self.shelves)
        return {word: speller.near(word) for word in words}

    def _rows(self) -> Any:
        return Word.objects.filter(shelf__in=self.shelves).values_list("word", "documents")


class Words:
    """A few words with their documents, kept in memory.

    Args:
        spelt: those that a slip may be taken for; all by default.
    """

    def __init__(self, documents: Mapping[str, int], size: int, spelt: Collection[str] | None = None) -> None:
        self._documents = {**documents, EVERY: size}
        self._sorted = sorted(documents)
        self._speller = Speller()
        right = documents if spelt is None else spelt
        self._speller.take((word, number) for word, number in documents.items() if word in right)

    def documents(self, words: Collection[str]) -> dict[str, int]:
        """See `Lexicon`."""
        return {word: self._documents[word] for word in words if word in self._documents}

    def beginning(self, starts: Collection[str]) -> dict[str, int]:
        """See `Lexicon`."""
        found: dict[str, int] = {}
        for start in starts:
            at = bisect_left(self._sorted, start)
            end = after(start)
            begun = self._sorted[at : bisect_left(self._sorted, end) if end else None]
            counts = sorted(((self._documents[word], word) for word in begun), reverse=True)
            found.update((word, documents) for documents, word in counts[:MOST_BEGUN])
        return found

    def near(self, words: Collection[str]) -> dict[str, list[str]]:
        """See `Lexicon`."""
        return {word: self._speller.near(word) for word in words}


def _summed(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for word, documents in rows:
        found[word] = found.get(word, 0) + documents
    return found
