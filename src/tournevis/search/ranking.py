"""Which documents answer a query best: one statement over the postings, the same on SQLite and PostgreSQL.

However many documents hold a common word, few of its postings are read: documents are found by the rarer words of a
query and only weighed by the common ones; where all are common, among the newest documents that hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from tournevis.search.expanding import Group

BUDGET = 6_000  # postings that a search reads of a shelf to find documents
WINDOW = 1_500  # newest documents looked at, of each word, where all words are common
CANDIDATES = 200  # documents that the common words weigh
ALWAYS = 0


@dataclass(frozen=True)
class Hit:
    """A document found: how well it answers (to be compared within one search), and how many of the typed words."""

    document: int
    score: float
    words: int


def rank(groups: Sequence[Group], shelves: Sequence[str], *, among: Sequence[int] | None = None) -> list[Hit]:
    """The best documents on the shelves, best first, newest first among equals; at most `CANDIDATES`.

    Args:
        among: only these documents.
    """
    asked = [group for group in groups if group.terms]
    if not asked or not shelves or (among is not None and not among):
        return []
    if among is not None:
        return _ordered(_weigh(asked, shelves, among=among))
    finding, weighing = _parted(asked)
    since = _since(finding, shelves) if sum(group.documents for group in finding) > BUDGET else {}
    hits = _weigh(finding, shelves, since=since)
    if weighing and hits:
        more = {hit.document: hit for hit in _weigh(weighing, shelves, among=[hit.document for hit in hits])}
        hits = [_together(hit, more.get(hit.document)) for hit in hits]
    return _ordered(hits)


def _parted(groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """The words that find documents, as many of the rarer ones as the budget allows, and those that only weigh them."""
    finding, weighing, left = [], [], BUDGET
    for group in sorted(groups, key=lambda group: group.documents):
        if group.documents <= left:
            finding.append(group)
            left -= group.documents
        else:
            weighing.append(group)
    return (finding, weighing) if finding else (list(groups), [])


def _since(groups: Sequence[Group], shelves: Sequence[str]) -> dict[str, int]:
    """The document from which on words are read, so that of none more than `WINDOW` are.

    It is one for all, so that a document that holds several words is not missed by one of them.
    """
    terms = sorted({term for group in groups for term in group.terms})
    one = (
        "(SELECT document FROM search_posting WHERE shelf = %s AND word = %s ORDER BY document DESC LIMIT 1 OFFSET %s)"
    )
    cells = [(shelf, term, WINDOW) for term in terms for shelf in shelves]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([one] * len(cells))}", [value for cell in cells for value in cell])
        found = [document for document in cursor.fetchone() if document is not None]
    return dict.fromkeys(terms, max(found, default=ALWAYS))


def _weigh(
    groups: Sequence[Group],
    shelves: Sequence[str],
    *,
    since: dict[str, int] | None = None,
    among: Sequence[int] | None = None,
) -> list[Hit]:
    """The documents that hold any of the words, the best ones."""
    rows = [
        (term, at, worth, (since or {}).get(term, ALWAYS))
        for at, group in enumerate(groups)
        for term, worth in group.terms.items()
    ]
    statement = _STATEMENT.format(
        terms=", ".join([_TYPED, *(["(%s, %s, %s, %s)"] * (len(rows) - 1))]),
        shelves=_places(shelves),
        among=f" AND p.document IN ({_places(among)})" if among is not None else "",
    )
    values = [value for row in rows for value in row]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *shelves, *(among or ()), CANDIDATES])
        return [Hit(document, float(score), words) for document, score, words in cursor.fetchall()]


_TYPED = "(CAST(%s AS varchar), CAST(%s AS integer), CAST(%s AS double precision), CAST(%s AS bigint))"
# CROSS JOIN tells SQLite to go from the few words to their postings; PostgreSQL finds that by itself.
_STATEMENT = """
WITH term (word, place, worth, since) AS (VALUES {terms}),
held AS (
    SELECT p.document AS document, t.place AS place, MAX(p.weight * t.worth) AS best
    FROM term t CROSS JOIN search_posting p
    WHERE p.shelf IN ({shelves}) AND p.word = t.word AND p.document >= t.since{among}
    GROUP BY p.document, t.place
)
SELECT document, SUM(best), COUNT(*) FROM held
GROUP BY document ORDER BY SUM(best) * COUNT(*) DESC, document DESC LIMIT %s
"""


def _together(one: Hit, other: Hit | None) -> Hit:
    return Hit(one.document, one.score + other.score, one.words + other.words) if other else one


def _ordered(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score * hit.words, -hit.document))


def _places(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))
