"""A text cut into clauses of folded words, and patterns over them that respect negation."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .data import read
from .text import MAX_WORD, WORD, fold, squeeze

# An apostrophe, a hyphen or a point inside a number does not end a clause.
ENDS = re.compile(r"[;!?\n:()\[\]«»\"]+|\.(?=\s|$)|,(?=\s)|\s-+\s|\b(?:mais|but|however|par contre|although|though)\b")
REACH = 3  # words before a match in which a negation still denies it
ARTICLES = frozenset(["un", "une", "le", "la", "les", "l", "du", "de", "des", "d", "a", "an", "the", "any"])
MAX_CLAUSES, MAX_CLAUSE = 30, 60  # clauses of a text, words of a clause


@dataclass(frozen=True)
class Match:
    """Where a pattern fits a clause.

    Attributes:
        words: the folded words that matched.
        groups: named groups of the pattern.
        denied_before: a negation stands at most REACH words before the match.
        denied_next: it is the very word before, an article left out.
        denied_inside: one stands inside it.
    """

    words: str
    groups: dict[str, str | None]
    denied_before: bool
    denied_next: bool
    denied_inside: bool


def clauses(text: str) -> list[str]:
    """Folded words of each clause, joined by single spaces: "Écran noir, il tourne" -> ecran noir | il tourne."""
    parts = ENDS.split(squeeze(fold(text)))
    flat = (" ".join(word[:MAX_WORD] for word in WORD.findall(part)[:MAX_CLAUSE]) for part in parts[: 2 * MAX_CLAUSES])
    return [part for part in flat if part][:MAX_CLAUSES]


@cache
def patterns(*sources: str) -> tuple[re.Pattern[str], ...]:
    """Patterns compiled, once."""
    return tuple(re.compile(source) for source in sources)


def find(flat: Iterable[str], wanted: Sequence[re.Pattern[str]]) -> Iterator[Match]:
    """Every place where a pattern fits one of the clauses, clause by clause."""
    for clause in flat:
        for pattern in wanted:
            for found in pattern.finditer(clause):
                before = clause[: found.start()].split()[-REACH:]
                yield Match(
                    found.group().strip(),
                    found.groupdict(),
                    denied_before=negated(" ".join(before)),
                    denied_next=negated(" ".join(word for word in before if word not in ARTICLES).split(" ")[-1]),
                    denied_inside=negated(found.group()),
                )


def negated(words: str) -> bool:
    """Whether folded words hold a negation."""
    return _negators().search(words) is not None


@cache
def _negators() -> re.Pattern[str]:
    words = sorted(read("cues")["negators"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
