"""What people say besides their trouble: greetings, cries for help, the meeting that is about to begin."""

import re
from collections.abc import Sequence
from functools import cache

from .cues import urgency
from .data import read


@cache
def _words() -> frozenset[str]:
    return frozenset(read("chatter")["words"])


@cache
def _events() -> str:
    return "|".join(f"(?:{source})" for source in read("chatter")["events"])


def without_chatter(flat: Sequence[str]) -> list[str]:
    """The clauses without the event that a deadline is about, and without words that tell nothing.

    "my printer is stuck and I have a meeting in 10 minutes" -> "my printer is stuck": the meeting is no trouble.

    Args:
        flat: folded clauses, words joined by single spaces.
    """
    kept = [_before_the_deadline(clause) for clause in flat]
    told = [" ".join(word for word in clause.split() if word not in _words()) for clause in kept]
    return [clause for clause in told if clause]


def _before_the_deadline(clause: str) -> str:
    """The clause without its deadline and the event that leads to it; the deadline alone goes where none does."""
    deadline = next((cue.words for cue in urgency([clause]) if cue.kind == "deadline"), None)
    if deadline is None:
        return clause
    words = re.escape(deadline)
    whole = re.sub(rf"(?:{_events()})? ?\b{words}\b", " ", clause, count=1)
    return " ".join(whole.split())
