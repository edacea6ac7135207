"""Slips of the keyboard, mended against the words of the asker's own shelves."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA

from tournevis.search.models import Word

SHORTEST, TWO_SLIPS = 4, 8  # letters of a word that is mended; letters from which it may hold two slips
LONGEST = 24
MOST_NEAR = 3
KEPT = 200  # shelves whose words a process keeps
AGAIN = 200  # words read again each time: one given its number earlier may be committed later


class Speller:
    """Words by their length, to be compared with a misspelt one."""

    def __init__(self) -> None:
        self.last = 0
        self._by_size: dict[int, dict[str, int]] = {}

    def take(self, words: Iterable[tuple[str, int]]) -> None:
        """Take in words with their documents."""
        for word, documents in words:
            if SHORTEST - 1 <= len(word) <= LONGEST and word.isalpha():
                self._by_size.setdefault(len(word), {})[word] = documents

    def close(self, word: str) -> list[tuple[int, int, str]]:
        """The words a slip or two away, each as (slips, minus its documents, word), by optimal string alignment."""
        slips = 2 if len(word) >= TWO_SLIPS else 1
        found: list[tuple[int, int, str]] = []
        for size in range(len(word) - slips, len(word) + slips + 1):
            known = self._by_size.get(size, {})
            near = process.extract(word, list(known), scorer=OSA.distance, score_cutoff=slips, limit=None)
            found += [(int(far), -known[other], other) for other, far, _at in near if other != word]
        return found

    def near(self, word: str) -> list[str]:
        """The likeliest words that `word` may be a slip of."""
        return _best(self.close(word)) if _mendable(word) else []


class Spellers:
    """The spellers of several shelves, asked as one."""

    def __init__(self, several: Sequence[Speller]) -> None:
        self._several = several

    def near(self, word: str) -> list[str]:
        """The likeliest words on any of the shelves."""
        if not _mendable(word):
            return []
        return _best([found for speller in self._several for found in speller.close(word)])


def speller_of(shelves: Sequence[str]) -> Spellers:
    """The words of the shelves as they are now: those that came since the last time are read, in one query."""
    with _lock:
        several = {shelf: _kept.pop(shelf) if shelf in _kept else Speller() for shelf in shelves}
        _kept.update(several)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
        since = min((speller.last for speller in several.values()), default=0)
        rows = Word.objects.filter(shelf__in=shelves, pk__gt=since - AGAIN, spelt=True)
        latest = since
        for shelf, word, documents, pk in rows.values_list("shelf", "word", "documents", "pk"):
            several[shelf].take([(word, documents)])
            latest = max(latest, pk)
        for speller in several.values():
            speller.last = max(speller.last, latest)
    return Spellers(list(several.values()))


def forget() -> None:
    """Drop what is kept in this process."""
    with _lock:
        _kept.clear()


def _mendable(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def _best(found: list[tuple[int, int, str]]) -> list[str]:
    """The nearest words, and among equally near ones the most frequent."""
    nearest = min((slips for slips, _documents, _word in found), default=0)
    best = sorted(one for one in found if one[0] == nearest)
    return list(dict.fromkeys(word for _slips, _documents, word in best))[:MOST_NEAR]


_kept: OrderedDict[str, Speller] = OrderedDict()
_lock = Lock()
