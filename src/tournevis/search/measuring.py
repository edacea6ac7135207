"""Measuring the search on documents made from the fault base's own complaints, on a database of its own."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from django.db import connection, transaction

from tournevis.search import rules
from tournevis.search.models import Posting, Word
from tournevis.search.queries import search
from tournevis.search.spelling import forget
from tournevis.search.weighing import Text, Weighed, weigh

ORGANISATIONS, POOL, BATCH = 51, 4_000, 2_000
LARGEST = 0.38  # share of the tickets that the largest organisation has
FILLER = (
    *("bonjour", "merci", "depuis", "ce matin", "au bureau", "deux collègues", "aussi", "urgent"),
    *("hello", "since monday", "office", "please"),
)


@dataclass(frozen=True)
class Speed:
    """Milliseconds of many acts: the median and the 99th percentile."""

    median: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Speed:
        """From the seconds of each act."""
        found = sorted(1000 * one for one in seconds)
        return cls(found[len(found) // 2], found[min(len(found) - 1, int(0.99 * len(found)))])


def documents(sentences: Sequence[str], rng: Random) -> list[list[Text]]:
    """Documents of some sentences with words dropped, misspelt and filled in; a title first."""
    made = []
    for _ in range(POOL):
        title, *rest = (noisy(rng.choice(sentences), rng) for _sentence in range(rng.randint(2, 4)))
        made.append([Text(title, 3.0), *map(Text, rest)])
    return made


def noisy(sentence: str, rng: Random) -> str:
    """A sentence as somebody in a hurry types it."""
    words = [word for word in sentence.split() if rng.random() > 0.1]
    words = [slip(word, rng) if rng.random() < 0.05 else word for word in words]
    return " ".join([*words, *rng.sample(FILLER, 2), f"pc-{rng.randrange(5000):04}"])


def slip(word: str, rng: Random) -> str:
    """A word with two neighbouring letters exchanged."""
    at = rng.randrange(max(1, len(word) - 1))
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def fill(count: int, pool: Sequence[Weighed], rng: Random) -> float:
    """Put `count` documents on the shelves of the organisations, in bulk; the seconds that it took."""
    begun = time.perf_counter()
    held: Counter[tuple[str, str]] = Counter()
    for rows in batches(count, pool, rng):
        Posting.objects.bulk_create(rows, batch_size=BATCH)
        held.update((row.shelf, row.word) for row in rows)
    words = [Word(shelf=shelf, word=word, documents=number) for (shelf, word), number in held.items()]
    known = set(held)
    spelt = sorted({word for found in pool for word in found.spelt})
    words += [Word(shelf="T1", word=word) for word in spelt if ("T1", word) not in known]
    Word.objects.bulk_create(words, batch_size=BATCH)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    forget()
    return time.perf_counter() - begun


def batches(count: int, pool: Sequence[Weighed], rng: Random) -> Iterator[list[Posting]]:
    """The postings of `count` documents, some thousand documents at a time."""
    rows: list[Posting] = []
    for document in range(1, count + 1):
        shelf = "T1" if rng.random() < LARGEST else f"T{rng.randint(2, ORGANISATIONS)}"
        weights = {rules.EVERY: 0, **rng.choice(pool).weights}
        rows += [Posting(shelf=shelf, word=word, document=document, weight=w) for word, w in weights.items()]
        if len(rows) > 50 * BATCH:
            yield rows
            rows = []
    yield rows


def questions(sentences: Sequence[str], rng: Random, count: int) -> list[str]:
    """What people type: two to four words of a sentence, a third of them with a slip in each long word."""
    made = []
    for number in range(count):
        words = rng.choice(sentences).split()
        at = rng.randrange(max(1, len(words) - 3))
        typed = words[at : at + rng.randint(2, 4)]
        made.append(" ".join(slip(word, rng) if number % 3 == 0 and len(word) > 5 else word for word in typed))
    return made


def searched(texts: Sequence[str]) -> Speed:
    """How long the largest organisation waits for each search, the client's work included."""
    search(texts[0], ["T1", "N1"])
    return Speed.of([timed(lambda text=text: search(text, ["T1", "N1"])) for text in texts])  # type: ignore[misc]


def baseline(times: int = 200) -> Speed:
    """Reading a thousand postings of a word by their key: what this database does at its best, here and now."""
    rows = Posting.objects.filter(shelf="T1", word=rules.EVERY).values_list("document", "weight")
    return Speed.of([timed(lambda: list(rows[:1000])) for _ in range(times)])


def written(first: int, count: int, pool: Sequence[Sequence[Text]], seed: int) -> tuple[list[float], int]:
    """The seconds of each of `count` transactions that put a document on the largest shelf, and how many failed."""
    from django.db import DatabaseError

    rng, seconds, failed = Random(seed), [], 0
    for document in range(first, first + count):
        texts = rng.choice(pool)
        try:
            seconds.append(timed(lambda texts=texts, document=document: _written(document, texts)))  # type: ignore[misc]
        except DatabaseError:
            failed += 1
    return seconds, failed


def _written(document: int, texts: Sequence[Text]) -> None:
    with transaction.atomic():
        rules.add(document, "T1", texts)


def timed(act: Callable[[], object]) -> float:
    """The seconds of one act."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def weighed(pool: Sequence[Sequence[Text]]) -> list[Weighed]:
    """The documents as they are indexed."""
    return [weigh(texts) for texts in pool]
