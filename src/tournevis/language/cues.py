"""What a complaint says besides its trouble: who is blocked, until when, what is known, what is ruled out."""

from collections.abc import Sequence
from dataclasses import dataclass

from .clauses import find, patterns
from .concepts import concepts_of
from .data import read

MINUTES_OF = {"m": 1.0, "h": 60.0, "j": 1440.0, "d": 1440.0}


@dataclass(frozen=True)
class Cue:
    """A sign of urgency.

    Attributes:
        kind: people_blocked, work_stopped, deadline or pressing.
        words: the folded words that say it.
        minutes: of a deadline given as a delay; else None.
    """

    kind: str
    words: str
    minutes: float | None = None


def urgency(flat: Sequence[str]) -> tuple[Cue, ...]:
    """The signs of urgency in the clauses of a complaint, one of each kind at most."""
    found = []
    for kind, sources in read("cues")["urgency"].items():
        match = next(find(flat, patterns(*sources)), None)
        if match is not None:
            groups = match.groups
            delay = _minutes(groups.get("number"), groups.get("unit"))
            found.append(Cue(kind, groups.get("when") or match.words, delay))
    return tuple(found)


def _minutes(number: str | None, unit: str | None) -> float | None:
    if not number or not unit:
        return None
    amount = float(number) if number.isdigit() else float(read("cues")["minutes"].get(number, 1))
    return amount * MINUTES_OF.get(unit[0], 1.0)


def stated(flat: Sequence[str]) -> dict[str, str]:
    """Facts said outright, fact id -> answer id; a fact said in two ways at once is left out.

    A negation inside the words is theirs ("nobody can", "no bootable device"); one right before them denies them.
    """
    found: dict[str, str] = {}
    for fact, answers in read("cues")["facts"].items():
        said = {
            answer
            for answer, sources in answers.items()
            if any(not match.denied_next for match in find(flat, patterns(*sources)))
        }
        if len(said) == 1:
            found[fact] = said.pop()
    return found


def denials(flat: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Things said not to be the cause, and the clauses without the words that say so.

    "rien ne sort, ce n'est pas l'imprimante" -> imprimante, and "rien ne sort". Only words that name a thing of the
    trade count: "ce n'est pas grave" denies nothing.
    """
    things: dict[str, None] = {}
    left = list(flat)
    for match in find(flat, patterns(*read("cues")["denials"])):
        words = (match.groups.get("thing") or "").split()
        size = next((size for size in range(1, len(words) + 1) if concepts_of(words[:size])), 0)
        if 0 < size <= 2:
            things[" ".join(words[:size])] = None
            said = match.words.removesuffix(" ".join(words)) + " ".join(words[:size])
            left = [clause.replace(said, " ") for clause in left]
    return tuple(things), [clause for clause in left if clause.strip()]
