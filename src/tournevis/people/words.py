"""The words by which texts are found: folded, and cut to their stems in both languages."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import snowballstemmer

from tournevis.people.folding import fold

MAX_LENGTH = 40
_lock = Lock()  # A stemmer keeps its word in itself: one at a time.
_stemmers = [snowballstemmer.stemmer(language) for language in ("french", "english")]
# Too common to tell one text from another, in either language.
_COMMON = """
    a ai as au aux avec c ce ces cet cette ca d dans de des du elle elles en es est et eu il ils j je l la le les leur
    lui m ma mais me mes mon n ne nos notre nous on ont ou par pas pour qu que qui s sa se ses si son sont sur t ta te
    tes ton tu un une vos votre vous y an and are at be but by do for from has have he i if in is it its my no not of
    or our she so that the their them they this to was we with you your
"""
COMMON = frozenset(_COMMON.split())


def terms(text: str, *, limit: int = 400) -> frozenset[str]:
    """The search words of `text`: each word as typed and its stems; common words left out.

    >>> sorted(terms("Les imprimantes bloquées"))
    ['bloque', 'bloquees', 'imprim', 'imprimant', 'imprimantes']
    """
    found: set[str] = set()
    for word in dict.fromkeys(_split(text)):
        if word in COMMON:
            continue
        if len(found) >= limit:
            break
        found |= _forms(word[:MAX_LENGTH])
    return frozenset(found)


class Typed(NamedTuple):
    """A word of a query: its beginning and the forms that mean it."""

    start: str
    forms: frozenset[str]

    def means(self, known: str) -> bool:
        """Whether the search word `known` answers it: one of its forms, or begins with it (3 letters or more)."""
        return known in self.forms or (len(self.start) >= 3 and known.startswith(self.start))


def typed(text: str, *, limit: int = 8) -> list[Typed]:
    """The words of a query, each of which must be found; common words are dropped, unless nothing else is there."""
    words = list(dict.fromkeys(word[:MAX_LENGTH] for part in fold(text).split() for word in _parts(part)[-1:]))
    chosen = [word for word in words if word not in COMMON] or words
    return [Typed(word, _forms(word)) for word in chosen[:limit]]


def after(start: str) -> str | None:
    """The first word, in order, that no longer begins with `start`; None when there is none.

    Only letters and digits are used, so that every collation of a database agrees.

    >>> after("impr"), after("z"), after("jaz")
    ('imps', None, 'jb')
    """
    kept = start.rstrip("z")
    if not kept:
        return None
    last = kept[-1]
    return kept[:-1] + ("a" if last == "9" else chr(ord(last) + 1))


def _split(text: str) -> list[str]:
    return [word for part in fold(text).split() for word in _parts(part)]


def _parts(word: str) -> list[str]:
    """A joined word and its parts: `pc-0012` is also found by `0012`, `l.martin@x.fr` by `martin`."""
    bare = "".join(sign if sign.isalnum() else " " for sign in word).split()
    return bare if len(bare) < 2 else [*bare, "".join(bare)]


@lru_cache(maxsize=20_000)
def _forms(word: str) -> frozenset[str]:
    with _lock:
        return frozenset({word, *(stemmer.stemWord(word) for stemmer in _stemmers)})
