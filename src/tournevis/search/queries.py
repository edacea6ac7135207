"""Searching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from django.db.models import Count

from tournevis.search.expanding import Query, expand
from tournevis.search.lexicon import Lexicon, Shelves, Words
from tournevis.search.models import Posting
from tournevis.search.ranking import Hit, rank

ALL_WANTED = 3  # words of a query that must all be found; of a longer one, three fifths
SHARE = 0.6


@dataclass(frozen=True)
class Answer:
    """What a search found, best first.

    Attributes:
        whole: they hold the words typed (of a long query, most of them); else only some, as nothing holds more.
        mended: typed word -> what it was taken for, where that led to something.
    """

    hits: list[Hit] = field(default_factory=list)
    whole: bool = True
    mended: dict[str, str] = field(default_factory=dict)

    @property
    def documents(self) -> list[int]:
        """The documents, best first."""
        return [hit.document for hit in self.hits]


def search(text: str, shelves: Sequence[str], *, among: Sequence[int] | None = None) -> Answer:
    """What stands on the shelves that answers `text`.

    Args:
        shelves: those that the asker reads; neither results nor mended words come from any other.
        among: only these documents, whose words are then the only ones known.
    """
    if not shelves or (among is not None and not among):
        return Answer()
    lexicon: Lexicon = Shelves(shelves) if among is None else _words_of(shelves, among)
    query = expand(text, lexicon)
    return answered(query, rank(query.groups, shelves, among=among))


def answered(query: Query, hits: Sequence[Hit]) -> Answer:
    """The hits that hold enough of the words; where none does, those that hold the most."""
    if not hits:
        return Answer()
    asked = len(query.groups)
    enough = asked if asked <= ALL_WANTED else ceil(SHARE * asked)
    most = max(hit.words for hit in hits)
    kept = [hit for hit in hits if hit.words >= min(enough, most)]
    return Answer(kept, whole=most >= enough, mended=query.mended)


def _words_of(shelves: Sequence[str], among: Sequence[int]) -> Words:
    rows = Posting.objects.filter(shelf__in=shelves, document__in=among)
    return Words(dict(rows.values_list("word").annotate(n=Count("document"))), len(among))
