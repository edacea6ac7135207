"""Writing the index: called by the rules of the rooms above, in the transaction of what they write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zlib import crc32

from django.db import transaction
from django.db.models import F

from tournevis.search.models import Posting, Word
from tournevis.search.weighing import Text, Weighed, weigh

EVERY = ""  # the word that stands in every document
EXACT, LARGE = 32, 512  # documents up to which a word's count is exact; from which each 64th document counts for 64


@transaction.atomic
def add(document: int, shelf: str, texts: Iterable[Text]) -> None:
    """Let a document on a shelf be found by these texts too; one that only grows is indexed so, piece by piece."""
    _add(document, shelf, weigh(texts))


@transaction.atomic
def replace(document: int, shelves: Mapping[str, Iterable[Text]], *, beginning: str) -> None:
    """Let a document be found by these texts on these shelves, and by nothing else.

    Args:
        beginning: of the names of all the shelves that documents of this kind may stand on.
    """
    wanted = {shelf: weigh(texts) for shelf, texts in shelves.items()}
    kept = Posting.objects.filter(document=document, shelf__startswith=beginning)
    for shelf, word, weight in list(kept.values_list("shelf", "word", "weight")):
        if shelf not in wanted or (word and wanted[shelf].weights.get(word) != weight):
            Posting.objects.filter(shelf=shelf, word=word, document=document).delete()
    for shelf in sorted(wanted):
        _add(document, shelf, wanted[shelf])


@transaction.atomic
def clear(*shelves: str) -> None:
    """Forget all that stands on these shelves."""
    Posting.objects.filter(shelf__in=shelves).delete()
    Word.objects.filter(shelf__in=shelves).delete()


@transaction.atomic
def forget(shelf: str, parts: Iterable[str]) -> None:
    """Forget the words with one of `parts` in them that no document on the shelf holds any more.

    So the name of somebody erased is no longer what a slip of the keyboard is mended to, alone or joined to another.
    """
    wanted = {part for part in parts if len(part) > 1}
    known = Word.objects.filter(shelf=shelf).values_list("word", flat=True)
    named = {word for word in known.iterator(2000) if any(part in word for part in wanted)}
    held = Posting.objects.filter(shelf=shelf, word__in=named).values_list("word", flat=True)
    Word.objects.filter(shelf=shelf, word__in=named - set(held)).delete()


def _add(document: int, shelf: str, found: Weighed) -> None:
    if not found.weights:
        return
    weights = {EVERY: 0, **found.weights}
    here = Posting.objects.filter(shelf=shelf, document=document, word__in=list(weights))
    held = dict(here.values_list("word", "weight"))
    lighter = [word for word, weight in held.items() if weight < weights[word]]
    if lighter:
        here.filter(word__in=lighter).delete()
    fresh = sorted(word for word, weight in weights.items() if weight > held.get(word, -1))
    Posting.objects.bulk_create(
        Posting(shelf=shelf, word=word, document=document, weight=weights[word]) for word in fresh
    )
    new = weights.keys() - held.keys()
    if new:
        _count(document, shelf, new | found.spelt, found.spelt)


def _count(document: int, shelf: str, words: Iterable[str], spelt: frozenset[str]) -> None:
    """Count a document for each of the words; rows are locked in the order of words: no two writers deadlock."""
    wanted = sorted(words)
    rows = Word.objects.filter(shelf=shelf, word__in=wanted)
    known = {word: (documents, right) for word, documents, right in rows.values_list("word", "documents", "spelt")}
    missing = [Word(shelf=shelf, word=word, spelt=word in spelt) for word in wanted if word not in known]
    Word.objects.bulk_create(missing, ignore_conflicts=True)
    right = [word for word, (_documents, right) in known.items() if not right and word in spelt]
    steps: dict[int, list[str]] = {}
    for word, (documents, _right) in known.items():
        step = _step(documents)
        if crc32(f"{document} {word}".encode()) % step == 0:
            steps.setdefault(step, []).append(word)
    due = sorted({*right, *(word for held in steps.values() for word in held)})
    if not due:
        return
    locked = Word.objects.filter(shelf=shelf, word__in=due).order_by("word").select_for_update()
    ids = dict(locked.values_list("word", "pk"))
    if right:
        Word.objects.filter(pk__in=[ids[word] for word in right]).update(spelt=True)
    for step, held in steps.items():
        Word.objects.filter(pk__in=[ids[word] for word in held]).update(documents=F("documents") + step)


def _step(documents: int) -> int:
    """For how many documents one counts, given how many there are."""
    return 1 if documents < EXACT else 8 if documents < LARGE else 64
