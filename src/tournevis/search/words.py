"""From text to the words by which it is found: folded, parted, cut to their stems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tournevis.language import detect
from tournevis.language.text import stem
from tournevis.people.folding import fold
from tournevis.search.models import MAX_WORD

LANGUAGES = ("fr", "en")
# Too common to tell one text from another, in either language.
_COMMON = """
    a ai as au aux avec c ce ces cet cette ca d dans de des du elle elles en es est et eu il ils j je l la le les leur
    lui m ma mais me mes mon n ne nos notre nous on ont ou par pas pour qu que qui s sa se ses si son sont sur t ta te
    tes ton tu un une vos votre vous y an and are at be but by do for from has have he i if in is it its my no not of
    or our she so that the their them they this to was we with you your
"""
COMMON = frozenset(_COMMON.split())


def words_in(text: str) -> Iterator[str]:
    """The folded words of a text in order, common ones left out; a joined word gives its parts and itself.

    >>> list(words_in("L'imprimante PC-0012"))
    ['imprimante', 'pc', '0012', 'pc0012']
    """
    for part in fold(text).split():
        for word in parts(part):
            if word not in COMMON:
                yield word[:MAX_WORD]


def counted(text: str, limit: int) -> Counter[str]:
    """How often each of the first `limit` different words of a text occurs in it."""
    found: Counter[str] = Counter()
    for word in words_in(text):
        if word in found or len(found) < limit:
            found[word] += 1
    return found


def language_of(text: str) -> str:
    """The language whose stems a text is kept by."""
    return detect(text)


def root(word: str, language: str) -> str:
    """The stem of a folded word; one with a digit in it is a name or a code, and stays.

    >>> root("imprimantes", "fr"), root("pc0012", "fr")
    ('imprim', 'pc0012')
    """
    return stem(word, language)[:MAX_WORD] if word.isalpha() else word


def forms(word: str) -> frozenset[str]:
    """What a typed word may be kept as: itself, and its stem in either language."""
    return frozenset({word, *(root(word, language) for language in LANGUAGES)})


def typed(text: str, limit: int) -> list[str]:
    """The words of a query, each once; common ones are dropped, unless nothing else is there.

    >>> typed("l'imprimante du PC-0012", 8), typed("le la", 8)
    (['imprimante', 'pc0012'], ['le', 'la'])
    """
    words = list(dict.fromkeys(parts(part)[-1][:MAX_WORD] for part in fold(text).split() if parts(part)))
    return ([word for word in words if word not in COMMON] or words)[:limit]


def parts(word: str) -> list[str]:
    """A joined word's parts and the whole: `pc-0012` is also found by `0012`, `l.martin@x.fr` by `martin`."""
    bare = "".join(sign if sign.isalnum() else " " for sign in word).split()
    return bare if len(bare) < 2 else [*bare, "".join(bare)]


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
