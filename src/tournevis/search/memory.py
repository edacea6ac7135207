"""An index of texts that a process holds in memory: the same words, weights and mending as the one in the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tournevis.search.expanding import expand
from tournevis.search.lexicon import Words
from tournevis.search.queries import Answer, answered
from tournevis.search.ranking import Hit
from tournevis.search.weighing import Text, weigh


class Index:
    """Texts by the place of their document in the list given.

    Args:
        documents: the texts of each document.
    """

    def __init__(self, documents: Sequence[Iterable[Text]]) -> None:
        self._postings: dict[str, dict[int, int]] = {}
        spelt: dict[str, set[int]] = {}
        for at, texts in enumerate(documents):
            found = weigh(texts)
            for word, weight in found.weights.items():
                self._postings.setdefault(word, {})[at] = weight
            for word in found.spelt:
                spelt.setdefault(word, set()).add(at)
        held = {word: len(places) for word, places in spelt.items()}
        held |= {word: len(places) for word, places in self._postings.items()}
        self._lexicon = Words(held, len(documents), spelt)

    def search(self, text: str) -> Answer:
        """The documents that answer `text`, best first, in their order among equals."""
        query = expand(text, self._lexicon)
        scores: dict[int, list[float]] = {}
        for group in query.groups:
            for document, best in self._best(group.terms).items():
                scores.setdefault(document, []).append(best)
        hits = [Hit(document, sum(parts), len(parts)) for document, parts in scores.items()]
        return answered(query, sorted(hits, key=lambda hit: (-hit.score * hit.words, hit.document)))

    def _best(self, terms: Mapping[str, float]) -> dict[int, float]:
        found: dict[int, float] = {}
        for term, worth in terms.items():
            for document, weight in self._postings.get(term, {}).items():
                found[document] = max(found.get(document, 0.0), weight * worth)
        return found
